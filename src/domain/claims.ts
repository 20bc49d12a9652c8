import { type Assignment, unverified } from "./assignment.ts";
import type { Campaign } from "./campaign.ts";
import { chooseReviewer } from "./choose-reviewer.ts";
import { addDays, type CivilDate } from "./civil-date.ts";
import type { DiagramId } from "./diagram-id.ts";
import { assigneeAs, holderOf, reviewedAs, verifierOf } from "./people.ts";
import { isSamePerson, type Person, personOf } from "./person.ts";
import type { Status } from "./status.ts";
import { goingOn, type Term, termOf, withClaimNoted } from "./terms.ts";

/** What the person has in progress; what waits for others in review does not count against that limit. */
export function assignedInProgress(campaign: Campaign, person: Person): DiagramId[] {
  return assignedTo(campaign, person, ({ status }) => status === "in_progress");
}

export function assignedInReview(campaign: Campaign, person: Person): DiagramId[] {
  return assignedTo(campaign, person, ({ status }) => status === "review");
}

export function assignedTo(
  { assignments }: Pick<Campaign, "assignments">,
  person: Person,
  isCounted: (assignment: Assignment) => boolean,
): DiagramId[] {
  const assigned: DiagramId[] = [];
  for (const [id, assignment] of assignments) {
    if (isSamePerson(holderOf(assignment), person) && isCounted(assignment)) assigned.push(id);
  }
  return assigned;
}

/** Whether the files know of any claim of theirs: one that stands, was finished, or was given back. */
export function hasEverClaimed(assignments: Iterable<Assignment>, person: Person): boolean {
  for (const assignment of assignments) {
    const { last_claim, earlier_claims = [] } = assignment;
    const all = [assignment, ...(last_claim ? [last_claim] : []), ...earlier_claims];
    if (all.some((one) => isSamePerson(holderOf(one), person))) return true;
  }
  return false;
}

/** The diagram in the hands of its new holder, for the term that is theirs. Whoever held it before could claim it again. */
export function claimed(
  now: Assignment,
  status: Status,
  holder: Person,
  campaign: Campaign,
  due: CivilDate | null = null,
): { readonly assignment: Assignment; readonly term: Term } {
  const before = isSamePerson(holderOf(now), holder) ? now : withClaimNoted(now, campaign);
  const term = termOf(before, holder, campaign, due);
  const { extensions, waiting = [], ...lasting } = withoutClaim(before);
  const others = waiting.filter(({ login, id }) => !isSamePerson(personOf(login, id), holder));
  const assignment: Assignment = {
    ...lasting,
    ...(others.length > 0 && { waiting: others }),
    ...(term.goesOn && goingOn(before, term.goesOn)),
    ...assigneeAs(holder),
    start_date: term.start,
    due_date: term.due,
    ...reviewedAs(chooseReviewer(campaign, now, [holder])),
    status,
    verification: unverified(now),
    pr_number: null,
    completion_date: null,
    ...((extensions !== undefined || term.extensions > 0) && { extensions: term.extensions }),
  };
  return { assignment, term };
}

/** Without what only this claim was about. Who waits for the diagram waits on. */
function withoutClaim({
  thread: _thread,
  claimed_by_pr: _pr,
  assigned_by: _by,
  assigned_by_id: _byId,
  clock_rests_until: _rests,
  reminders: _reminders,
  ...lasting
}: Assignment): Omit<Assignment, "thread" | "claimed_by_pr"> {
  return lasting;
}

/** What was completed for nobody, under the name of who it is by. Nobody vouches for what is their own. */
export function credited(now: Assignment, holder: Person): Assignment {
  const isOwn = isSamePerson(verifierOf(now.verification), holder);
  return { ...now, ...assigneeAs(holder), ...(isOwn ? { verification: unverified(now) } : {}) };
}

/** Free again. What was learnt stays: sources, notes, and the claim itself, so that its clock is not lost. */
export function released(
  now: Assignment,
  status: Status,
  campaign: Pick<Campaign, "today" | "config">,
): Assignment {
  const lasting = withoutClaim(withClaimNoted(now, campaign));
  return {
    ...lasting,
    ...assigneeAs(null),
    start_date: null,
    due_date: null,
    ...reviewedAs(null),
    status,
    pr_number: null,
    completion_date: null,
    verification: unverified(now),
  };
}

/** Done by a pull request, or elsewhere (null), on a day. */
export function completed(
  now: Assignment,
  status: Status,
  { pr, on }: { readonly pr: number | null; readonly on: CivilDate },
): Assignment {
  const {
    claimed_by_pr: _pr,
    clock_rests_until: _rests,
    waiting: _waiting,
    let_go: _letGo,
    ...lasting
  } = now;
  return { ...lasting, status, pr_number: pr, completion_date: on };
}

const SUPERSEDED_LIMIT = 50;

/**
 * What was complete and has to be made again, with a new term for whoever holds it. The old pull request counts no more,
 * unless it is still to be merged.
 */
export function reopened(
  now: Assignment,
  status: Status,
  { today, config }: Campaign,
  { isMerged }: { readonly isMerged: boolean },
): Assignment {
  const isAssigned = now.assignee !== null;
  return {
    ...now,
    status,
    start_date: isAssigned ? today : null,
    due_date: isAssigned ? addDays(today, config.claims.days) : null,
    pr_number: null,
    completion_date: null,
    verification: unverified(now),
    ...(now.pr_number === null || !isMerged
      ? {}
      : { superseded: [...(now.superseded ?? []), now.pr_number].slice(-SUPERSEDED_LIMIT) }),
  };
}
