import { type Finding, finding, type Place, type Words } from "./finding.ts";
import type { Proposal } from "./proposal.ts";
import { sayOfAssignments } from "./wording.ts";

/** What only a maintainer may decide: for them it is a warning, which says so. */
export function unlessMaintainer(proposal: Proposal, place: Place, words: Words): Finding {
  return proposal.isMaintainer()
    ? finding("warning", place, sayOfAssignments.asMaintainer(words))
    : finding("failure", place, words);
}
