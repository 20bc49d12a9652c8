/**
 * The files of a campaign, as far as they were read, with the OIDs that they have. Objects and arrays keep their identity
 * while their OIDs stay the same, since parsers remember by identity.
 */
import {
  type FileChange,
  NO_DEFAULTS,
  type OwnerDefaults,
  type RepositoryFiles,
  type SourceFile,
} from "../../domain/source-file.ts";
import { blobOid } from "./blob.ts";
import type { CampaignEntries, CampaignPaths } from "./campaign-paths.ts";
import { DEFAULT_LAYOUT } from "./layout.ts";

export interface CachedFile {
  readonly oid: string;
  readonly file: SourceFile;
}

export interface CachedFolder {
  /** Null: the folder does not exist. */
  readonly oid: string | null;
  /** By path, in its order. */
  readonly entries: ReadonlyMap<string, CachedFile>;
  readonly files: readonly SourceFile[];
}

export interface CampaignFiles {
  readonly paths: CampaignPaths;
  readonly config: CachedFile | null;
  readonly defaults: OwnerDefaults;
  readonly catalog: CachedFolder;
  readonly assignments: CachedFolder;
  readonly trackers: readonly (CachedFile | null)[];
  readonly files: RepositoryFiles;
}

const NO_FOLDER: CachedFolder = { oid: null, entries: new Map(), files: [] };

export const NO_FILES: CampaignFiles = {
  paths: DEFAULT_LAYOUT.paths,
  config: null,
  defaults: NO_DEFAULTS,
  catalog: NO_FOLDER,
  assignments: NO_FOLDER,
  trackers: [],
  files: { config: null, catalog: [], assignments: [], trackers: [] },
};

/** Catalog files lie in their folder itself, assignments also in sub-folders. */
export const isAssignmentPath = (path: string) => /\.ya?ml$/i.test(path);
export const isCatalogPath = (path: string) => isAssignmentPath(path) && !path.includes("/");

/** The same campaign with other assignments and trackers, which need not be a tree that GitHub has. */
export function withState(
  known: CampaignFiles,
  { assignments, trackers }: { assignments: readonly CachedFile[]; trackers: CampaignFiles["trackers"] },
): CampaignFiles {
  const entries = new Map(assignments.map((cached) => [cached.file.path, cached]));
  return composeCampaign(known, {
    ...known,
    assignments: { ...withFiles(known.assignments, entries), oid: null },
    trackers,
  });
}

/** What the files are after a commit of ours: nothing has to be read. */
export function afterCommit(
  known: CampaignFiles,
  changes: readonly FileChange[],
  entries: CampaignEntries,
): CampaignFiles {
  const byPath = new Map(changes.map((change) => [change.path, change]));
  const inFolder = (folder: string, { path }: FileChange) =>
    path.startsWith(`${folder}/`) && isAssignmentPath(path);
  const { paths } = known;
  const trackers = paths.tracker.map((path, at): CachedFile | null => {
    const change = byPath.get(path);
    if (!change) return known.trackers[at] ?? null;
    return change.text === null ? null : cacheFile(path, change.text);
  });
  return composeCampaign(known, {
    paths,
    config: known.config,
    defaults: known.defaults,
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
export function withFiles(known: CachedFolder, entries: ReadonlyMap<string, CachedFile>) {
  const files = [...entries.values()].map(({ file }) => file);
  return { entries, files: sameItems(files, known.files) ? known.files : files };
}

export function cacheFile(path: string, text: string): CachedFile {
  return { oid: blobOid(text), file: { path, text } };
}

export function composeCampaign(known: CampaignFiles, parts: Omit<CampaignFiles, "files">): CampaignFiles {
  const found = parts.trackers.flatMap((tracker) => (tracker ? [tracker.file] : []));
  const trackers = sameItems(found, known.files.trackers) ? known.files.trackers : found;
  return {
    ...parts,
    files: {
      config: parts.config?.file ?? null,
      ...(parts.defaults !== NO_DEFAULTS && { defaults: parts.defaults }),
      catalog: parts.catalog.files,
      assignments: parts.assignments.files,
      trackers,
    },
  };
}

function sameItems<T>(one: readonly T[], other: readonly T[]): boolean {
  return one.length === other.length && one.every((item, at) => item === other[at]);
}
