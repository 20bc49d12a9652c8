/**
 * `reconcile atlas/diagrams --dry-run` → what webhooks should have brought and did not. Without `--dry-run` it goes into
 * the server's inbox, and the server carries it out.
 */

import { Command } from "commander";
import { pino } from "pino";
import { z } from "zod";
import { systemClock } from "../../clock.ts";
import { createCore } from "../../core.ts";
import { createProbot } from "../../create-probot.ts";
import type { RepositoryId } from "../../domain/repository-id.ts";
import { type Environment, readEnvironment } from "../../environment.ts";
import type { Delivery } from "../../facts/event.ts";
import type { Inbox } from "../../inbox/inbox.ts";
import { openMemoryInbox } from "../../inbox/open-inbox.ts";
import { redactor, secretsOf } from "../../log/redact.ts";
import { type Round, recoverRound } from "../../schedule/recover-round.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { describeDelivery } from "../describe-delivery.ts";
import { serverEnvironment } from "../server-environment.ts";
import { withServerInbox } from "../server-inbox.ts";
import { paint, printJson, type Shell, visible } from "../shell.ts";
import { UserError } from "../user-error.ts";

const missingSchema = z.strictObject({
  id: z.string().describe("The delivery, as `inbox show` takes it."),
  who: z.string().nullable().describe("Login of whoever wrote it; null where nobody did."),
  what: z.string().describe("What it says, in words."),
  happened_at: z.string().describe("When it happened on GitHub (ISO 8601)."),
});

const repositorySchema = z.strictObject({
  repository: z.string().describe("`owner/name`."),
  tracked: z.boolean().describe("False: it holds no campaign, so nothing was looked for."),
  since: z.string().describe("How far back it looked (ISO 8601)."),
  texts: z.int().describe("Comments and descriptions that were read."),
  pull_requests: z.int().describe("Pull requests that were compared with the files."),
  missing: z.array(missingSchema).describe("What was put into the inbox; in a dry run, what would be."),
});

interface Options extends GlobalOptions {
  readonly dryRun?: boolean;
}

export const reconcile: CliCommand = {
  json: [{ list: true, schema: repositorySchema }],
  examples: [["reconcile atlas/diagrams --dry-run", "what no webhook brought"]],
  make: (shell, exit) =>
    new Command("reconcile")
      .summary("find what no webhook brought, and have it done")
      .description(
        "Compares the App's repositories on GitHub with what the server's inbox knows and puts in what is missing, as the " +
          "server does by itself from time to time. Needs the server's environment (or .env in this folder).",
      )
      .argument("[owner/name]", "only this repository")
      .option("--dry-run", "say what would be put in, and change nothing")
      .action(async (name: string | undefined, _options, command: Command) => {
        const { json, dryRun = false } = command.optsWithGlobals<Options>();
        const only = name === undefined ? null : parseName(name);
        const env = serverEnvironment(shell);
        const redact = redactor(secretsOf(env));
        const { environment, appId } = readCredentials(env);
        // A dry run leaves no new file behind: without an inbox nothing is known yet.
        const absent = dryRun ? () => openMemoryInbox({ now: shell.now, leaseMs: 60_000 }) : null;
        const round = await withServerInbox(shell, environment, { absent, redact }, (inbox) =>
          runRound(shell, { environment, appId, env, inbox, only, dryRun }),
        );
        if (json)
          printJson(
            shell,
            round.repositories.map((one) => rowOf(one, redact)),
          );
        else show(shell, round, dryRun, redact);
        for (const { what, reason } of round.failed) {
          shell.note(`${paint(shell, "red", "error:")} ${what} could not be read: ${redact(reason)}.`);
        }
        if (round.failed.length > 0) exit(1);
        else if (only && round.repositories.length === 0) throw notReachable(only);
      }),
};

function parseName(text: string): RepositoryId {
  const [, owner, name] = /^([\w.-]+)\/([\w.-]+)$/.exec(text) ?? [];
  if (owner === undefined || name === undefined) {
    throw new UserError(`\`${text}\` is no repository: expected owner/name.`, { exitCode: 2 });
  }
  return { owner, name };
}

