import type { DiagramId } from "../domain/diagram-id.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Fold } from "./fold.ts";
import { isCampaignFile, type Links } from "./links/find-links.ts";

/** Whether a merge completes a diagram that the pull request is linked to: by default it has to bring its own drawing. */
export function bringsWhatCompletes(fold: Fold, pr: PullRequestFacts, id: DiagramId, links: Links): boolean {
  const { completion, paths } = fold.state.config;
  switch (completion.requires) {
    case "drawing":
      return links.drawn.has(id);
    case "change":
      return !pr.filesComplete || pr.files.some(({ path }) => !isCampaignFile(path, paths));
    case "nothing":
      return true;
  }
}
