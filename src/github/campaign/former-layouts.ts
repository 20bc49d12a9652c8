/**
 * Where a repository kept its campaign before: the history of its configuration on the default branch tells, whichever process
 * was there to see it.
 */
import { chooseConfig } from "../../domain/choose-config.ts";
import { CONFIG_PATH, OTHER_CONFIG_PATH } from "../../domain/config.ts";
import { readConfig } from "../../domain/repository-state.ts";
import type { SourceFile } from "../../domain/source-file.ts";
import { present } from "../client/page.ts";
import { type BlobAnswer, textOfBlob } from "./blob.ts";
import { DEFAULT_LAYOUT, type Layout, layoutOf, sameLayout } from "./layout.ts";
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

/** GraphQL of a Repository. GitHub walks far for a path that never was: it is asked about once. */
export function askForConfigHistory(wanted: ConfigHistory): string {
  const isWhole = wanted === "whole";
  const blob = (path: string) => `file(path: ${path}) { object { ... on Blob { oid text isTruncated } } }`;
  const told = isWhole
    ? `oid committedDate config: ${blob("$config")} other: ${blob("$otherConfig")}`
    : "oid";
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

/** `parse`: has a file parsed before it is read. A version that cannot be read moved nothing. */
export async function readFormerLayouts(
  answer: SnapshotAnswer["repository"],
  now: Layout,
  parse: (config: SourceFile) => Promise<void>,
): Promise<FormerLayouts> {
  const histories = Object.values(historiesIn(answer));
  const isWhole = histories.every(({ pageInfo }) => !pageInfo.hasNextPage);
  const told = histories.filter(({ nodes }) => nodes && nodes.length > 0);
  const all = told.flatMap(({ nodes }) => present(nodes));
  // GitHub's own order is better than dates.
  const versions = told.length > 1 ? inOrder(all) : all;
  const layouts: Layout[] = [];
  let since: string | null = null;
  let known = now;
  for (const version of versions) {
    const { oid } = version;
    known = await layoutAt(version, known, parse);
    if (!sameLayout(known, now)) layouts.push(known);
    else if (layouts.length === 0) since = oid;
  }
  // Before the first version there was none.
  const start = { ...DEFAULT_LAYOUT, defaultBranch: now.defaultBranch };
  if (isWhole && versions.length > 0 && !sameLayout(start, now)) layouts.push(start);
  const once = layouts.filter((one, at) => layouts.findIndex((other) => sameLayout(one, other)) === at);
  return { since: once.length === 0 ? null : since, layouts: once };
}

async function layoutAt(
  { config, other }: Version,
  known: Layout,
  parse: (config: SourceFile) => Promise<void>,
): Promise<Layout> {
  const files = [...fileAt(CONFIG_PATH, config), ...fileAt(OTHER_CONFIG_PATH, other)];
  const file = chooseConfig(files.flatMap((found) => found ?? []));
  if (files.includes(null)) return known;
  if (file) await parse(file);
  return layoutOf(readConfig(file), known.defaultBranch, known);
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
