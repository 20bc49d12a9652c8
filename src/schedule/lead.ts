/**
 * What one replica does for all, whoever holds the leader lease: it has GitHub deliver again what failed, and now and then
 * lists what the App reaches, which brings repositories into the schedule and takes them out of it. After an outage, when
 * nobody did so for longer than two periods, every repository is due at once.
 *
 * What fails is logged and tried again the next time; one installation's trouble does not keep the others.
 */
import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Clock } from "../clock.ts";
import type { GitHubClient } from "../github/client/repository-client.ts";
import { readInstallations, readRepositories } from "../github/read-installations.ts";
import { redeliverFailed } from "../github/recovery/redeliver.ts";
import type { Inbox } from "../inbox/inbox.ts";
import { Steps } from "./steps.ts";

export interface LeadParts {
  readonly inbox: Pick<
    Inbox,
    "readCheckpoint" | "writeCheckpoint" | "seen" | "installations" | "names" | "schedule" | "leaders"
  >;
  /** Signs as the App itself. */
  readonly app: () => Promise<GitHubClient>;
  readonly clientFor: (installationId: number) => Promise<GitHubClient>;
  readonly clock: Clock;
  readonly log: Logger;
  /** From 0 to 1: several servers shall not ask for the lease at the same time. */
  readonly random: () => number;
  /** Time from one sweep to the next, in ms. */
  readonly everyMs: number;
  /** How long a leader that died keeps the others from it, in ms. */
  readonly leaseMs: number;
  /** Something may be due, or go on, that was not before. */
  readonly onChange: () => void;
}

export interface Leading {
  /** Resolves when what runs has come to the end of its step. */
  stop(): Promise<void>;
}

const LEADER = "recovery";
const SWEPT_CHECKPOINT = "recovery-done";
const LISTED_CHECKPOINT = "repositories-listed";
/** A server that starts again and again shall not ask for everything each time. */
const RESTART_MS = 60_000;
/** Webhooks tell what was installed: the list is for those that got lost. */
const SWEEPS_PER_LIST = 4;

export function startLeading(parts: LeadParts): Leading {
  const { inbox, clock, random, log, everyMs, leaseMs } = parts;
  const holder = randomUUID();
  const lead = () => inbox.leaders.take(LEADER, holder, leaseMs);
  let stopped = false;
  let callOff = () => {};
  let running: Promise<void> = Promise.resolve();
  const begin = (minAge: number, listAge: number) => {
    running = runOnce(minAge, listAge)
      .catch((error: unknown) => {
        log.error({ err: error }, "the sweep failed");
        return "done" as const;
      })
      .then((result) => {
        // A fifth earlier or later. Whoever holds the lease may be dead: then it is free soon.
        const pause = (result === "held" ? leaseMs : everyMs) * (0.8 + 0.4 * random());
        if (!stopped) callOff = clock.after(pause, () => begin(everyMs * 0.7, listEveryMs));
      });
  };
  const listEveryMs = everyMs * (SWEEPS_PER_LIST - 0.5);
  const runOnce = async (minAge: number, listAge: number): Promise<"done" | "held"> => {
    const age = await ageOf(inbox, SWEPT_CHECKPOINT, clock.now());
    if (age < minAge) return "done";
    if (!(await lead())) return "held";
    try {
      const goOn = async () => !stopped && (await lead());
      const isOutage = age !== Number.POSITIVE_INFINITY && age > 2 * everyMs + leaseMs;
      await sweep(parts, { goOn, isOutage, listAge });
      if (!stopped) await writeInstant(inbox, SWEPT_CHECKPOINT, clock.now());
      return "done";
    } finally {
      await inbox.leaders.release(LEADER, holder);
    }
  };
  const restart = Math.min(RESTART_MS, everyMs * 0.7);
  begin(restart, restart);
  return {
    stop: async () => {
      stopped = true;
      callOff();
      await running;
    },
  };
}

interface Sweep {
  /** Asked before each installation. */
  readonly goOn: () => Promise<boolean>;
  /** Nobody swept for so long that webhooks may have met nobody. */
  readonly isOutage: boolean;
  /** A list that is younger is good enough, in ms. */
  readonly listAge: number;
}

async function sweep(parts: LeadParts, { goOn, isOutage, listAge }: Sweep): Promise<void> {
  const { inbox, clock, log, onChange } = parts;
  const steps = new Steps({ now: clock.now, log });
  if (isOutage) await inbox.schedule.wakeAll();
  const app = await steps.try("the App", parts.app);
  const redeliver = (client: GitHubClient) => redeliverFailed({ app: client, inbox, now: clock.now() });
  const redelivered = app && (await steps.try("the log of deliveries", () => redeliver(app)));
  const isListed = await isListGood(inbox, clock.now(), listAge);
  const repositories = app === null || isListed ? null : await list(parts, app, { steps, goOn });
  const { failed } = steps;
  log.info(
    {
      redeliveries: redelivered?.asked.length ?? 0,
      ...(repositories !== null && { repositories }),
      failed: failed.length,
    },
    isOutage ? "swept after an outage: everything is looked at" : "swept",
  );
  if (isOutage || repositories !== null) onChange();
}

/** How many repositories the App reaches; null where it could not be told. */
async function list(
  { inbox, clientFor, clock }: LeadParts,
  app: GitHubClient,
  { steps, goOn }: Pick<Sweep, "goOn"> & { readonly steps: Steps },
): Promise<number | null> {
  const began = clock.now();
  const installations = await steps.try("the App's installations", () => readInstallations(app));
  if (installations === null) return null;
  const before = steps.failed.length;
  let count = 0;
  await inbox.schedule.keepInstallations(installations, began);
  for (const installationId of installations) {
    if (!(await goOn())) return null;
    const askedAt = clock.now();
    const answered = await steps.try(`installation ${installationId}`, async () =>
      readRepositories(await clientFor(installationId)),
    );
    if (answered === null) continue;
    count += answered.length;
    // Whatever webhook was missed: what can be read can be answered again.
    const wasUnreachable = await inbox.installations.resume(installationId);
    await inbox.names.settleAll(answered);
    const repositories = answered.map(({ repository }) => repository);
    await inbox.schedule.setReachable(installationId, repositories);
    await inbox.schedule.keepOnly(installationId, repositories, askedAt);
    if (wasUnreachable) await inbox.schedule.wakeInstallation(installationId);
  }
  if (steps.failed.length === before) await writeInstant(inbox, LISTED_CHECKPOINT, began);
  return count;
}

/** Nothing that could be reached then could not be reached since, and it is no older than that, in ms. */
async function isListGood(
  inbox: Pick<Inbox, "readCheckpoint" | "installations">,
  now: number,
  listAge: number,
): Promise<boolean> {
  const age = await ageOf(inbox, LISTED_CHECKPOINT, now);
  const doubtedAt = (await inbox.installations.doubtedAt()) ?? Number.NEGATIVE_INFINITY;
  return age < listAge && doubtedAt < now - age;
}

/** In ms; infinite: never. */
async function ageOf(inbox: Pick<Inbox, "readCheckpoint">, name: string, now: number): Promise<number> {
  const at = await inbox.readCheckpoint(name);
  return at === null ? Number.POSITIVE_INFINITY : now - Date.parse(at);
}

function writeInstant(inbox: Pick<Inbox, "writeCheckpoint">, name: string, now: number): Promise<void> {
  return inbox.writeCheckpoint(name, new Date(now).toISOString());
}
