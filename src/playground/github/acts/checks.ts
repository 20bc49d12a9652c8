import type { Account, CheckRun, Repository } from "../model.ts";
import { checkRunJson } from "../shapes/check-run.ts";
import { isoSeconds } from "../shapes/time.ts";
import type { World } from "../world.ts";

export interface CheckRunChange {
  readonly name?: string;
  readonly status?: string;
  readonly conclusion?: string;
  readonly details_url?: string;
  readonly external_id?: string;
  readonly started_at?: string;
  readonly completed_at?: string;
  readonly output?: { title?: string; summary?: string; text?: string; annotations?: object[] };
  readonly actions?: object[];
}

export function createCheckRun(
  world: World,
  repository: Repository,
  headSha: string,
  change: CheckRunChange,
): CheckRun {
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
  const was = run.status;
  applyChange(world, run, change);
  if (run.status === "completed" && was !== "completed") {
    announceCheckRun(world, repository, world.bot, run, "completed");
  }
}

export function announceCheckRun(
  world: World,
  repository: Repository,
  sender: Account,
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
