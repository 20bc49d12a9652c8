/** The hosted server: environment → inbox → bot → server → drain. Without credentials Probot's set-up page registers the App. */
import { existsSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import { run } from "probot";
import { createBot } from "./bot.ts";
import { systemClock } from "./clock.ts";
import { createProbot } from "./create-probot.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { SUBSCRIBED_EVENTS } from "./facts/subscribed-events.ts";
import { openInbox } from "./inbox/open-inbox.ts";
import { createLog } from "./log/log.ts";
import { startRecovery } from "./recovery.ts";
import { BodyMemory } from "./server/body-memory.ts";
import { PrometheusMetrics } from "./server/prometheus-metrics.ts";
import { Readiness } from "./server/readiness.ts";
import { startServer } from "./server/start-server.ts";
import { untilSignal } from "./server/until-signal.ts";
import { warnOfMisfits } from "./warn-of-misfits.ts";

/** How long batches that run may take to finish after SIGTERM; what is left is found by the next start. */
const DRAIN_MS = 25_000;
/** How long `/readyz` says so before the door is shut: load balancers ask about once a second. */
const NOTICE_MS = 1_500;

export interface HostEvents {
  /** It listens, and the worker works. */
  readonly onReady: () => void;
}

/** Runs until it is told to end. Never rejects. */
export async function host(events: HostEvents): Promise<void> {
  await start(events).catch((error: unknown) => {
    createLog().fatal({ err: error }, "the server cannot run");
    // What was opened before it failed would keep the process, with nobody there to answer.
    process.exit(1);
  });
}

async function start(events: HostEvents): Promise<void> {
  // Where the set-up page leaves the credentials.
  if (existsSync(".env")) process.loadEnvFile(".env");
  const read = readEnvironment(process.env);
  if (!read.ok) {
    process.stderr.write(`The server cannot start:\n${read.problems.map((one) => `  ${one}\n`).join("")}`);
    process.exitCode = 1;
    return;
  }
  const { environment } = read;
  const log = createLog(environment.LOG_LEVEL);
  if (environment.APP_ID === undefined) await setUp(environment);
  else await serve(environment, environment.APP_ID, log, events);
}

/** Probot makes a proxy for webhooks on a public host in set-up unless it is told not to; this server hears no proxy. */
async function setUp({ HOST, PORT }: Environment): Promise<void> {
  process.env["NO_SMEE_SETUP"] = "true";
  const page = await run(() => {}, { env: { HOST, PORT: String(PORT) } });
  process.stdout.write(
    `Not registered yet. Open http://${page.host}:${page.port} to register the App on GitHub.\n`,
  );
  await untilSignal();
  await page.stop();
}

async function serve(
  environment: Environment,
  appId: number,
  log: Logger,
  { onReady }: HostEvents,
): Promise<void> {
  const signalled = untilSignal();
  const { HOST, PORT } = environment;
  const options = {
    now: systemClock.now,
    leaseMs: environment.LEASE_SECONDS * 1000,
    onError: (err: unknown) => log.error({ err }, "the inbox is in trouble"),
  };
  const inbox = await openInbox(environment, options);
  const memory = new BodyMemory();
  const metrics = new PrometheusMetrics({
    inbox,
    memory,
    events: Object.keys(SUBSCRIBED_EVENTS),
    now: systemClock.now,
  });
  const probot = createProbot({ environment, appId, env: process.env, log, metrics });
  const bot = await createBot({
    probot,
    inbox,
    log,
    metrics,
    quietMs: environment.COLLECT_SECONDS * 1000,
    renewMs: options.leaseMs / 3,
  });
  const readiness = new Readiness({ worker: bot.worker, inbox, now: systemClock.now });
  const server = await startServer({
    probot,
    secret: environment.WEBHOOK_SECRET ?? "",
    memory,
    log,
    metrics,
    host: HOST,
    port: PORT,
    trouble: () => readiness.trouble(),
    notKept: (fault) => readiness.notKept(fault),
    pages: { "/metrics": () => metrics.page() },
  });
  bot.worker.start();
  const recovery = startRecovery({
    ...bot.parts,
    inbox,
    app: () => bot.clientFor(null),
    clientFor: bot.clientFor,
    clock: systemClock,
    wake: () => bot.worker.wake(),
    everyMs: environment.RECOVER_SECONDS * 1000,
    // A round reads many things between two looks at the clock.
    holdMs: 2 * options.leaseMs,
    horizonMs: environment.HORIZON_HOURS * 3_600_000,
  });
  log.info(
    { url: server.url, inbox: environment.DATABASE_URL ? "postgresql" : environment.INBOX_PATH },
    "ready",
  );
  onReady();

  let isDraining = false;
  void warnOfMisfits({
    app: () => bot.clientFor(null),
    clientFor: bot.clientFor,
    log,
    goOn: () => !isDraining,
  });

  log.info({ signal: await signalled }, "draining");
  isDraining = true;
  readiness.drain();
  // Until the door is shut, webhooks are still kept: whoever works next finds them.
  const finish = Promise.all([recovery.stop(), bot.worker.drain()]);
  const [isDone] = await Promise.all([isInTime(finish, DRAIN_MS), wait(NOTICE_MS)]);
  if (!isDone) log.warn("batches were still running; the next start finishes them");
  await server.close();
  await inbox.close();
  log.info("stopped");
  // What hangs would keep the process; its lease passes on by itself.
  if (!isDone) process.exit(0);
}

async function isInTime(work: Promise<unknown>, ms: number): Promise<boolean> {
  const limit = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => limit.resolve(false), ms);
  const isDone = await Promise.race([work.then(() => true), limit.promise]);
  clearTimeout(timer);
  return isDone;
}
