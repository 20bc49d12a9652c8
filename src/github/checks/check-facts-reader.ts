/**
 * The facts about checks of one batch: those that the decision asks for, and which of the planned checks are not posted
 * yet. A batch that is about no check costs nothing here.
 */
import type { PlannedCheck } from "../../decide/plan.ts";
import type { Config } from "../../domain/config.ts";
import {
  type CheckFacts,
  contentsKey,
  type MissingForChecks,
  NO_CHECK_FACTS,
} from "../../facts/check-facts.ts";
import type { ProposedFile, PullRequestContents, SyntaxVerdict } from "../../facts/contents.ts";
import type { Delivery } from "../../facts/event.ts";
import type { Snapshot } from "../../facts/repository-facts.ts";
import type { SourceWatch } from "../../sources/source-watch.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { type CheckWork, workFor } from "./check-run.ts";
import type { PostedRun } from "./posted-runs.ts";
import { type RequiredChecks, readPullRequestsOf } from "./read-commit.ts";
import type { ContentsReader } from "./read-contents.ts";

export interface CheckParts {
  readonly contents: ContentsReader;
  readonly required: RequiredChecks;
  /** What Mermaid's parser says of the sources in these files, by their text. */
  readonly parse: (
    files: readonly ProposedFile[],
    config: Config,
  ) => Promise<ReadonlyMap<string, SyntaxVerdict>>;
  /** Absent where nobody looks at the addresses of sources. */
  readonly sources?: {
    readonly watch: SourceWatch;
    /** Has the pull request looked at again. */
    readonly again: (delivery: Delivery) => Promise<unknown>;
  };
}

export class CheckFactsReader {
  private readonly parts: CheckParts;
  private readonly repo: RepositoryClient;
  /** What is known before anything was asked for. */
  readonly known: CheckFacts;
  /** By commit; what is not here was not read. */
  private readonly runs = new Map<string, readonly PostedRun[]>();

  constructor(parts: CheckParts, repo: RepositoryClient) {
    this.parts = parts;
    this.repo = repo;
    this.known = { ...NO_CHECK_FACTS, links: parts.sources?.watch.verdicts ?? NO_CHECK_FACTS.links };
  }

  /** The facts that are there already and those that the decision missed. */
  async read(snapshot: Snapshot, missing: MissingForChecks | undefined, config: Config): Promise<CheckFacts> {
    const known = snapshot.checks ?? NO_CHECK_FACTS;
    if (!missing) return known;
    const contents = new Map<string, PullRequestContents>(known.contents);
    const commits = new Map(known.commits);
    const byPath = textsByPath(snapshot);
    const isOurs = isIn(config);
    for (const question of missing.contents) {
      const { files, runs } = await this.parts.contents.read(this.repo, {
        ...question,
        base: snapshot.head,
        known: (path) => byPath.get(path),
      });
      this.runs.set(question.headSha, runs);
      const syntax = await this.parts.parse(
        files.filter(({ path }) => !isOurs(path)),
        config,
      );
      contents.set(contentsKey(question), { headSha: question.headSha, files, syntax });
    }
    for (const question of missing.commits) {
      commits.set(question.headSha, await readPullRequestsOf(this.repo, question));
    }
    const required = missing.required
      ? await this.parts.required.read(this.repo, snapshot.defaultBranch)
      : known.required;
    return { ...known, contents, commits, required };
  }

  /** What is not on GitHub as it should be. */
  async unposted(checks: readonly PlannedCheck[]): Promise<CheckWork[]> {
    const work: CheckWork[] = [];
    for (const check of checks) {
      const one = workFor(check, await this.runsOn(check.headSha));
      if (one) work.push(one);
    }
    return work;
  }

  private async runsOn(headSha: string): Promise<readonly PostedRun[]> {
    const known = this.runs.get(headSha);
    if (known) return known;
    const question = { number: 0, headSha, files: [], base: headSha, known: () => undefined };
    const { runs } = await this.parts.contents.read(this.repo, question);
    this.runs.set(headSha, runs);
    return runs;
  }
}

function textsByPath({ files }: Snapshot): ReadonlyMap<string, string> {
  const all = [
    ...files.catalog,
    ...files.assignments,
    ...files.trackers,
    ...(files.config ? [files.config] : []),
  ];
  return new Map(all.map(({ path, text }) => [path, text]));
}

/** The bookkeeping holds no diagrams to parse. */
function isIn({ paths }: Config): (path: string) => boolean {
  return (path) => path.startsWith(`${paths.catalog}/`) || path.startsWith(`${paths.assignments}/`);
}
