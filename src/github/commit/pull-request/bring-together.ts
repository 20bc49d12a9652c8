/**
 * Brings together, file by file, what waits on the bot's branch and what people did on the default branch meanwhile: what
 * only one side changed is that side's, and `mergeFile` judges what both did.
 */

import type { FileText } from "../../../domain/decode-text.ts";
import { type CachedFile, type CampaignFiles, cacheFile, withState } from "../../campaign/campaign-files.ts";
import type { CampaignEntries } from "../../campaign/campaign-paths.ts";
import { readBlobs } from "../../campaign/read-blobs.ts";
import { listAssignments } from "../../campaign/read-campaign-files.ts";
import type { RepositoryClient } from "../../client/repository-client.ts";
import type { Beside, PendingFile } from "./merge-commit.ts";
import { type Merged, mergeFile } from "./merge-file.ts";

/** What the default branch has, and what both sides started from. */
export interface Sides {
  readonly atBase: CampaignEntries;
  readonly ancestor: CampaignEntries;
}

export interface Together extends Beside {
  readonly campaign: CampaignFiles;
}

/** OIDs by path. */
type Listing = ReadonlyMap<string, string>;

export async function bringTogether(
  repo: RepositoryClient,
  ours: CampaignFiles,
  { atBase, ancestor }: Sides,
): Promise<Together> {
  const mine = await list(repo, ours, {
    assignments: ours.assignments.oid === null ? null : { oid: ours.assignments.oid },
    trackers: ours.trackers,
  });
  const base = await list(repo, ours, atBase);
  const isTouched = !sameState(atBase, ancestor);
  const first = isTouched ? await list(repo, ours, ancestor) : base;
  const paths = [...new Set([...mine.keys(), ...base.keys()])].sort();
  const disputed = paths.filter((path) => {
    const [a, b, o] = [first.get(path), base.get(path), mine.get(path)];
    return a !== b && a !== o && b !== o;
  });
  const known = new Map(
    [...ours.assignments.entries.values(), ...ours.trackers].flatMap((cached) =>
      cached ? [[cached.oid, cached.file] as const] : [],
    ),
  );
  const wanted = [
    ...paths.flatMap((path) => (first.get(path) === mine.get(path) ? [base.get(path)] : [])),
    ...disputed.flatMap((path) => [first.get(path), base.get(path)]),
  ].flatMap((oid) => (oid === undefined || known.has(oid) ? [] : [{ oid, size: 0 }]));
  const texts = new Map<string, FileText>([...known, ...(await readBlobs(repo, wanted))]);
  const textOf = (oid: string | undefined) => (oid === undefined ? null : (texts.get(oid)?.text ?? ""));
  const isUnread = (oid: string | undefined) => oid !== undefined && texts.get(oid)?.unread !== undefined;

  const merged = new Map<string, Merged>();
  // Of bytes that are no text nothing is put together: one side stays as it is, as `mergeFile` says which.
  const whole = new Map<string, string | undefined>();
  const lost: string[] = [];
  for (const path of disputed) {
    const kind = ours.paths.tracker.includes(path) ? "tracker" : "assignment";
    const oids = { ancestor: first.get(path), base: base.get(path), ours: mine.get(path) };
    if (Object.values(oids).some(isUnread)) {
      whole.set(path, kind === "tracker" ? oids.base : oids.ours);
      if (kind === "assignment") lost.push(path);
      continue;
    }
    const sides = { ancestor: textOf(oids.ancestor), base: textOf(oids.base), ours: textOf(oids.ours) };
    const both = mergeFile(kind, path, sides);
    merged.set(path, both);
    if (both.lost) lost.push(path);
  }
  const together = paths.flatMap((path): CachedFile[] => {
    const both = merged.get(path);
    if (both) return both.text === null ? [] : [cacheFile(path, both.text)];
    const oid = whole.has(path)
      ? whole.get(path)
      : first.get(path) === mine.get(path)
        ? base.get(path)
        : mine.get(path);
    if (oid === undefined) return [];
    const cached = ours.assignments.entries.get(path) ?? ours.trackers.find((one) => one?.file.path === path);
    if (cached?.oid === oid) return [cached];
    const unread = texts.get(oid)?.unread;
    return [{ oid, file: { path, text: textOf(oid) ?? "", ...(unread && { unread }) } }];
  });
  const pending = differences(base, together, merged);
  return {
    campaign: withState(ours, {
      assignments: together.filter(({ file }) => !ours.paths.tracker.includes(file.path)),
      trackers: ours.paths.tracker.map((path) => together.find(({ file }) => file.path === path) ?? null),
    }),
    pending,
    mustMerge: isTouched && pending.length > 0,
    lost,
  };
}

function differences(
  base: Listing,
  together: readonly CachedFile[],
  merged: ReadonlyMap<string, Merged>,
): PendingFile[] {
  const kept = new Set(together.map(({ file }) => file.path));
  const changed = together.flatMap(({ oid, file: { path, text } }): PendingFile[] => {
    if (base.get(path) === oid) return [];
    const isNew = !base.has(path);
    // Of a text that was put together here there is no blob yet.
    return [merged.has(path) ? { path, oid: null, text, isNew } : { path, oid, text: null, isNew }];
  });
  const removed = [...base.keys()].filter((path) => !kept.has(path));
  return [...changed, ...removed.map((path) => ({ path, oid: null, text: null, isNew: false }))];
}

type StateEntries = {
  readonly assignments: { readonly oid: string } | null;
  readonly trackers: readonly ({ readonly oid: string } | null)[];
};

async function list(repo: RepositoryClient, ours: CampaignFiles, entries: StateEntries): Promise<Listing> {
  const listing = new Map(await listAssignments(repo, ours, entries.assignments?.oid));
  for (const [at, path] of ours.paths.tracker.entries()) {
    const oid = entries.trackers[at]?.oid;
    if (oid !== undefined) listing.set(path, oid);
  }
  return listing;
}

export function sameState(one: StateEntries, other: StateEntries): boolean {
  return (
    one.assignments?.oid === other.assignments?.oid &&
    one.trackers.every((entry, at) => entry?.oid === other.trackers[at]?.oid)
  );
}
