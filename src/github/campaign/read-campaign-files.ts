/**
 * Reads the files of a campaign at some commit, as far as they are not known: compared by OIDs, only folders whose tree
 * changed are listed, only blobs that are new are read. What fails leaves what is known as it was.
 */
import { chooseConfig } from "../../domain/choose-config.ts";
import { CONFIG_PATH, OTHER_CONFIG_PATH } from "../../domain/config.ts";
import type { FileText } from "../../domain/decode-text.ts";
import { NO_DEFAULTS, type OwnerDefaults, type SourceFile } from "../../domain/source-file.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import {
  type CachedFile,
  type CachedFolder,
  type CampaignFiles,
  composeCampaign,
  isAssignmentPath,
  isCatalogPath,
  withFiles,
} from "./campaign-files.ts";
import type { CampaignEntries, CampaignPaths } from "./campaign-paths.ts";
import { readBlobs, type WantedBlob } from "./read-blobs.ts";
import { type ListedBlob, readTree } from "./read-tree.ts";

export async function readConfigFile(
  repo: RepositoryClient,
  known: CachedFile | null,
  { config, otherConfig }: CampaignEntries,
): Promise<CachedFile | null> {
  const entries = [
    ...(config ? [{ path: CONFIG_PATH, oid: config.oid, size: 0 }] : []),
    ...(otherConfig ? [{ path: OTHER_CONFIG_PATH, oid: otherConfig.oid, size: 0 }] : []),
  ];
  const [only] = entries;
  if (only === undefined) return null;
  const oid = entries.map((entry) => entry.oid).join(" ");
  if (oid === known?.oid && (entries.length > 1 || known.file.path === only.path)) return known;
  const texts = await readBlobs(repo, entries);
  const files = entries.map((entry) => ({ path: entry.path, ...(texts.get(entry.oid) ?? NO_TEXT) }));
  return { oid, file: chooseConfig(files) ?? { path: only.path, ...NO_TEXT } };
}

export async function readCampaignFiles(
  repo: RepositoryClient,
  before: CampaignFiles,
  now: {
    paths: CampaignPaths;
    config: CachedFile | null;
    /** What lies beneath the configuration; absent: nothing. */
    defaults?: OwnerDefaults;
    entries: CampaignEntries;
  },
): Promise<CampaignFiles> {
  const { paths, config, defaults = NO_DEFAULTS, entries } = now;
  if (isUnchanged(before, now)) return before;
  const known = {
    ...before,
    catalog: inFolder(before.catalog, before.paths.catalog, paths.catalog),
    assignments: inFolder(before.assignments, before.paths.assignments, paths.assignments),
  };
  const [catalog, assignments] = await Promise.all([
    listFolder(repo, known.catalog, paths.catalog, entries.catalog?.oid, isCatalogPath),
    listFolder(repo, known.assignments, paths.assignments, entries.assignments?.oid, isAssignmentPath),
  ]);
  const trackers = entries.trackers.flatMap((entry, at) => {
    const path = paths.tracker[at];
    return entry && path ? [{ path, oid: entry.oid, size: 0 }] : [];
  });
  const documents = known.trackers.flatMap((cached) => (cached ? [cached] : []));
  const listed = [...(catalog ?? []), ...(assignments ?? []), ...trackers];
  const kept = [known.catalog.entries, known.assignments.entries].flatMap((folder) => [...folder.values()]);
  const texts = new Map([...kept, ...documents].map(({ oid, file }) => [oid, textOf(file)]));
  const missing: WantedBlob[] = listed.filter(({ oid }) => !texts.has(oid));
  for (const [oid, text] of await readBlobs(repo, missing)) texts.set(oid, text);

  const nextTrackers = paths.tracker.map((path, at): CachedFile | null => {
    const oid = entries.trackers[at]?.oid;
    const cached = known.trackers[at];
    if (oid === undefined) return null;
    if (cached?.oid === oid && cached.file.path === path) return cached;
    return { oid, file: { path, ...(texts.get(oid) ?? NO_TEXT) } };
  });
  return composeCampaign(known, {
    paths,
    config,
    defaults,
    catalog: fillFolder(known.catalog, catalog, entries.catalog?.oid, texts),
    assignments: fillFolder(known.assignments, assignments, entries.assignments?.oid, texts),
    trackers: nextTrackers,
  });
}

const NO_TEXT: FileText = { text: "" };

function textOf({ text, unread }: SourceFile): FileText {
  return { text, ...(unread && { unread }) };
}

/** The OIDs of a folder's assignment files by their paths. */
export async function listAssignments(
  repo: RepositoryClient,
  { assignments, paths }: CampaignFiles,
  oid: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const listed = await listFolder(repo, assignments, paths.assignments, oid, isAssignmentPath);
  if (listed === null) return new Map([...assignments.entries].map(([path, { oid }]) => [path, oid]));
  return new Map(listed.map(({ path, oid }) => [path, oid]));
}

/** A folder that was moved is the same tree, and its files have other paths. */
function inFolder(known: CachedFolder, before: string, now: string): CachedFolder {
  return before === now ? known : { ...known, oid: null };
}

function isUnchanged(
  known: CampaignFiles,
  { paths, config, defaults = NO_DEFAULTS, entries }: Parameters<typeof readCampaignFiles>[2],
): boolean {
  return (
    paths === known.paths &&
    config === known.config &&
    defaults === known.defaults &&
    (entries.catalog?.oid ?? null) === known.catalog.oid &&
    (entries.assignments?.oid ?? null) === known.assignments.oid &&
    entries.trackers.length === known.trackers.length &&
    entries.trackers.every((entry, at) => (entry?.oid ?? null) === (known.trackers[at]?.oid ?? null))
  );
}

/** The files of a folder with their whole paths; null while its tree is the one that is known. */
async function listFolder(
  repo: RepositoryClient,
  known: CachedFolder,
  folder: string,
  oid: string | undefined,
  isWanted: (path: string) => boolean,
): Promise<ListedBlob[] | null> {
  if (oid === undefined) return [];
  if (oid === known.oid) return null;
  const blobs = await readTree(repo, oid);
  return blobs
    .filter(({ path }) => isWanted(path))
    .map((blob) => ({ ...blob, path: `${folder}/${blob.path}` }))
    .sort((one, other) => (one.path < other.path ? -1 : 1));
}

function fillFolder(
  known: CachedFolder,
  listed: readonly ListedBlob[] | null,
  oid: string | undefined,
  texts: ReadonlyMap<string, FileText>,
): CachedFolder {
  if (listed === null) return known;
  const entries = new Map<string, CachedFile>();
  for (const { path, oid } of listed) {
    const cached = known.entries.get(path);
    const isSame = cached?.oid === oid;
    entries.set(path, isSame ? cached : { oid, file: { path, ...(texts.get(oid) ?? NO_TEXT) } });
  }
  return { ...withFiles(known, entries), oid: oid ?? null };
}
