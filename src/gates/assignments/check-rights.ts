import type { Assignment } from "../../domain/assignment.ts";
import { isBlocked } from "../../domain/config.ts";
import { holderOf } from "../../domain/people.ts";
import { keepsTerm } from "../../domain/terms.ts";
import { openerOf } from "../../facts/accounts.ts";
import type { Messages } from "../../messages/english/english.ts";
import type { Words } from "../../messages/words.ts";
import { type ChangedField, changedFields } from "./changed-fields.ts";
import { checkClaim, isClaim } from "./check-claim.ts";
import { checkVerification } from "./check-verification.ts";
import { finding, type RuleFinding, wholeFile } from "./finding.ts";
import { type AssignmentChange, isAuthor, type Proposal } from "./proposal.ts";
import { unlessMaintainer } from "./unless-maintainer.ts";

/**
 * Whether the author may change what the pull request changes in assignment files. By pull request people claim what is
 * free, and write sources, notes and what was checked into what they hold; everything else has its command, or follows
 * from what happens to the pull request that carries the diagram.
 */
export function checkRights(proposal: Proposal): RuleFinding[] {
  return proposal.changes.flatMap((change) => {
    if (change.after === null) return checkRemoval(proposal, change);
    const fields = changedFields(change.before, change.after);
    if (fields.length === 0) return [];
    if (isBlocked(proposal.config, openerOf(proposal.input.pr))) {
      const says = proposal.say.assignments.blocked(proposal.input.pr.author ?? "");
      return [finding("failure", wholeFile(change.path), says)];
    }
    const verified = checkVerification(proposal, change, change.after, fields);
    const rest = fields.filter(({ writer }) => writer !== "verifier");
    return [...checkFields(proposal, change, change.after, rest), ...verified];
  });
}

function checkFields(
  proposal: Proposal,
  change: AssignmentChange,
  after: Assignment,
  fields: readonly ChangedField[],
): RuleFinding[] {
  const { say } = proposal;
  const { before, id, locate } = change;
  const [first] = fields;
  if (!first) return [];
  const bot = fields
    .filter(({ writer }) => writer === "bot")
    .map(({ field, keys }) => unlessMaintainer(proposal, locate(...keys), say.assignments.botField(field)));

  if (isClaim(change)) {
    const assignee = after.assignee ?? "";
    const blocked = isBlocked(proposal.config, holderOf(after))
      ? [finding("failure", locate("assignment", "assignee"), say.assignments.blocked(assignee))]
      : [];
    return [...blocked, ...checkClaim(proposal, change, after), ...bot];
  }
  if (before.assignee !== null && !isAuthor(proposal, holderOf(before))) {
    const names = fields.map(({ field }) => field);
    return [
      unlessMaintainer(proposal, locate(...first.keys), say.assignments.somebodyElses(id, before, names)),
    ];
  }
  const byCommand = fields.filter(({ writer }) => writer === "claim");
  const isRelease = after.status === "pending" && before.status !== "pending";
  const named = byCommand.filter(({ field }) => !isRelease || field === "status");
  return [
    ...named.map(({ field, keys }) =>
      unlessMaintainer(proposal, locate(...keys), wordsFor(field, after, say.assignments)),
    ),
    ...bot,
  ];
}

function wordsFor(field: string, after: Assignment, say: Messages["assignments"]): Words {
  const id = after.diagram_id;
  if (field === "due_date") return say.byCommand(field, `/due ${id} ${after.due_date ?? "+7"}`);
  if (field === "assignee" && after.assignee !== null)
    return say.handedOver(`/assign ${id} @${after.assignee}`);
  if (field === "assignee" || (field === "status" && after.status === "pending")) {
    return say.byCommand(field, `/release ${id}`);
  }
  if (field !== "status") return say.botField(field);
  return after.status === "in_progress" && after.assignee !== null
    ? say.byCommand(field, `/start ${id}`)
    : say.statusFollows(id, after.status);
}

function checkRemoval(proposal: Proposal, { id, path, before }: AssignmentChange): RuleFinding[] {
  // The same assignment in another place, or a diagram that the catalog gives up too: the plan's rule speaks of that.
  if (proposal.proposed.assignments.has(id) || proposal.proposed.broken.has(id)) return [];
  if (before.assignee !== null || before.status !== "pending") {
    return [
      unlessMaintainer(proposal, wholeFile(path), proposal.say.assignments.deletedWhileAssigned(id, before)),
    ];
  }
  if (keepsTerm(before, proposal.input.campaign)) {
    return [unlessMaintainer(proposal, wholeFile(path), proposal.say.assignments.deletedClaims(id))];
  }
  const hasContent = before.sources.length > 0 || Boolean(before.notes);
  return hasContent ? [finding("warning", wholeFile(path), proposal.say.assignments.deletedNotes(id))] : [];
}
