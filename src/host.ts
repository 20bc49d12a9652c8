/** The hosted server: environment → inbox → bot → server → drain. Without credentials a page registers the App first. */
import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import { createBot } from "./bot.ts";
import { systemClock } from "./clock.ts";
import { createProbot } from "./create-probot.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { secretFiles, withEnvironmentFiles } from "./environment-files.ts";
import { reconcile } from "./github/recovery/reconcile.ts";
import { SUBSCRIBED_EVENTS } from "./github/webhooks/all-webhooks.ts";
import { REACHABILITY_EVENTS } from "./github/webhooks/reachability.ts";
import { openInbox } from "./inbox/open-inbox.ts";
import { createLog } from "./log/log.ts";
import { redactor, secretsOf } from "./log/redact.ts";
import { OperatorError } from "./operator-error.ts";
import { registerApp } from "./register-app.ts";
import { startSchedule } from "./schedule/start-schedule.ts";
import { BodyMemory } from "./server/body-memory.ts";
import { explainStart } from "./server/explain-start.ts";
import { makePrivate } from "./server/make-private.ts";
import { preparePrivateInbox } from "./server/private-inbox-file.ts";
import { PrometheusMetrics } from "./server/prometheus-metrics.ts";
import { Readiness } from "./server/readiness.ts";
import { startServer, WEBHOOK_PATH } from "./server/start-server.ts";
import { untilSignal } from "./server/until-signal.ts";
import { startWebhookProxy, type WebhookProxy } from "./server/webhook-proxy.ts";
import { within } from "./server/within.ts";
import { unsupportedVariables } from "./unsupported-variables.ts";
import { warnOfUnfitModes } from "./warn-of-unfit-modes.ts";

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
    const sentence = explainStart(error);
    if (sentence === null) createLog().fatal({ err: error }, "the server cannot run");
    else refuse([redactor(secretsOf(process.env))(sentence)]);
    // What was opened before it failed would keep the process, with nobody there to answer.
    process.exit(1);
  });
}

function refuse(problems: readonly string[]): void {
  process.stderr.write(`The server cannot start:\n${problems.map((one) => `  ${one}\n`).join("")}`);
}

async function start(events: HostEvents): Promise<void> {
  const signalled = untilSignal();
  for (;;) {
    Object.assign(process.env, withEnvironmentFiles(process.env, process.cwd()));
    const read = readEnvironment(process.env);
    if (!read.ok) {
      refuse(read.problems);
      process.exitCode = 1;
      return;
    }
    const { environment } = read;
    for (const path of secretFiles(process.env, process.cwd())) makePrivate(path);
    if (environment.APP_ID !== undefined)
      return serve(environment, environment.APP_ID, { events, signalled });
    if ((await registerApp(environment, signalled)) === "stopped") return;
  }
}

/** How long the inbox may take to open: a database that drops what is sent to it never answers. */
const OPEN_LIMIT = 30_000;
const neverOpened = () =>
  new OperatorError(
    `The inbox did not open within ${OPEN_LIMIT / 1000} seconds. Check that host and port in DATABASE_URL are right, and that no firewall is in between.`,
  );

async function serve(
  environment: Environment,
  appId: number,
  { events, signalled }: { readonly events: HostEvents; readonly signalled: Promise<NodeJS.Signals> },
): Promise<void> {
  const { HOST, PORT, LOG_LEVEL, LOG_FORMAT } = environment;
  const log = createLog(LOG_LEVEL, undefined, LOG_FORMAT ?? (process.stdout.isTTY ? "pretty" : "json"));
  let isReady = false;
  // Until then nothing was heard, so nothing has to be finished.
  void signalled.then(() => isReady || process.exit(0));
  const options = {
    now: systemClock.now,
    leaseMs: environment.LEASE_SECONDS * 1000,
    lookEveryMs: environment.RECOVER_SECONDS * 1000,
    onError: (err: unknown) => log.error({ err }, "the inbox is in trouble"),
  };
  if (environment.DATABASE_URL === undefined) preparePrivateInbox(environment.INBOX_PATH);
  const inbox = await within(OPEN_LIMIT, openInbox(environment, options), neverOpened);
  const memory = new BodyMemory();
  const metrics = new PrometheusMetrics({
    inbox,
    memory,
    events: [...SUBSCRIBED_EVENTS, ...REACHABILITY_EVENTS],
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
  const recover = { ...bot.core.parts, inbox, horizonMs: environment.HORIZON_HOURS * 3_600_000 };
  const schedule = startSchedule({
    inbox,
    log,
    metrics,
    clock: systemClock,
    random: Math.random,
    app: () => bot.clientFor(null),
    clientFor: bot.clientFor,
    reconcile: (repo, known) => reconcile(recover, repo, known),
    wake: () => bot.worker.wake(),
    everyMs: options.lookEveryMs,
    // Much is read between two looks at the clock.
    leaseMs: 2 * options.leaseMs,
  });
  log.info(
    { url: server.url, inbox: environment.DATABASE_URL ? "postgresql" : environment.INBOX_PATH },
    "ready",
  );
  isReady = true;
  events.onReady();
  for (const { name, instead } of unsupportedVariables(process.env)) {
    log.warn({ variable: name }, `${name} has no effect here. ${instead}`);
  }
  const proxy = openProxy(environment, server.url, log);

  let isDraining = false;
  void warnOfUnfitModes({
    app: () => bot.clientFor(null),
    clientFor: bot.clientFor,
    parseYaml: bot.core.parts.pullRequestFiles?.parseYaml,
    log,
    goOn: () => !isDraining,
  });

  log.info({ signal: await signalled }, "draining");
  isDraining = true;
  readiness.drain();
  // Until the door is shut, webhooks are still kept: whoever works next finds them.
  const finish = Promise.all([schedule.stop(), bot.close()]);
  const [isDone] = await Promise.all([isInTime(finish, DRAIN_MS), wait(NOTICE_MS)]);
  if (!isDone) log.warn("batches were still running; the next start finishes them");
  await (await proxy)?.stop();
  await server.close();
  await inbox.close();
  log.info("stopped");
  // What hangs would keep the process; its lease passes on by itself.
  if (!isDone) process.exit(0);
}

async function openProxy(
  { WEBHOOK_PROXY_URL: source }: Environment,
  url: string,
  log: Logger,
): Promise<WebhookProxy | null> {
  // An address that means "all of them" is none to send to.
  const target = url.replace(/(?<=^http:\/\/)(?:0\.0\.0\.0|\[::\])(?=:)/, "localhost");
  return source === undefined ? null : startWebhookProxy({ source, target: `${target}${WEBHOOK_PATH}`, log });
}

async function isInTime(work: Promise<unknown>, ms: number): Promise<boolean> {
  const limit = Promise.withResolvers<boolean>();
  const timer = setTimeout(() => limit.resolve(false), ms);
  const isDone = await Promise.race([work.then(() => true), limit.promise]);
  clearTimeout(timer);
  return isDone;
}
