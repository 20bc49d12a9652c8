import type { Config } from "../domain/config.ts";
import type { ChangedFile, PullRequestFacts } from "../facts/pull-request-facts.ts";
import { mayContainDrawing } from "../gates/read/find-drawings.ts";
import { isCampaignFile } from "./links/find-links.ts";

/** How many files of one pull request are read. */
const FILES_LIMIT = 300;

/** The files of a pull request that the campaign cares about: its own first, then those that may hold a drawing. */
export function filesToRead(
  { files }: Pick<PullRequestFacts, "files">,
  { paths }: Pick<Config, "paths">,
): { files: readonly ChangedFile[]; leftOut: number } {
  const isOwn = ({ path }: ChangedFile) => isCampaignFile(path, paths);
  const drawings = files.filter((file) => !isOwn(file) && mayContainDrawing(file.path, paths.diagrams));
  const all = [...files.filter(isOwn), ...drawings];
  return { files: all.slice(0, FILES_LIMIT), leftOut: Math.max(0, all.length - FILES_LIMIT) };
}
