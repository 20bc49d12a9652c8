/**
 * The files of pull requests, as far as the decisions of one batch ask for them: what they hold at a commit and before, and
 * how a merged one changed them. The check runs that stand on a commit come with its files.
 */
import { type Config, isConfigPath } from "../../domain/config.ts";
import type { FileKind } from "../../domain/parsed-file.ts";
import type { RepositoryId } from "../../domain/repository-id.ts";
import {
  type ContentsQuestion,
  contentsKey,
  type FilePatch,
  type ProposedFile,
  type PullRequestContents,
  type SyntaxVerdict,
} from "../../facts/contents.ts";
import type { Snapshot } from "../../facts/repository-facts.ts";
import type { ParseYaml } from "../campaign/parse-beforehand.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import { RecentWrites } from "../recent-writes.ts";
import { type PostedRun, pullRequestsOf } from "./posted-runs.ts";
import type { ContentsReader } from "./read-contents.ts";

export interface FileParts {
  readonly contents: ContentsReader;
  /** The files with the drawings in their pages. Absent where a page that takes long hurts nobody else: on a command line. */
  readonly readPages?: (
    files: readonly ProposedFile[],
    repository: RepositoryId,
  ) => Promise<readonly ProposedFile[]>;
  /** What Mermaid's parser says of the sources in these files, by their text. */
  readonly parse: (
    files: readonly ProposedFile[],
    config: Config,
    repository: RepositoryId,
  ) => Promise<ReadonlyMap<string, SyntaxVerdict>>;
  /** Absent where a file that takes long to parse hurts nobody else: on a command line. */
  readonly parseYaml?: ParseYaml;
}

export class PullRequestFiles {
  /** What was written a moment ago and may not be read yet. */
  readonly recent: RecentWrites;
  private readonly parts: FileParts;
  private readonly repo: RepositoryClient;
  /** By commit; what is not here was not read. */
  private readonly runs = new Map<string, readonly PostedRun[]>();

  constructor(parts: FileParts, repo: RepositoryClient, recent = new RecentWrites()) {
    this.recent = recent;
    this.parts = parts;
    this.repo = repo;
  }

  async contents(
    snapshot: Snapshot,
    questions: readonly ContentsQuestion[],
    config: Config,
  ): Promise<NonNullable<Snapshot["contents"]>> {
    const contents = new Map<string, PullRequestContents>(snapshot.contents);
    const byPath = textsByPath(snapshot, config);
    const isOurs = isIn(config);
    for (const question of questions) {
      const isOnHead = question.baseSha === snapshot.head;
      const known = (path: string) => (isOnHead ? byPath.get(path) : undefined);
      const { files: asRead, runs } = await this.read({ ...question, known });
      this.runs.set(question.headSha, runs);
      const { repository } = this.repo;
      const files = (await this.parts.readPages?.(asRead, repository)) ?? asRead;
      const foreign = files.filter(({ path }) => !isOurs(path));
      const syntax = await this.parts.parse(foreign, config, repository);
      const parsed = await this.parsed(files, config);
      const judged = [...new Set(runs.flatMap(({ externalId }) => pullRequestsOf(externalId)))];
      contents.set(contentsKey(question), { headSha: question.headSha, files: parsed, judged, syntax });
    }
    return contents;
  }

  /** The files, those with the campaign's YAML together with what it says. */
  private async parsed(files: readonly ProposedFile[], config: Config): Promise<readonly ProposedFile[]> {
    const { parseYaml } = this.parts;
    if (!parseYaml) return files;
    const asked = files.flatMap(({ path, content }) => {
      const kind = content.kind === "text" ? kindOf(path, config) : null;
      return kind === null || content.kind !== "text"
        ? []
        : [{ kind, path, text: content.text, withPositions: true }];
    });
    const parsed = await parseYaml(asked, this.repo.repository);
    const byPath = new Map(asked.map(({ path }, index) => [path, parsed[index]]));
    return files.map((file) => {
      const parsed = byPath.get(file.path);
      return parsed ? { ...file, parsed } : file;
    });
  }

  async patches(snapshot: Snapshot, numbers: readonly number[]): Promise<Snapshot["patches"]> {
    const patches = new Map(snapshot.patches);
    for (const number of numbers) patches.set(number, await readPatches(this.repo, number));
    return patches;
  }

  async runsOn(headSha: string): Promise<readonly PostedRun[]> {
    const known = this.runs.get(headSha);
    if (known) return known;
    const question = { number: 0, headSha, files: [], baseSha: headSha, known: () => undefined };
    const { runs } = await this.read(question);
    this.runs.set(headSha, runs);
    return runs;
  }

  private async read(question: Parameters<ContentsReader["read"]>[1]) {
    const { files, runs } = await this.parts.contents.read(this.repo, question);
    return { files, runs: this.recent.withRuns(question.headSha, runs) };
  }
}

/** What the default branch has, as far as it was read. */
function textsByPath({ files }: Snapshot, { commit }: Config): ReadonlyMap<string, string> {
  const all = [
    ...files.catalog,
    // In the other modes they are those of the bot's branch.
    ...(commit === "direct" ? [...files.assignments, ...files.trackers] : []),
    ...(files.config ? [files.config] : []),
  ];
  return new Map(all.map(({ path, text }) => [path, text]));
}

/** The campaign's own files hold no diagrams to parse. */
function isIn({ paths }: Config): (path: string) => boolean {
  return (path) => path.startsWith(`${paths.catalog}/`) || path.startsWith(`${paths.assignments}/`);
}

function kindOf(path: string, { paths }: Config): FileKind | null {
  if (isConfigPath(path)) return "config";
  if (!/\.ya?ml$/i.test(path)) return null;
  if (path.startsWith(`${paths.catalog}/`)) return "catalog";
  return path.startsWith(`${paths.assignments}/`) ? "assignment" : null;
}

const FILES_PER_PAGE = 100;
/** A pull request that changes more undoes nothing that a person would call an undoing. */
const PAGES = 3;
const CHANGES: Readonly<Record<string, FilePatch["change"]>> = {
  added: "added",
  copied: "added",
  removed: "removed",
  renamed: "renamed",
};

/** Null where there are more files than are worth comparing. https://docs.github.com/rest/pulls/pulls#list-pull-requests-files */
async function readPatches(
  { client, repository }: RepositoryClient,
  pull_number: number,
): Promise<readonly FilePatch[] | null> {
  const patches: FilePatch[] = [];
  for (let page = 1; page <= PAGES; page++) {
    const { data } = await client.request("GET /repos/{owner}/{repo}/pulls/{pull_number}/files", {
      ...pathOf(repository),
      pull_number,
      per_page: FILES_PER_PAGE,
      page,
    });
    for (const { filename: path, status, patch, previous_filename } of data) {
      patches.push({
        path,
        change: CHANGES[status] ?? "modified",
        patch: patch ?? null,
        ...(previous_filename !== undefined && { previousPath: previous_filename }),
      });
    }
    if (data.length < FILES_PER_PAGE) return patches;
  }
  return null;
}
