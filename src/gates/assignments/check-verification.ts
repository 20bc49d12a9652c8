import type { Assignment } from "../../domain/assignment.ts";
import { isSamePerson } from "../../domain/login.ts";
import type { ChangedField } from "./changed-fields.ts";
import { type Finding, finding } from "./finding.ts";
import { type AssignmentChange, isAuthor, type Proposal } from "./proposal.ts";
import { unlessMaintainer } from "./unless-maintainer.ts";

/**
 * Reviewers may say by file that they verified a diagram, as with `/verify`: in their own name, about work of somebody
 * else. What the assignee claims to have verified themselves is found where the file is read.
 */
export function checkVerification(
  proposal: Proposal,
  { before, id, locate }: AssignmentChange,
  after: Assignment,
  fields: readonly ChangedField[],
): Finding[] {
  const changed = fields.filter(({ writer }) => writer === "verifier");
  const [first] = changed;
  if (!first) return [];
  const was = before.verification.verified_by ?? null;
  const by = after.verification.verified_by ?? null;
  const place = locate("assignment", "verification", "verified_by");
  if (isSamePerson(was, by) || (was === null && by === null)) {
    return [unlessMaintainer(proposal, locate(...first.keys), proposal.say.assignments.verifiedWithout())];
  }
  if (by === null) {
    const mayTakeBack = isAuthor(proposal, was);
    return mayTakeBack
      ? []
      : [unlessMaintainer(proposal, place, proposal.say.assignments.unverifies(was ?? ""))];
  }
  if (isAuthor(proposal, by)) {
    // Whoever carries a diagram made it, whatever name stands in its file.
    if (proposal.input.references.has(id))
      return [finding("failure", place, proposal.say.assignments.ownWork(by))];
    if (proposal.input.hasRole("reviewer", by)) return [];
    return [finding("failure", place, proposal.say.assignments.notVerifier(by))];
  }
  return [unlessMaintainer(proposal, place, proposal.say.assignments.notVerifier(by))];
}
