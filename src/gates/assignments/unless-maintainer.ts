import type { Words } from "../../messages/words.ts";
import { type FileRange, finding, type RuleFinding } from "./finding.ts";
import type { Proposal } from "./proposal.ts";

/** What only a maintainer may decide: for them it is a warning, which says so. */
export function unlessMaintainer(proposal: Proposal, range: FileRange, words: Words): RuleFinding {
  return proposal.isMaintainer()
    ? finding("warning", range, proposal.say.assignments.asMaintainer(words))
    : finding("failure", range, words);
}
