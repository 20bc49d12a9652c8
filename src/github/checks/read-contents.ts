/**
 * The files that a pull request proposes, at its head and as the default branch has them, with the check runs that are
 * on the head already: one query for forty files. What a commit holds at a path never changes, so it is remembered.
 *
 * What GraphQL cuts or cannot show is read over REST, up to a limit. No file makes this fail: what cannot be read is said to
 * be what it is. The campaign's own files are read by their OIDs (`read-blobs.ts`); here nobody knows these yet, and to ask
 * for them first would be one more request for each push.
 */
import { LRUCache } from "lru-cache";
import {
  type ContentsQuestion,
  type FileContent,
  type ProposedFile,
  PULL_REQUEST_MEGABYTES,
} from "../../facts/contents.ts";
import type { ChangedFile } from "../../facts/pull-request-facts.ts";
import { type BlobAnswer, fetchBlob, textOfBlob } from "../campaign/blob.ts";
import { ask } from "../client/ask.ts";
import { isUncertain } from "../client/failure.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { ByteBudget } from "./byte-budget.ts";
import {
  POSTED_RUNS,
  POSTED_RUNS_FIELDS,
  POSTED_RUNS_PARAMETERS,
  POSTED_RUNS_VARIABLES,
  type PostedRun,
  type PostedRunsAnswer,
  readPostedRuns,
} from "./posted-runs.ts";

export interface ContentsAt extends ContentsQuestion {
  /** The text that the base is known to have at a path; undefined: not known. */
  readonly known: (path: string) => string | undefined;
}

export interface ReadContents {
  readonly files: readonly ProposedFile[];
  readonly runs: readonly PostedRun[];
}

const FILES_PER_QUERY = 40;
/** Above this a file is too large for us, whatever it is. */
const BYTES_LIMIT = 5_000_000;
const CACHE_BYTES = 32 * 1024 * 1024;

const GONE: FileContent = { kind: "removed", bytes: null };

const OVER_BUDGET: FileContent = { kind: "over-budget", bytes: null };

/** Reads what pull requests propose. What was used least is forgotten. */
export class ContentsReader {
  /** By repository, commit and path. */
  private readonly entries: LRUCache<string, FileContent>;

  constructor({ cacheBytes = CACHE_BYTES }: { cacheBytes?: number } = {}) {
    this.entries = new LRUCache({ maxSize: cacheBytes, sizeCalculation: sizeOf });
  }

  async read(repo: RepositoryClient, at: ContentsAt): Promise<ReadContents> {
    const heads = new Map<string, FileContent>();
    const bases = new Map<string, FileContent>();
    const budget = new ByteBudget(PULL_REQUEST_MEGABYTES * 1_000_000);
    const missing: string[] = [];
    for (const { path, change } of withEarlierPaths(at.files)) {
      const head = change === "removed" ? GONE : this.entries.get(keyOf(repo, at.headSha, path));
      const text = at.known(path);
      const base =
        text === undefined
          ? this.entries.get(keyOf(repo, at.baseSha, path))
          : ({ kind: "text", text } as const);
      if (head) heads.set(path, budget.spendOn(head));
      if (base) bases.set(path, text === undefined ? budget.spendOn(base) : base);
      if (!head || !base) missing.push(path);
    }
    const chunks = Array.from(
      { length: Math.max(1, Math.ceil(missing.length / FILES_PER_QUERY)) },
      (_, index) => missing.slice(index * FILES_PER_QUERY, (index + 1) * FILES_PER_QUERY),
    );
    let runs: PostedRun[] = [];
    for (const [index, paths] of chunks.entries()) {
      if (budget.isSpent && index > 0) {
        for (const path of paths) heads.set(path, heads.get(path) ?? OVER_BUDGET);
        continue;
      }
      const answer = await this.readSome(repo, at, paths, index === 0, budget);
      if (index === 0) runs = answer.runs;
      for (const path of paths) {
        heads.set(path, heads.get(path) ?? answer.heads.get(path) ?? GONE);
        bases.set(path, bases.get(path) ?? answer.bases.get(path) ?? GONE);
      }
    }
    const files = at.files.map(({ path, change, previousPath }): ProposedFile => {
      const before = bases.get(previousPath ?? path);
      return {
        path,
        change,
        content: heads.get(path) ?? GONE,
        before: before?.kind === "text" ? before.text : null,
      };
    });
    return { files, runs };
  }

  /**
   * A query of many large files may take longer than GitHub's ten seconds: then each half is asked for by itself.
   * https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
   */
  private async readSome(
    repo: RepositoryClient,
    at: ContentsAt,
    paths: readonly string[],
    withRuns: boolean,
    budget: ByteBudget,
  ): Promise<Side> {
    try {
      const answer = await askForContents(repo, at, paths, withRuns);
      const heads = await this.understand(repo, at.headSha, paths, answer.head, budget);
      const bases = await this.understand(repo, at.baseSha, paths, answer.base, budget);
      return { heads, bases, runs: readPostedRuns((answer.head ?? {}) as PostedRunsAnswer) };
    } catch (error) {
      if (!isUncertain(error) || paths.length < 2) throw error;
      const middle = Math.ceil(paths.length / 2);
      const first = await this.readSome(repo, at, paths.slice(0, middle), withRuns, budget);
      const second = await this.readSome(repo, at, paths.slice(middle), false, budget);
      return {
        heads: new Map([...first.heads, ...second.heads]),
        bases: new Map([...first.bases, ...second.bases]),
        runs: first.runs,
      };
    }
  }

