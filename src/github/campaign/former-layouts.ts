/**
 * Where a repository kept its campaign before: the history of its configuration on the default branch tells, whichever process
 * was there to see it.
 */
import { CONFIG_PATH } from "../../domain/config.ts";
import { readConfig } from "../../domain/repository-state.ts";
import type { SourceFile } from "../../domain/source-file.ts";
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

/** GraphQL of a Repository: the last commit of the configuration, or what it said in each of the last ones. */
export function askForConfigHistory(isWhole: boolean): string {
  const told = isWhole
    ? "oid file(path: $config) { object { ... on Blob { oid text isTruncated } } }"
    : "oid";
  return `configHistory: defaultBranchRef { target { ... on Commit {
      history(first: ${isWhole ? DEPTH : 1}, path: $config) { nodes { ${told} } pageInfo { hasNextPage } }
    } } }`;
}

interface Answer {
  readonly configHistory?: {
    readonly target: {
      readonly history?: {
        readonly nodes: readonly (Version | null)[] | null;
        readonly pageInfo: { readonly hasNextPage: boolean };
      };
    } | null;
  } | null;
}

interface Version {
  readonly oid: string;
  readonly file?: { readonly object: (BlobAnswer & { readonly oid?: string }) | null } | null;
}

/** The commit that changed the configuration last; empty: none did. */
export function lastConfigCommit(answer: SnapshotAnswer["repository"]): string {
  return versionsIn(answer)[0]?.oid ?? "";
}

/** `parse`: has a file parsed before it is read. A version that cannot be read moved nothing. */
export async function readFormerLayouts(
  answer: SnapshotAnswer["repository"],
  present: Layout,
  parse: (config: SourceFile) => Promise<void>,
): Promise<FormerLayouts> {
  const versions = versionsIn(answer);
  const isWhole = (answer as Answer).configHistory?.target?.history?.pageInfo.hasNextPage === false;
  const layouts: Layout[] = [];
  let since: string | null = null;
  let known = present;
  for (const { oid, file } of versions) {
    known = await layoutAt(file, known, parse);
    if (!sameLayout(known, present)) layouts.push(known);
    else if (layouts.length === 0) since = oid;
  }
  // Before the first version there was none.
  const start = { ...DEFAULT_LAYOUT, defaultBranch: present.defaultBranch };
  if (isWhole && versions.length > 0 && !sameLayout(start, present)) layouts.push(start);
  const once = layouts.filter((one, at) => layouts.findIndex((other) => sameLayout(one, other)) === at);
  return { since: once.length === 0 ? null : since, layouts: once };
}

async function layoutAt(
  file: Version["file"],
  known: Layout,
  parse: (config: SourceFile) => Promise<void>,
): Promise<Layout> {
  if (!file) return layoutOf(readConfig(null), known.defaultBranch, known);
  const text = file.object?.oid ? textOfBlob(file.object.oid, file.object) : null;
  if (text === null) return known;
  const config = { path: CONFIG_PATH, text };
  await parse(config);
  return layoutOf(readConfig(config), known.defaultBranch, known);
}

function versionsIn(answer: SnapshotAnswer["repository"]): Version[] {
  const { nodes } = (answer as Answer).configHistory?.target?.history ?? {};
  return (nodes ?? []).filter((version) => version !== null);
}
