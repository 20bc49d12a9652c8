/**
 * What a commit after two heads has to hold, in every place of the campaign's that the configuration ever named: what waits may
 * still lie in any of them.
 */
import type { CampaignPaths } from "../campaign/campaign-paths.ts";
import { readEntriesAt } from "../commit/pull-request/ancestor.ts";
import { bringTogether, sameState } from "../commit/pull-request/bring-together.ts";
import type { PendingFile } from "../commit/pull-request/merge-commit.ts";
import type { CarryReading } from "./carry-reading.ts";
import { readTreeAt } from "./old-branch.ts";

/** OIDs of commits. */
interface Heads {
  readonly from: string;
  readonly into: string;
  readonly ancestor: string;
}

interface MergedLocations {
  readonly tree: string;
  readonly pending: readonly PendingFile[];
  /** Where it goes into, something came since both went apart. */
  readonly isTouched: boolean;
}

export async function mergeLocations(
  reading: CarryReading,
  { from, into, ancestor }: Heads,
): Promise<MergedLocations> {
  const { repo, layout, former } = reading;
  const pending = new Map<string, PendingFile>();
  let tree = "";
  let isTouched = false;
  for (const paths of distinct([layout, ...former.layouts].map((one) => one.paths))) {
    const target = await readTreeAt(repo, into, paths);
    const { assignments, trackers } = await readEntriesAt(repo, from, paths);
    const waiting = await reading.readFiles(paths, { ...target.entries, assignments, trackers });
    const sides = { atBase: target.entries, ancestor: await readEntriesAt(repo, ancestor, paths) };
    isTouched ||= !sameState(sides.atBase, sides.ancestor);
    const together = await bringTogether(repo, waiting, sides);
    for (const file of together.pending) pending.set(file.path, file);
    tree = target.tree;
  }
  return { tree, pending: [...pending.values()], isTouched };
}

/** The catalog is the default branch's in every mode. */
function distinct(all: readonly CampaignPaths[]): CampaignPaths[] {
  const key = ({ assignments, tracker }: CampaignPaths) => [assignments, ...tracker].join("\n");
  return [...new Map(all.map((paths) => [key(paths), paths])).values()];
}
