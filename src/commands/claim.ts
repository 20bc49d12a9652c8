/**
 * `/claim G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is yours until 2026-12-08. Next: open a pull request …"
 */
import type { Assignment } from "../domain/assignment.ts";
import { assignmentOf } from "../domain/campaign.ts";
import type { Diagram } from "../domain/catalog.ts";
import { limitReached } from "../domain/claim-limits.ts";
import { claimed } from "../domain/claims.ts";
import { latestFirstDueDate } from "../domain/due-date.ts";
import { holderOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import { nextDiagrams, parseSelection } from "../domain/select.ts";
import { withSources } from "../domain/sources.ts";
import { type Arguments, exampleId } from "./arguments.ts";
import {
  type DiagramCommand,
  done,
  refuse,
  refusePerson,
  type Situation,
  same,
  type Target,
  type Verdict,
} from "./command.ts";
import { moveDue } from "./due.ts";

const OFFERED = 3;

export const claim: DiagramCommand = {
  kind: "diagrams",
  name: "claim",
  undo: { names: ["disclaim", "declaim"], how: (say) => say.undoClaim() },
  usage: "ID… | next [N] [of GROUP], with due DATE, source URL",
  summary: (say) => say.claim(),
  example: "/claim G-LIN-FL due +10",
  event: "claim",
  looksAgain: true,

  check({ recipients, patterns }, { actor, say }) {
    const other = recipients.find((login) => !isSamePerson({ login, id: null }, actor));
    return other === undefined ? null : say.command.claimForOther(other, exampleId({ patterns }));
  },

  choose({ next, of, count }, { campaign, isBroken, say, aboutCatalog, notFound }, named) {
    if (!next) return null;
    if (count === 0) return say.command.noCount();
    const selection = of === null ? null : parseSelection(of, campaign);
    if (selection !== null && "unknown" in selection) {
      const { unknown, near } = selection;
      return notFound(unknown, say.command.noSuchGroup(unknown, near));
    }
    const among = selection === null ? named : new Set(selection.diagrams);
    const isExcluded = (diagram: Diagram) => isBroken(diagram) || among?.has(diagram) === false;
    const free = nextDiagrams(campaign, count ?? 1, { isExcluded });
    return free.length === 0 && among !== null ? aboutCatalog(say.command.nothingFreeAmong()) : free;
  },

  decide({ now }, to, args, { actor, campaign, pause, thread, guideUrl, say }) {
    if (pause !== null) return refusePerson(say.diagram.whilePaused(pause));
    const limit = limitReached(campaign, actor);
    if (limit !== null) return refusePerson(say.diagram.limited(limit));

    const { due } = args;
    const last = latestFirstDueDate(campaign);
    if (due !== null && due < campaign.today) return refuse(say.diagram.duePast(due, campaign.today));
    if (due !== null && due > last) return refuse(say.diagram.dueTooFar(due, last, campaign.today));
    const { term, assignment: own } = claimed(now, to, actor, campaign, due);
    const assignment = { ...own, thread: thread.number };
    const sources = withSources(assignment, args.urls, actor);
    if (typeof sources === "string") return refuse(say.diagram.noRoom(sources));
    return done(
      sources ?? assignment,
      say.diagram.claimed(assignment, guideUrl, { ...term, today: campaign.today }),
    );
  },

  refused(why, target, args, situation) {
    if (why !== "held") return null;
    const isOwn = isSamePerson(holderOf(target.now), situation.actor);
    return isOwn ? claimAgain(target.now, args, situation) : assignedToOther(target, situation);
  },
};

/** What is free beside it, once the whole comment was carried out, is offered instead, to whoever may claim one more then. */
function assignedToOther(
  { diagram, now }: Target,
  { actor, campaign, isBroken, pause, say }: Situation,
): Verdict {
  return refuse(() => {
    if (pause !== null || limitReached(campaign, actor) !== null)
      return say.diagram.assignedToOther(now, [], false);
    const free = diagram.group.diagrams.filter(
      (other) => !isBroken(other) && assignmentOf(campaign, other.id).status === "pending",
    );
    const isAnyFree = free.length > 0 || nextDiagrams(campaign, 1, { isExcluded: isBroken }).length > 0;
    return say.diagram.assignedToOther(
      now,
      free.slice(0, OFFERED).map(({ id }) => id),
      isAnyFree,
    );
  });
}

/** A second claim by the holder changes nothing, but may bring a source or another date. */
function claimAgain(own: Assignment, args: Arguments, situation: Situation): Verdict {
  const { say } = situation;
  const now = asOwnClaim(own, situation);
  const sources = withSources(now, args.urls, situation.actor);
  if (typeof sources === "string") return refuse(say.diagram.noRoom(sources));
  const base = sources ?? now;
  const added = base.sources.length - now.sources.length;
  if (args.due === null || args.due === now.due_date) {
    if (!sources && now !== own) return done(now, say.diagram.alreadyYours(now));
    return sources ? done(sources, say.diagram.sourcesAdded(added)) : same(say.diagram.alreadyYours(now));
  }
  return moveDue(base, args.due, situation);
}

/** A claim that only a pull request had made is the person's own from now on, and stays when that is closed. */
function asOwnClaim(now: Assignment, { thread }: Situation): Assignment {
  if (now.claimed_by_pr === undefined) return now;
  const { claimed_by_pr: _pr, ...own } = now;
  return { ...own, thread: thread.number };
}
