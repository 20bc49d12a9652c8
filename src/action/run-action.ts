/**
 * One run of the Action: what started it, what no run heard of, and the day if it is a new one, carried out by the same core
 * that the App has. There is no inbox: the workflow's last successful run tells from when on to look, and what GitHub shows
 * (commits, replies, checks) tells what was done already, so that a second run on the same event does nothing.
 */
import type { Logger } from "pino";
import { type Clock, dayAt, instantAt } from "../clock.ts";
import { type Core, type CoreParts, createCore } from "../core.ts";
import { dayDelivery } from "../day-delivery.ts";
import { decide } from "../decide/decide.ts";
import type { LogLine, Plan } from "../decide/plan.ts";
import { type Delivery, isWritten } from "../facts/event.ts";
import { classifyFailure } from "../github/client/failure.ts";
import type { GitHubClient, RepositoryClient } from "../github/client/repository-client.ts";
import { WouldWrite } from "../github/client/token-client.ts";
import { reconcile } from "../github/recovery/reconcile.ts";
import { readCounted, withCounts } from "./counted-replies.ts";
import { asSentence, explainRefusal } from "./explain-refusal.ts";
import { FoundEvents } from "./found-events.ts";
import { handleAll, RetryBudget } from "./handle-all.ts";
import { parseEvent, withoutDoubles } from "./parse-event.ts";
import { planDryRun } from "./plan-dry-run.ts";
import { probeToken } from "./probe-token.ts";
import { type LastRun, readLastRun } from "./read-last-run.ts";
import type { Runner } from "./read-runner.ts";
import { isStartingEvent, refuseEvent, type StartingEvent } from "./started-by.ts";
import { type RunReport, remarksOn } from "./tell-run.ts";
import type { RunRemark } from "./workflow-commands.ts";

/** How far back a run looks where nobody knows when the last one was. */
const HORIZON_MS = 72 * 3_600_000;
/**
 * A run begins some seconds before it reads anything, and GitHub's own clock says when, as it does of all that happens: only
 * its reads may be late, by half a minute at most. Pull requests that did not change are not looked at again.
 */
const OVERLAP_MS = 30_000;

export interface ActionParts extends Pick<CoreParts, "web" | "parsers"> {
  readonly client: GitHubClient;
  readonly clock: Clock;
  readonly log: Logger;
  /** What GitHub says of the event that started the run. */
  readonly payload: unknown;
}

type Report = Omit<RunReport, "isDryRun" | "requests">;

/** Never rejects: what a maintainer has to mend is a remark of the level `error`, and makes the job fail. */
export async function runAction(
  run: Pick<Runner, "repository" | "eventName" | "workflow" | "isDryRun">,
  parts: ActionParts,
): Promise<Report> {
  const nothing = { decided: [], plans: [], committed: false, remarks: [] } as const;
  if (!isStartingEvent(run.eventName)) {
    const remarks = [{ level: "error", message: refuseEvent(run.eventName) }] as const;
    return { ...nothing, remarks, nothing: null };
  }
  const seen: Seen = { lines: new Map(), plan: null };
  const core = createCore({
    clientFor: async () => parts.client,
    log: parts.log,
    clock: parts.clock,
    ...(parts.web && { web: parts.web }),
    ...(parts.parsers && { parsers: parts.parsers }),
    decide: (input) => {
      const decision = decide(input);
      if (decision.kind === "missing") return decision;
      const plan = withCounts(withoutButtons(decision.plan));
      note(seen, plan);
      return { kind: "plan", plan };
    },
  });
  try {
    const done = await work(run, run.eventName, core, parts);
    const problems = remarksOn(done.plan?.problems ?? seen.plan?.problems ?? []);
    const plans = done.plan ? [done.plan] : [];
    const decided = done.plan?.log ?? [...seen.lines.values()];
    return { ...done, decided, plans, remarks: [...done.remarks, ...problems] };
  } catch (error) {
    const remarks = [{ level: "error", message: whyFailed(error, parts.clock.now()) }] as const;
    return { ...nothing, decided: [...seen.lines.values()], remarks, nothing: null };
  } finally {
    await core.close();
  }
}

/** What was decided in this run, each happening once. */
interface Seen {
  readonly lines: Map<string, LogLine>;
  plan: Plan | null;
}

function note(seen: Seen, plan: Plan): void {
  for (const line of plan.log) seen.lines.set(line.key, line);
  seen.plan = plan;
}

/** Nobody hears of a button of a check that a workflow made: https://docs.github.com/actions/reference/events-that-trigger-workflows#check_run */
function withoutButtons(plan: Plan): Plan {
  const checks = plan.checks.map((check) => ({ ...check, report: { ...check.report, actions: [] } }));
  return { ...plan, checks };
}