  private async understand(
    repo: RepositoryClient,
    commit: string,
    paths: readonly string[],
    answer: Readonly<Record<string, unknown>> | null,
    budget: ByteBudget,
  ): Promise<Map<string, FileContent>> {
    const contents = new Map<string, FileContent>();
    for (const [index, path] of paths.entries()) {
      const entry = answer?.[`f${index}`] as EntryAnswer | null | undefined;
      const content = entry ? await contentOf(repo, entry, budget) : GONE;
      contents.set(path, content);
      // Whether there was room for it is not the file's, and the next one to ask may have more.
      if (content.kind !== "over-budget") this.entries.set(keyOf(repo, commit, path), content);
    }
    return contents;
  }
}

/** Where a renamed file was before is read as well; nothing is there any more. */
function withEarlierPaths(files: readonly ChangedFile[]): ChangedFile[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  for (const { previousPath: path } of files) {
    if (path !== undefined && !byPath.has(path)) byPath.set(path, { path, change: "removed" });
  }
  return [...byPath.values()];
}

interface Side {
  readonly heads: ReadonlyMap<string, FileContent>;
  readonly bases: ReadonlyMap<string, FileContent>;
  readonly runs: PostedRun[];
}

interface EntryAnswer {
  readonly mode: number;
  readonly type: string;
  readonly oid: string;
  readonly object: (BlobAnswer & { readonly isBinary?: boolean | null; readonly byteSize?: number }) | null;
}

const SYMLINK = 0o120000;

async function contentOf(
  repo: RepositoryClient,
  { mode, type, oid, object }: EntryAnswer,
  budget: ByteBudget,
): Promise<FileContent> {
  const bytes = object?.byteSize ?? null;
  if (mode === SYMLINK) return { kind: "symlink", bytes, oid };
  if (type === "commit") return { kind: "submodule", bytes: null };
  if (type !== "blob" || bytes === null) return { kind: "unreadable", bytes };
  if (object?.isBinary) return { kind: "binary", bytes, oid };
  if (bytes > BYTES_LIMIT) return { kind: "too-large", bytes, oid };
  if (!budget.spend(bytes)) return { kind: "over-budget", bytes };
  const text = object && textOfBlob(oid, object);
  return text === null ? textByRest(repo, oid, bytes) : { kind: "text", text };
}

async function textByRest(repo: RepositoryClient, oid: string, bytes: number): Promise<FileContent> {
  const content = await fetchBlob(repo, oid);
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return { kind: "text", text: decoder.decode(content) };
  } catch {
    return { kind: "binary", bytes, oid };
  }
}

interface ContentsAnswer {
  readonly repository: {
    readonly head: Readonly<Record<string, unknown>> | null;
    readonly base: Readonly<Record<string, unknown>> | null;
  };
}

async function askForContents(
  { client, repository }: RepositoryClient,
  { headSha, baseSha }: ContentsAt,
  paths: readonly string[],
  withRuns: boolean,
): Promise<ContentsAnswer["repository"]> {
  const declared = [
    ...paths.map((_, at) => `$p${at}: String!`),
    ...(withRuns ? [POSTED_RUNS_PARAMETERS] : []),
  ];
  const files = paths.map((_, at) => `f${at}: file(path: $p${at}) { ...Entry }`).join("\n      ");
  const atBase = paths.length > 0 ? `base: object(oid: $base) { ... on Commit { ${files} } }` : "";
  const document = `query ReadContents($owner: String!, $name: String!, $head: GitObjectID!${
    paths.length > 0 ? ", $base: GitObjectID!" : ""
  }${declared.map((parameter) => `, ${parameter}`).join("")}) {
  repository(owner: $owner, name: $name) {
    head: object(oid: $head) { ... on Commit {
      oid
      ${withRuns ? POSTED_RUNS : ""}
      ${files}
    } }
    ${atBase}
  }
}
${paths.length > 0 ? ENTRY_FRAGMENT : ""}`;
  const variables = {
    ...repository,
    head: headSha,
    ...(paths.length > 0 && { base: baseSha }),
    ...(withRuns && POSTED_RUNS_VARIABLES),
    ...Object.fromEntries(paths.map((path, at) => [`p${at}`, path])),
  };
  const answer = await ask<ContentsAnswer>(client, document, variables, POSTED_RUNS_FIELDS);
  return { head: answer.repository.head, base: answer.repository.base ?? null };
}

const ENTRY_FRAGMENT = `fragment Entry on TreeEntry {
  mode type oid object { ... on Blob { text isBinary isTruncated byteSize } }
}`;

function keyOf({ repository }: RepositoryClient, commit: string, path: string): string {
  return `${repository.owner}/${repository.name} ${commit} ${path}`;
}

function sizeOf(content: FileContent): number {
  return 300 + (content.kind === "text" ? 2 * content.text.length : 0);
}
