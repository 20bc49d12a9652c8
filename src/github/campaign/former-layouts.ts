/**
 * Where a repository kept its campaign before: the history of its configuration on the default branch tells, whichever process
 * was there to see it.
 */
import { chooseConfig } from "../../domain/choose-config.ts";
import { CONFIG_PATH, OTHER_CONFIG_PATH } from "../../domain/config.ts";
import { pathInRepository } from "../../domain/owner-defaults.ts";
import { readConfig } from "../../domain/read-config.ts";
import type { SourceFile } from "../../domain/source-file.ts";
import { present } from "../client/page.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { type BlobAnswer, textOfBlob } from "./blob.ts";
import { DEFAULT_LAYOUT, type Layout, layoutOf, sameLayout } from "./layout.ts";
import { defaultsIn } from "./read-owner-defaults.ts";
import type { SnapshotAnswer } from "./snapshot-answer.ts";

export interface FormerLayouts {
  /** The commit that chose the present layout; null: it was there from the start, or longer ago than is looked. */
  readonly since: string | null;
  /** The newest first, each once. What the configuration says now is none of them. */
  readonly layouts: readonly Layout[];
}

/** So many commits of the configuration are looked at. */
const DEPTH = 20;

/** `whole`: what it said in each of its last commits, under either name. A path: the last commit there. */
export type ConfigHistory = "whole" | typeof CONFIG_PATH | typeof OTHER_CONFIG_PATH;

const blob = (path: string) => `file(path: ${path}) { object { ... on Blob { oid text isTruncated } } }`;
const VERSION = `oid committedDate config: ${blob("$config")} other: ${blob("$otherConfig")}`;

/** GraphQL of a Commit of a repository that lies beneath. */
export const DEFAULTS_HISTORY = `configHistory: history(first: ${DEPTH}, path: $config) { nodes { ${VERSION} } pageInfo { hasNextPage } }
      otherHistory: history(first: ${DEPTH}, path: $otherConfig) { nodes { ${VERSION} } pageInfo { hasNextPage } }`;

/** GraphQL of a Repository. GitHub walks far for a path that never was: it is asked about once. */
export function askForConfigHistory(wanted: ConfigHistory): string {
  const isWhole = wanted === "whole";
  const told = isWhole ? VERSION : "oid";
  const of = (path: string) =>
    `history(first: ${isWhole ? DEPTH : 1}, path: ${path}) { nodes { ${told} } pageInfo { hasNextPage } }`;
  return `configHistory: defaultBranchRef { target { ... on Commit {
      ${wanted === OTHER_CONFIG_PATH ? "" : `config: ${of("$config")}`}
      ${wanted === CONFIG_PATH ? "" : `other: ${of("$otherConfig")}`}
    } } }`;
}

interface Answer {
  readonly configHistory?: {
    readonly target: { readonly config?: History; readonly other?: History } | null;
  } | null;
}

interface History {
  readonly nodes: readonly (Version | null)[] | null;
  readonly pageInfo: { readonly hasNextPage: boolean };
}

interface Version {
  readonly oid: string;
  readonly committedDate?: string;
  readonly config?: Entry | null;
  readonly other?: Entry | null;
}

interface Entry {
  readonly object: (BlobAnswer & { readonly oid?: string }) | null;
}

/** The commit that changed that file last; empty: none did, or it was not asked. */
export function lastConfigCommit(answer: SnapshotAnswer["repository"], path: string): string {
  const { config, other } = historiesIn(answer);
  return (path === OTHER_CONFIG_PATH ? other : config)?.nodes?.[0]?.oid ?? "";
}

/**
 * `parse`: has a file parsed before it is read. A version that cannot be read moved nothing. What lies beneath the configuration
 * now is taken to have done so all the while.
 */
