/**
 * The facts about checks of one batch: those that the decision asks for, and which of the planned checks are not posted
 * yet. A batch that is about no check costs nothing here.
 */
import type { PlannedCheck } from "../../decide/plan.ts";
import { type CheckFacts, type MissingForChecks, NO_CHECK_FACTS } from "../../facts/check-facts.ts";
import type { Delivery } from "../../facts/event.ts";
import type { Snapshot } from "../../facts/repository-facts.ts";
import type { SourceWatch } from "../../sources/source-watch.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { type CheckWork, workFor } from "./check-run.ts";
import type { PullRequestFiles } from "./pull-request-files.ts";
import { type RequiredChecks, readPullRequestsOf } from "./read-commit.ts";

export interface CheckParts {
  readonly required: RequiredChecks;
  /** Absent where nobody looks at the addresses of sources. */
  readonly sources?: {
    readonly watch: SourceWatch;
    /** Has the pull request looked at again. */
    readonly again: (delivery: Delivery) => Promise<unknown>;
    /** Takes over what is looked at meanwhile: it never rejects, and its owner ends it. */
    readonly background: (work: Promise<void>) => void;
  };
}

export class CheckFactsReader {
  private readonly parts: CheckParts;
  private readonly repo: RepositoryClient;
  /** What is known before anything was asked for. */
  readonly known: CheckFacts;
  private readonly files: PullRequestFiles;

  constructor(parts: CheckParts, repo: RepositoryClient, files: PullRequestFiles) {
    this.parts = parts;
    this.repo = repo;
    this.files = files;
    this.known = { ...NO_CHECK_FACTS, links: parts.sources?.watch.verdicts ?? NO_CHECK_FACTS.links };
  }

  /** The facts that are there already and those that the decision missed. */
  async read(snapshot: Snapshot, missing: MissingForChecks | undefined): Promise<CheckFacts> {
    const known = snapshot.checks ?? NO_CHECK_FACTS;
    if (!missing) return known;
    const commits = new Map(known.commits);
    for (const question of missing.commits) {
      commits.set(question.headSha, await readPullRequestsOf(this.repo, question));
    }
    const required = missing.required
      ? await this.parts.required.read(this.repo, snapshot.defaultBranch)
      : known.required;
    return { ...known, commits, required };
  }

  /** What is not on GitHub as it should be. */
  async unposted(checks: readonly PlannedCheck[]): Promise<CheckWork[]> {
    const work: CheckWork[] = [];
    for (const check of checks) {
      const one = workFor(check, await this.files.runsOn(check.headSha));
      if (one) work.push(one);
    }
    return work;
  }
}
