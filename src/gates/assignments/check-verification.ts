import type { Assignment } from "../../domain/assignment.ts";
import { verifierOf } from "../../domain/people.ts";
import { isSamePerson } from "../../domain/person.ts";
import type { ChangedField } from "./changed-fields.ts";
import { finding, type RuleFinding } from "./finding.ts";
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
): RuleFinding[] {
  const say = proposal.say.assignments;
  const changed = fields.filter(({ writer }) => writer === "verifier");
  const [first] = changed;
  if (!first) return [];
  const was = verifierOf(before.verification);
  const by = verifierOf(after.verification);
  const range = locate("assignment", "verification", "verified_by");
  if (isSamePerson(was, by) || (was === null && by === null)) {
    return [unlessMaintainer(proposal, locate(...first.keys), say.verifiedWithout())];
  }
  if (by === null) {
    const mayTakeBack = isAuthor(proposal, was);
    return mayTakeBack ? [] : [unlessMaintainer(proposal, range, say.unverifies(was?.login ?? ""))];
  }
  if (isAuthor(proposal, by)) {
    // Whoever carries a diagram made it, whatever name stands in its file.
    if (proposal.input.references.has(id)) return [finding("failure", range, say.ownWork(by.login))];
    if (proposal.input.hasRole("reviewer", proposal.author ?? by)) return [];
    return [finding("failure", range, say.notVerifier(by.login))];
  }
  return [unlessMaintainer(proposal, range, say.notVerifier(by.login))];
}