export async function readFormerLayouts(
  whole: SnapshotAnswer,
  now: { readonly layout: Layout; readonly repository: RepositoryClient["repository"] },
  parse: (config: SourceFile) => Promise<void>,
): Promise<FormerLayouts> {
  const own = timeOf(Object.values(historiesIn(whole.repository)), (path) => path);
  const { owner } = now.repository;
  const beneath = defaultsIn(whole, { repository: now.repository, extends: now.layout.extends }).map(
    ({ name, commit }) => {
      const { configHistory, otherHistory } = commit as Record<string, History | undefined>;
      const histories = [configHistory, otherHistory].filter((one) => one !== undefined);
      return timeOf(histories, (path) => pathInRepository(owner, name, path));
    },
  );
  const sources = [...beneath, own];
  const isWhole = sources.every((source) => source.isWhole);
  const all = sources.flatMap(({ versions }, source) => versions.map((version) => ({ source, ...version })));
  // GitHub's own order is better than dates.
  const moments = all.length === own.versions.length ? all : all.toSorted((one, other) => other.at - one.at);
  const layouts: Layout[] = [];
  let since: string | null = null;
  let known = now.layout;
  for (const [at, { source, oid }] of moments.entries()) {
    // Of each source its newest version by then; before the first there was none.
    const files = sources.map(
      (_, of) => moments.slice(at).find((one) => one.source === of)?.file ?? NO_VERSION,
    );
    known = await layoutAt(files, known, parse);
    if (!sameLayout(known, now.layout)) layouts.push(known);
    // Commits of other repositories are in no branch here.
    else if (layouts.length === 0) since = sources[source] === own ? oid : null;
  }
  // Before the first version there was none.
  const start = { ...DEFAULT_LAYOUT, defaultBranch: now.layout.defaultBranch };
  if (isWhole && moments.length > 0 && !sameLayout(start, now.layout)) layouts.push(start);
  const once = layouts.filter((one, at) => layouts.findIndex((other) => sameLayout(one, other)) === at);
  return { since: once.length === 0 ? null : since, layouts: once };
}

/** What a configuration was from a moment on; `isReadable` false: it was there, and nobody knows what it said. */
interface Moment {
  readonly file: SourceFile | null;
  readonly isReadable: boolean;
}

const NO_VERSION: Moment = { file: null, isReadable: true };

interface Time {
  readonly isWhole: boolean;
  /** The newest first. */
  readonly versions: readonly { readonly oid: string; readonly at: number; readonly file: Moment }[];
}

function timeOf(histories: readonly History[], pathOf: (path: string) => string): Time {
  const told = histories.filter(({ nodes }) => nodes && nodes.length > 0);
  const all = told.flatMap(({ nodes }) => present(nodes));
  const versions = told.length > 1 ? inOrder(all) : all;
  return {
    isWhole: histories.every(({ pageInfo }) => !pageInfo.hasNextPage),
    versions: versions.map(({ oid, committedDate = "", config, other }) => {
      const files = [...fileAt(pathOf(CONFIG_PATH), config), ...fileAt(pathOf(OTHER_CONFIG_PATH), other)];
      const file = chooseConfig(files.flatMap((found) => found ?? []));
      return { oid, at: Date.parse(committedDate), file: { file, isReadable: !files.includes(null) } };
    }),
  };
}

/** `moments`: the weakest first, the repository's own last. */
async function layoutAt(
  moments: readonly Moment[],
  known: Layout,
  parse: (config: SourceFile) => Promise<void>,
): Promise<Layout> {
  if (moments.some(({ isReadable }) => !isReadable)) return known;
  for (const { file } of moments) if (file) await parse(file);
  const layers = moments.slice(0, -1).flatMap(({ file }) => file ?? []);
  const own = moments.at(-1)?.file ?? null;
  return layoutOf(readConfig(own, { layers, problems: [] }), known.defaultBranch, known);
}

/** Null in it: it is there and cannot be read. */
function fileAt(path: string, entry: Entry | null | undefined): (SourceFile | null)[] {
  if (!entry) return [];
  const text = entry.object?.oid ? textOfBlob(entry.object.oid, entry.object) : null;
  return [text === null ? null : { path, text }];
}

/** Each once, the newest first. */
function inOrder(versions: readonly Version[]): Version[] {
  const once = new Map(versions.map((version) => [version.oid, version]));
  const at = ({ committedDate = "" }: Version) => Date.parse(committedDate);
  return [...once.values()].sort((one, other) => at(other) - at(one));
}

function historiesIn(answer: SnapshotAnswer["repository"]): {
  readonly config?: History;
  readonly other?: History;
} {
  return (answer as Answer).configHistory?.target ?? {};
}
