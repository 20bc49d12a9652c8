/**
 * The files of a campaign, as far as they were read, with the OIDs that they have. A later commit is compared by its
 * OIDs: only folders whose tree changed are listed, only blobs that are new are read. Objects and arrays keep their
 * identity while their OIDs stay the same, since parsers remember by identity.
 */
import { CONFIG_PATH } from "../domain/config.ts";
import type { FileChange, RepositoryFiles, SourceFile } from "../domain/source-file.ts";
import type { CampaignEntries, CampaignPaths } from "./campaign-paths.ts";
import type { RepositoryClient } from "./client.ts";
import { blobOid } from "./git-sha.ts";
import { DEFAULT_LAYOUT } from "./layout.ts";
import { readBlobs, type WantedBlob } from "./read-blobs.ts";
import { type ListedBlob, readTree } from "./read-tree.ts";

export interface CachedFile {
  readonly oid: string;
  readonly file: SourceFile;
}

interface CachedFolder {
  /** Null: the folder does not exist. */
  readonly oid: string | null;
  /** By path, in its order. */
  readonly entries: ReadonlyMap<string, CachedFile>;
  readonly files: readonly SourceFile[];
}

export interface CampaignFiles {
  readonly paths: CampaignPaths;
  readonly config: CachedFile | null;
  readonly catalog: CachedFolder;
  readonly assignments: CachedFolder;
  readonly trackers: readonly (CachedFile | null)[];
  readonly files: RepositoryFiles;
}

const NO_FOLDER: CachedFolder = { oid: null, entries: new Map(), files: [] };

export const NO_FILES: CampaignFiles = {
  paths: DEFAULT_LAYOUT.paths,
  config: null,
  catalog: NO_FOLDER,
  assignments: NO_FOLDER,
  trackers: [],
  files: { config: null, catalog: [], assignments: [], trackers: [] },
};

/** Catalog files lie in their folder itself, assignments also in sub-folders. */
const isYaml = (path: string) => /\.ya?ml$/i.test(path);
const inCatalog = (path: string) => isYaml(path) && !path.includes("/");

export async function readConfigFile(
  repo: RepositoryClient,
  known: CachedFile | null,
  { config }: CampaignEntries,
): Promise<CachedFile | null> {
  if (config === null) return null;
  if (config.oid === known?.oid) return known;
  const texts = await readBlobs(repo, [{ oid: config.oid, size: 0 }]);
  return { oid: config.oid, file: { path: CONFIG_PATH, text: texts.get(config.oid) ?? "" } };
}

export async function readCampaignFiles(
  repo: RepositoryClient,
  known: CampaignFiles,
  now: { paths: CampaignPaths; config: CachedFile | null; entries: CampaignEntries },
): Promise<CampaignFiles> {
  const { paths, config, entries } = now;
  if (isUnchanged(known, now)) return known;
  const [catalog, assignments] = await Promise.all([
    listFolder(repo, known.catalog, paths.catalog, entries.catalog?.oid, inCatalog),
    listFolder(repo, known.assignments, paths.assignments, entries.assignments?.oid, isYaml),
  ]);
  const trackers = entries.trackers.flatMap((entry, at) => {
    const path = paths.tracker[at];
    return entry && path ? [{ path, oid: entry.oid, size: 0 }] : [];
  });
  const before = new Map(known.trackers.flatMap((cached) => (cached ? [[cached.oid, cached]] : [])));
  const listed = [...(catalog ?? []), ...(assignments ?? []), ...trackers];
  const kept = [known.catalog.entries, known.assignments.entries].flatMap((folder) => [...folder.values()]);
  const texts = new Map([...kept, ...before.values()].map(({ oid, file }) => [oid, file.text]));
  const missing: WantedBlob[] = listed.filter(({ oid }) => !texts.has(oid));
  for (const [oid, text] of await readBlobs(repo, missing)) texts.set(oid, text);

  const nextTrackers = paths.tracker.map((path, at): CachedFile | null => {
    const oid = entries.trackers[at]?.oid;
    const cached = known.trackers[at];
    if (oid === undefined) return null;
    if (cached?.oid === oid && cached.file.path === path) return cached;
    return { oid, file: { path, text: texts.get(oid) ?? "" } };
  });
  return compose(known, {
    paths,
    config,
    catalog: fillFolder(known.catalog, catalog, entries.catalog?.oid, texts),
    assignments: fillFolder(known.assignments, assignments, entries.assignments?.oid, texts),
    trackers: nextTrackers,
  });
}

