import type { Assignment } from "../../domain/assignment.ts";
import { assignmentOf } from "../../domain/campaign.ts";
import { addDays } from "../../domain/civil-date.ts";
import { heldInProgress } from "../../domain/claims.ts";
import { isSamePerson } from "../../domain/login.ts";
import { suggest } from "../../domain/suggest.ts";
import { type Finding, finding } from "./finding.ts";
import { type AssignmentChange, isAuthor, type Proposal } from "./proposal.ts";
import { unlessMaintainer } from "./unless-maintainer.ts";

/** Whether somebody gets a diagram by this that nobody held. */
export function isClaim({ before, after }: AssignmentChange): boolean {
  return before.assignee === null && before.status !== "complete" && Boolean(after?.assignee);
}

/** A claim by file keeps the rules of `/claim`: oneself, what is free, as many and as long as anybody. */
export function checkClaim(proposal: Proposal, change: AssignmentChange, after: Assignment): Finding[] {
  const { config, input, author } = proposal;
  const { id, locate } = change;
  const { assignee, status, due_date: due } = after;
  if (assignee === null) return [];
  const { today } = input.campaign;
  const at = (field: keyof Assignment) => locate("assignment", field);
  const found: Finding[] = [];

  const now = assignmentOf(input.campaign, id);
  if (now.assignee !== null && !isSamePerson(now.assignee, assignee)) {
    found.push(unlessMaintainer(proposal, at("assignee"), proposal.say.assignments.taken(id, now)));
  } else if (!isAuthor(proposal, assignee) && !proposal.isMaintainer()) {
    found.push(finding("failure", at("assignee"), proposal.say.assignments.otherName(assignee, author)));
  }
  if (status !== "in_progress" && status !== "pending") {
    found.push(unlessMaintainer(proposal, at("status"), proposal.say.assignments.claimStatus(status)));
  }
  const last = addDays(today, Math.max(config.claims.days, config.claims.extension_days));
  if (due !== null && due > last) {
    found.push(unlessMaintainer(proposal, at("due_date"), proposal.say.assignments.dueTooFar(due, last)));
  } else if (due !== null && due < today) {
    found.push(unlessMaintainer(proposal, at("due_date"), proposal.say.assignments.duePast(due, today)));
  }
  const held = heldInProgress(proposal.campaign, assignee);
  if (status === "in_progress" && held.length > config.claims.limit) {
    found.push(
      unlessMaintainer(
        proposal,
        at("assignee"),
        proposal.say.assignments.overLimit(config.claims.limit, held, assignee),
      ),
    );
  }
  return [...found, ...checkReviewer(proposal, change, after)];
}

function checkReviewer(
  { config, say }: Proposal,
  { locate }: AssignmentChange,
  after: Assignment,
): Finding[] {
  const { reviewer, assignee } = after;
  if (reviewer === null) return [];
  const place = locate("assignment", "reviewer");
  if (isSamePerson(reviewer, assignee))
    return [finding("failure", place, say.assignments.ownReview(reviewer))];
  if (config.reviewers.length === 0 || config.reviewers.some((one) => isSamePerson(one, reviewer))) return [];
  const near = suggest(reviewer, config.reviewers);
  return [finding("warning", place, say.assignments.reviewerUnlisted(reviewer, near, config.reviewers))];
}
