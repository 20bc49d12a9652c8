/** `npm start`: environment → inbox → bot → server → drain. Without credentials Probot's set-up page registers the App. */
import { existsSync } from "node:fs";
import type { Logger } from "pino";
import { run } from "probot";
import { createBot } from "./bot.ts";
import { createProbot } from "./create-probot.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { openInbox } from "./inbox/open-inbox.ts";
import { systemClock } from "./inbox/worker.ts";
import { startRecovery } from "./recovery.ts";
import { createLog } from "./server/log.ts";
import { startServer } from "./server/start-server.ts";
import { untilSignal } from "./server/until-signal.ts";

/** How long batches that run may take to finish after SIGTERM; what is left is found by the next start. */
const DRAIN_MS = 25_000;

async function main(): Promise<void> {
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
  else await serve(environment, environment.APP_ID, log);
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

async function serve(environment: Environment, appId: number, log: Logger): Promise<void> {
  const { HOST, PORT } = environment;
  const options = {
    now: systemClock.now,
    leaseMs: environment.LEASE_SECONDS * 1000,
    onError: (err: unknown) => log.error({ err }, "the inbox is in trouble"),
  };
  const inbox = await openInbox(environment, options);
  const probot = createProbot(environment, appId, log);
  const bot = await createBot({
    probot,
    inbox,
    log,
    quietMs: environment.COLLECT_SECONDS * 1000,
    renewMs: options.leaseMs / 3,
  });
  const server = await startServer({
    probot,
    log,
    host: HOST,
    port: PORT,
    trouble: async () => bot.worker.trouble,
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
    horizonMs: environment.HORIZON_HOURS * 3_600_000,
  });
  log.info(
    { url: server.url, inbox: environment.DATABASE_URL ? "postgresql" : environment.INBOX_PATH },
    "ready",
  );

  const signal = await untilSignal();
  log.info({ signal }, "draining");
  await server.close();
  await drain(() => Promise.all([recovery.stop(), bot.worker.drain()]), log);
  await inbox.close();
  log.info("stopped");
}

async function drain(finish: () => Promise<unknown>, log: Logger): Promise<void> {
  const timedOut = Symbol("timed out");
  const limit = Promise.withResolvers<typeof timedOut>();
  const timer = setTimeout(() => limit.resolve(timedOut), DRAIN_MS);
  if ((await Promise.race([finish(), limit.promise])) === timedOut) {
    log.warn("batches were still running; the next start finishes them");
  }
  clearTimeout(timer);
}

await main().catch((error: unknown) => {
  createLog().fatal({ err: error }, "the server cannot run");
  process.exitCode = 1;
});