/** The same campaign with other assignments and trackers, which need not be a tree that GitHub has. */
export function withState(
  known: CampaignFiles,
  { assignments, trackers }: { assignments: readonly CachedFile[]; trackers: CampaignFiles["trackers"] },
): CampaignFiles {
  const entries = new Map(assignments.map((cached) => [cached.file.path, cached]));
  return compose(known, {
    ...known,
    assignments: { ...withFiles(known.assignments, entries), oid: null },
    trackers,
  });
}

/** The OIDs of a folder's assignment files by their paths. */
export async function listAssignments(
  repo: RepositoryClient,
  { assignments, paths }: CampaignFiles,
  oid: string | undefined,
): Promise<ReadonlyMap<string, string>> {
  const listed = await listFolder(repo, assignments, paths.assignments, oid, isYaml);
  if (listed === null) return new Map([...assignments.entries].map(([path, { oid }]) => [path, oid]));
  return new Map(listed.map(({ path, oid }) => [path, oid]));
}

/** What the files are after a commit of ours: nothing has to be read. */
export function afterCommit(
  known: CampaignFiles,
  changes: readonly FileChange[],
  entries: CampaignEntries,
): CampaignFiles {
  const byPath = new Map(changes.map((change) => [change.path, change]));
  const inFolder = (folder: string, { path }: FileChange) => path.startsWith(`${folder}/`) && isYaml(path);
  const { paths } = known;
  const trackers = paths.tracker.map((path, at): CachedFile | null => {
    const change = byPath.get(path);
    if (!change) return known.trackers[at] ?? null;
    return change.text === null ? null : cacheFile(path, change.text);
  });
  return compose(known, {
    paths,
    config: known.config,
    // Ours never change it; but where the one folder lies in the other, its OID is no longer known.
    catalog: changes.some(({ path }) => path.startsWith(`${paths.catalog}/`))
      ? { ...known.catalog, oid: null }
      : known.catalog,
    assignments: changeFolder(
      known.assignments,
      changes.filter((change) => inFolder(paths.assignments, change)),
      entries.assignments?.oid ?? null,
    ),
    trackers,
  });
}

function isUnchanged(
  known: CampaignFiles,
  { paths, config, entries }: Parameters<typeof readCampaignFiles>[2],
): boolean {
  return (
    paths === known.paths &&
    config === known.config &&
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
  texts: ReadonlyMap<string, string>,
): CachedFolder {
  if (listed === null) return known;
  const entries = new Map<string, CachedFile>();
  for (const { path, oid } of listed) {
    const cached = known.entries.get(path);
    const isSame = cached?.oid === oid;
    entries.set(path, isSame ? cached : { oid, file: { path, text: texts.get(oid) ?? "" } });
  }
  return { ...withFiles(known, entries), oid: oid ?? null };
}

function changeFolder(known: CachedFolder, changes: readonly FileChange[], oid: string | null): CachedFolder {
  if (changes.length === 0) return { ...known, oid };
  const entries = new Map(known.entries);
  let isNew = false;
  for (const { path, text } of changes) {
    if (text === null) {
      entries.delete(path);
      continue;
    }
    isNew ||= !entries.has(path);
    entries.set(path, cacheFile(path, text));
  }
  const sorted = isNew ? new Map([...entries].sort(([one], [other]) => (one < other ? -1 : 1))) : entries;
  return { ...withFiles(known, sorted), oid };
}

/** Another tree may hold the same files: then the array stays. */
function withFiles(known: CachedFolder, entries: ReadonlyMap<string, CachedFile>) {
  const files = [...entries.values()].map(({ file }) => file);
  return { entries, files: sameItems(files, known.files) ? known.files : files };
}

export function cacheFile(path: string, text: string): CachedFile {
  return { oid: blobOid(text), file: { path, text } };
}

function compose(known: CampaignFiles, parts: Omit<CampaignFiles, "files">): CampaignFiles {
  const found = parts.trackers.flatMap((tracker) => (tracker ? [tracker.file] : []));
  const trackers = sameItems(found, known.files.trackers) ? known.files.trackers : found;
  return {
    ...parts,
    files: {
      config: parts.config?.file ?? null,
      catalog: parts.catalog.files,
      assignments: parts.assignments.files,
      trackers,
    },
  };
}

function sameItems<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