interface Done {
  readonly committed: boolean;
  readonly remarks: readonly RunRemark[];
  readonly nothing: string | null;
  /** Of a dry run. */
  readonly plan: Plan | null;
}

async function work(
  { repository, workflow, isDryRun }: Pick<Runner, "repository" | "workflow" | "isDryRun">,
  eventName: StartingEvent,
  core: Core,
  { client, clock, payload }: ActionParts,
): Promise<Done> {
  const repo: RepositoryClient = { client, repository };
  const patience = new RetryBudget(clock);
  const now = clock.now();
  const lastRun = await patience.until(() => readLastRun(repo, workflow));
  const found = await patience.until(() => findMissed(core, repo, lastRun));
  const own = parseEvent(eventName, payload);
  // What was a campaign until now is told that it is none any more.
  if (found === null && own.length === 0) {
    const sentence =
      "The repository holds no campaign: neither a catalog nor a configuration. `diagram-tracker init` starts one.";
    return {
      committed: false,
      remarks: [{ level: "notice", message: sentence }],
      nothing: sentence,
      plan: null,
    };
  }
  const isNewDay = lastRun.kind !== "started" || dayAt(lastRun.at) !== dayAt(now);
  const day = isNewDay ? [dayDelivery({ repository, installationId: null }, now)] : [];
  const deliveries = withoutDoubles([...own, ...(found ?? []), ...day]);
  if (isDryRun) {
    const plan = await planDryRun(core.parts, repo, deliveries);
    return { committed: false, remarks: await probe(core, repo, lastRun), nothing: null, plan };
  }
  const { committed, setAside } =
    deliveries.length === 0
      ? { committed: false, setAside: [] }
      : await handleAll(
          core,
          { repository, deliveries, declined: await countedFor(repo, deliveries, now) },
          patience,
        );
  const aside = setAside.map(({ delivery, reason }): RunRemark => {
    const message = `${delivery.event.key} could not be handled, and no later run will: ${asSentence(reason)}`;
    return { level: "warning", message };
  });
  const isProbed = isNewDay || eventName === "workflow_dispatch";
  const probed = isProbed ? await probe(core, repo, lastRun) : [];
  return { committed, remarks: [...aside, ...probed], nothing: null, plan: null };
}

/** Where nobody spoke nothing is declined. */
async function countedFor(
  repo: RepositoryClient,
  deliveries: readonly Delivery[],
  now: number,
): Promise<ReadonlyMap<string, number>> {
  return deliveries.some(({ event }) => event.kind === "comment") ? readCounted(repo, now) : new Map();
}

/** Null: the repository holds no campaign. */
async function findMissed(
  core: Core,
  repo: RepositoryClient,
  lastRun: LastRun,
): Promise<readonly Delivery[] | null> {
  const inbox = new FoundEvents();
  // What is only asked for is not decided on by anybody.
  const parts = { ...core.parts, decide, inbox, horizonMs: HORIZON_MS, overlapMs: OVERLAP_MS };
  const lookedUntil =
    lastRun.kind === "started"
      ? lastRun.at
      : lastRun.kind === "hidden"
        ? core.parts.now() - HORIZON_MS
        : null;
  const { tracked } = await reconcile(parts, repo, { installationId: null, lookedUntil });
  if (!tracked) return null;
  // Something that is looked at is looked at as it is now, after what is heard of it.
  const at = instantAt(core.parts.now());
  return inbox.deliveries.map((one) =>
    isWritten(one.event) ? one : { ...one, event: { ...one.event, at } },
  );
}

async function probe({ parts }: Core, repo: RepositoryClient, lastRun: LastRun): Promise<RunRemark[]> {
  const read = await parts.snapshots.read(repo, { pullRequests: [], recentCommits: false });
  if (read === null) return [];
  const { config, snapshot } = read;
  return probeToken(repo, { config, branch: snapshot.defaultBranch, lastRun });
}

function whyFailed(error: unknown, now: number): string {
  if (error instanceof WouldWrite) {
    return "This is a dry run, and the bot would first have to move or restore the campaign's files, which only a real run can.";
  }
  const explained = explainRefusal(error);
  if (explained !== null) return explained;
  const { transient, reason } = classifyFailure(error, now);
  return transient
    ? `GitHub did not let the run finish in time: ${asSentence(reason)} Nothing has to be done: the next run finds all that is left.`
    : `The run could not finish: ${asSentence(reason)} The next run tries again.`;
}