function readCredentials(env: ReturnType<typeof serverEnvironment>): {
  environment: Environment;
  appId: number;
} {
  const read = readEnvironment(env);
  if (!read.ok) throw new UserError(`The environment is not the server's: ${read.problems.join(" ")}`);
  const { environment } = read;
  if (environment.APP_ID === undefined) {
    throw new UserError(
      "APP_ID, PRIVATE_KEY and WEBHOOK_SECRET are not set: expected the server's, in the environment or in .env in this folder.",
    );
  }
  return { environment, appId: environment.APP_ID };
}

async function runRound(
  shell: Shell,
  work: {
    readonly environment: Environment;
    readonly appId: number;
    readonly env: ReturnType<typeof serverEnvironment>;
    readonly inbox: Inbox;
    readonly only: RepositoryId | null;
    readonly dryRun: boolean;
  },
): Promise<Round> {
  const { environment, appId, env, inbox, only, dryRun } = work;
  const log = pino({ level: "silent" });
  const probot = createProbot({ environment, appId, env, log });
  const clock = { ...systemClock, now: shell.now };
  const core = createCore({
    clientFor: ({ installationId }) =>
      installationId === null ? probot.auth() : probot.auth(installationId),
    clock,
    log,
  });
  const parts = {
    ...core.parts,
    inbox,
    app: () => probot.auth(),
    clientFor: (installationId: number) => probot.auth(installationId),
    clock,
    log,
    horizonMs: environment.HORIZON_HOURS * 3_600_000,
    dryRun,
  };
  try {
    return await recoverRound(parts, { only });
  } finally {
    await core.close();
  }
}

function show(shell: Shell, round: Round, dryRun: boolean, redact: (text: string) => string): void {
  const tracked = round.repositories.filter((one) => one.tracked);
  for (const one of tracked) {
    const { repository, since, texts, pull_requests, missing } = rowOf(one, redact);
    const looked = `${texts} texts and ${pull_requests} pull requests since ${since}`;
    shell.print(`${paint(shell, "bold", repository)} (${looked}): ${count(missing.length)} missing`);
    for (const { happened_at, who, what } of missing) {
      shell.print(visible(shell, `  ${happened_at}  ${who === null ? "" : `${who}: `}${what}`));
    }
  }
  const others = round.repositories.length - tracked.length;
  if (others > 0) {
    const repositories = others === 1 ? "repository" : "repositories";
    shell.note(`Left out for holding no campaign: ${others} ${repositories}.`);
  }
  const again = round.redelivered?.asked.length ?? 0;
  if (again > 0) {
    shell.note(`GitHub ${dryRun ? "would be" : "was"} asked to deliver ${again} failed deliveries again.`);
  }
  if (!dryRun && round.repositories.some(({ queued }) => queued.length > 0)) {
    shell.note("It is in the inbox now; the server that works on that inbox carries it out within a minute.");
  }
}

function count(number: number): string {
  return number === 0 ? "nothing" : String(number);
}

function rowOf(one: Round["repositories"][number], redact: (text: string) => string) {
  return {
    repository: `${one.repository.owner}/${one.repository.name}`,
    tracked: one.tracked,
    since: one.since,
    texts: one.texts,
    pull_requests: one.pullRequests,
    missing: one.queued.map((delivery) => missingOf(delivery, redact)),
  };
}

function missingOf(delivery: Delivery, redact: (text: string) => string) {
  const kept = { ...delivery, state: "waiting", arrivedAt: 0, tries: 0, reason: null } as const;
  const { id, who, what } = describeDelivery(kept, redact);
  return { id, who, what, happened_at: delivery.event.at };
}

function notReachable({ owner, name }: RepositoryId): UserError {
  return new UserError(
    `The App does not reach ${owner}/${name}: it is not installed there, was suspended, or the repository is archived or does not exist.`,
  );
}
