import type { Assignment } from "../../domain/assignment.ts";
import { assignmentOf } from "../../domain/campaign.ts";
import { addDays } from "../../domain/civil-date.ts";
import { firstLimitOf } from "../../domain/claim-limits.ts";
import { assignedInProgress } from "../../domain/claims.ts";
import { boundTo, holderOf, reviewerOf } from "../../domain/people.ts";
import { isSamePerson } from "../../domain/person.ts";
import { suggest } from "../../domain/suggest.ts";
import { termOf } from "../../domain/terms.ts";
import { finding, type RuleFinding } from "./finding.ts";
import { type AssignmentChange, isAuthor, type Proposal } from "./proposal.ts";
import { unlessMaintainer } from "./unless-maintainer.ts";

/** Whether somebody gets a diagram by this that nobody held. */
export function isClaim({ before, after }: AssignmentChange): boolean {
  return before.assignee === null && before.status !== "complete" && Boolean(after?.assignee);
}

/** A claim by file keeps the rules of `/claim`: oneself, what is free, as many and as long as anybody. */
export function checkClaim(proposal: Proposal, change: AssignmentChange, after: Assignment): RuleFinding[] {
  const { config, input, author } = proposal;
  const say = proposal.say.assignments;
  const { id, locate } = change;
  const { assignee, status, due_date: due } = after;
  const claimant = holderOf(boundTo(after, author));
  if (assignee === null || claimant === null) return [];
  const { today } = input.campaign;
  const at = (field: keyof Assignment) => locate("assignment", field);
  const found: RuleFinding[] = [];

  const now = assignmentOf(input.campaign, id);
  if (now.assignee !== null && !isSamePerson(holderOf(now), claimant)) {
    found.push(unlessMaintainer(proposal, at("assignee"), say.taken(id, now)));
  } else if (!isAuthor(proposal, { ...claimant, id: null }) && !proposal.isMaintainer()) {
    found.push(finding("failure", at("assignee"), say.otherName(assignee, input.pr.author)));
  }
  if (status !== "in_progress" && status !== "pending") {
    found.push(unlessMaintainer(proposal, at("status"), say.claimStatus(status)));
  }
  const last = addDays(today, Math.max(config.claims.days, config.claims.extension_days));
  if (due !== null && due > last) {
    found.push(unlessMaintainer(proposal, at("due_date"), say.dueTooFar(due, last)));
  } else if (due !== null && due < today) {
    found.push(unlessMaintainer(proposal, at("due_date"), say.duePast(due, today)));
  } else {
    const term = termOf(now, claimant, input.campaign);
    if (due !== null && due > term.due && term.goesOn !== null) {
      found.push(unlessMaintainer(proposal, at("due_date"), say.dueOfEarlierClaim(due, term.due)));
    }
  }
  const assigned = assignedInProgress(proposal.campaign, claimant);
  if (status === "in_progress" && assigned.length > config.claims.limit) {
    found.push(
      unlessMaintainer(proposal, at("assignee"), say.overLimit(config.claims.limit, assigned, assignee)),
    );
  }
  const first = firstLimitOf(proposal.campaign, claimant);
  if (first !== null && first.assigned.length > first.limit) {
    found.push(unlessMaintainer(proposal, at("assignee"), say.overFirstLimit(first, assignee)));
  }
  return [...found, ...checkReviewer(proposal, change, after)];
}

function checkReviewer(
  { config, say }: Proposal,
  { locate }: AssignmentChange,
  after: Assignment,
): RuleFinding[] {
  const { reviewer } = after;
  const named = reviewerOf(after);
  if (reviewer === null) return [];
  const range = locate("assignment", "reviewer");
  if (isSamePerson(named, holderOf(after)))
    return [finding("failure", range, say.assignments.ownReview(reviewer))];
  if (config.reviewers.length === 0 || config.reviewers.some((one) => isSamePerson(one, named))) return [];
  const logins = config.reviewers.map(({ login }) => login);
  const near = suggest(reviewer, logins);
  return [finding("warning", range, say.assignments.reviewerUnlisted(reviewer, near, logins))];
}
