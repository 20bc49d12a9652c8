import type { Words } from "../../messages/words.ts";
import { type Finding, finding, type Place } from "./finding.ts";
import type { Proposal } from "./proposal.ts";

/** What only a maintainer may decide: for them it is a warning, which says so. */
export function unlessMaintainer(proposal: Proposal, place: Place, words: Words): Finding {
  return proposal.isMaintainer()
    ? finding("warning", place, proposal.say.assignments.asMaintainer(words))
    : finding("failure", place, words);
}
