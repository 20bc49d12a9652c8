import type { CheckRun, CheckSuite, GitHubAccount, Repository } from "../model.ts";
import { checkRunJson, checkSuiteJson } from "../shapes/check-run.ts";
import { headCommitJson } from "../shapes/head-commit.ts";
import { isoSeconds } from "../shapes/time.ts";
import type { World } from "../world.ts";
import { Refused } from "./refused.ts";

export interface CheckRunChange {
  readonly name?: string;
  readonly status?: string;
  readonly conclusion?: string;
  readonly details_url?: string;
  readonly external_id?: string;
  readonly started_at?: string;
  readonly completed_at?: string;
  readonly output?: { title?: string; summary?: string; text?: string; annotations?: Annotation[] };
  readonly actions?: object[];
}

interface Annotation {
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly message: string;
}

/** One that GitHub does not take makes it refuse them all, and it does not say which. */
function refuseBadAnnotations(annotations: readonly Annotation[]): void {
  const isGood = ({ start_line, end_line, start_column, end_column, message }: Annotation) => {
    const hasColumns = start_column !== undefined || end_column !== undefined;
    const columnsFit =
      start_line === end_line && (start_column ?? 1) >= 1 && (end_column ?? 1) >= (start_column ?? 1);
    return start_line >= 1 && end_line >= start_line && (!hasColumns || columnsFit) && message !== "";
  };
  if (annotations.every(isGood)) return;
  const error = { resource: "CheckRun", code: "invalid", field: "annotations" };
  throw new Refused(422, "Validation Failed", [error]);
}

/** The App's suite of a commit, made with its first run. */
function suiteOf(world: World, repository: Repository, headSha: string): CheckSuite {
  const known = repository.checkSuites.get(headSha);
  if (known) return known;
  const at = world.now();
  const suite = { id: world.nextId(), headSha, createdAt: at, updatedAt: at };
  repository.checkSuites.set(headSha, suite);
  return suite;
}

export function createCheckRun(
  world: World,
  repository: Repository,
  headSha: string,
  change: CheckRunChange,
): CheckRun {
  refuseBadAnnotations(change.output?.annotations ?? []);
  suiteOf(world, repository, headSha);
  const id = world.nextId();
  const run: CheckRun = {
    id,
    nodeId: `CR_${id}`,
    headSha,
    name: "",
    status: "queued",
    conclusion: null,
    detailsUrl: null,
    externalId: "",
    startedAt: isoSeconds(world.now()),
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    actions: [],
  };
  repository.checkRuns.set(id, run);
  applyChange(world, run, change);
  announceCheckRun(world, repository, world.bot, run, "created");
  if (run.status === "completed") announceCheckRun(world, repository, world.bot, run, "completed");
  return run;
}

/** Annotations of an update are added to those that are there, as on GitHub; all else is replaced. */
export function updateCheckRun(
  world: World,
  repository: Repository,
  run: CheckRun,
  change: CheckRunChange,
): void {
  refuseBadAnnotations(change.output?.annotations ?? []);
  const was = run.status;
  applyChange(world, run, change);
  if (run.status === "completed" && was !== "completed") {
    announceCheckRun(world, repository, world.bot, run, "completed");
  }
}

/** "Re-run": the suite waits again, the run itself stays as it is. */
export function rerequestCheckRun(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  run: CheckRun,
): void {
  suiteOf(world, repository, run.headSha).updatedAt = world.now();
  announceCheckRun(world, repository, sender, run, "rerequested");
}

/** "Re-run all checks". */
export function rerequestCheckSuite(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  headSha: string,
): void {
  const suite = suiteOf(world, repository, headSha);
  suite.updatedAt = world.now();
  const shape = checkSuiteJson(world, repository, suite);
  const runs = [...repository.checkRuns.values()].filter((run) => run.headSha === headSha);
  const commit = repository.objects.commit(headSha);
  const check_suite = {
    ...shape,
    latest_check_runs_count: runs.length,
    check_runs_url: `${shape.url}/check-runs`,
    head_commit: headCommitJson(commit),
  };
  world.announce("check_suite", repository, sender, { action: "rerequested", check_suite });
}

export function announceCheckRun(
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  run: CheckRun,
  action: string,
  more: object = {},
): void {
  const check_run = checkRunJson(world, repository, run);
  world.announce("check_run", repository, sender, { action, check_run, ...more });
}

function applyChange(world: World, run: CheckRun, change: CheckRunChange): void {
  run.name = change.name ?? run.name;
  run.status = change.status ?? (change.conclusion === undefined ? run.status : "completed");
  run.conclusion = change.conclusion ?? run.conclusion;
  run.detailsUrl = change.details_url ?? run.detailsUrl;
  run.externalId = change.external_id ?? run.externalId;
  run.startedAt = change.started_at ?? run.startedAt;
  if (run.status === "completed") {
    run.completedAt = change.completed_at ?? run.completedAt ?? isoSeconds(world.now());
  }
  run.title = change.output?.title ?? run.title;
  run.summary = change.output?.summary ?? run.summary;
  run.text = change.output?.text ?? run.text;
  run.annotations.push(...(change.output?.annotations ?? []));
  run.actions = change.actions ?? run.actions;
}
