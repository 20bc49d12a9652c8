/**
 * `inbox list` → what waits and what was set aside; `inbox show ID`, `inbox retry ID…`, `inbox drop ID…`. On the inbox
 * that the environment names, beside a running server.
 */
import { Argument, Command, Option } from "commander";
import { z } from "zod";
import { environmentSchema } from "../../environment.ts";
import type { Inbox } from "../../inbox/inbox.ts";
import type { OpenState } from "../../inbox/inbox-admin.ts";
import { redactor, secretsOf } from "../../log/redact.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { type DeliveryRow, deliverySchema, describeDelivery } from "../describe-delivery.ts";
import { serverEnvironment } from "../server-environment.ts";
import { withServerInbox } from "../server-inbox.ts";
import { paint, printJson, type Shell, visible } from "../shell.ts";
import { renderTable } from "../text-table.ts";
import { UserError } from "../user-error.ts";
import { wrapBeside } from "../wrap-words.ts";

const resultSchema = z.strictObject({
  id: z.string().describe("The delivery."),
  result: z
    .enum(["retried", "dropped", "unknown", "not-set-aside", "leased", "done"])
    .describe("What became of it; everything but `retried` and `dropped` makes the exit code 1."),
});

type Result = z.output<typeof resultSchema>;

interface Options extends GlobalOptions {
  readonly state?: OpenState;
  readonly all?: boolean;
}

export const inbox: CliCommand = {
  json: [
    { when: "and list", list: true, schema: deliverySchema },
    { when: "and show", list: false, schema: deliverySchema },
    { when: "and retry or drop", list: true, schema: resultSchema },
  ],
  examples: [
    ["inbox list --state set-aside", "what could not be done, and why"],
    ["inbox retry --all", "try all of that again"],
  ],
  make: (shell, exit) =>
    new Command("inbox")
      .summary("look into the server's inbox; retry or drop what was set aside")
      .description(
        "Shows what waits in the server's inbox and what was set aside, and why. Works beside a running server, on " +
          "the inbox that INBOX_PATH or DATABASE_URL names (from the environment or from .env in this folder).",
      )
      .addArgument(new Argument("<action>", "what to do").choices(["list", "show", "retry", "drop"]))
      .argument("[id...]", "deliveries, as `list` names them")
      .addOption(
        new Option("--state <state>", "list: only these").choices(["waiting", "leased", "held", "set-aside"]),
      )
      .option("--all", "retry, drop: everything that was set aside")
      .action(async (action: string, ids: string[], _options, command: Command) => {
        const options = command.optsWithGlobals<Options>();
        await withInbox(shell, async (opened) => {
          if (action === "list") await list(shell, opened, options);
          else if (action === "show") await show(shell, opened, ids, options);
          else
            await change(shell, opened, {
              action: action === "retry" ? "retry" : "drop",
              ids,
              options,
              exit,
            });
        });
      }),
};

interface Opened {
  readonly inbox: Inbox;
  readonly redact: (text: string) => string;
}

async function withInbox(shell: Shell, work: (opened: Opened) => Promise<void>): Promise<void> {
  const env = serverEnvironment(shell);
  const redact = redactor(secretsOf(env));
  const { INBOX_PATH, DATABASE_URL } = environmentSchema
    .pick({ INBOX_PATH: true, DATABASE_URL: true })
    .parse({ INBOX_PATH: env["INBOX_PATH"] || undefined, DATABASE_URL: env["DATABASE_URL"] || undefined });
  const absent = (path: string): never => {
    throw new UserError(
      `There is no inbox ${path} yet. INBOX_PATH or DATABASE_URL name the server's; its default is data/inbox.db in the folder where the server starts.`,
    );
  };
  const server = { INBOX_PATH, DATABASE_URL };
  await withServerInbox(shell, server, { absent, redact }, (inbox) => work({ inbox, redact }));
}

async function list(
  shell: Shell,
  { inbox: opened, redact }: Opened,
  { json, state }: Options,
): Promise<void> {
  const rows = (await opened.list(state)).map((kept) => ({ ...describeDelivery(kept, redact), text: null }));
  if (json) return printJson(shell, rows);
  if (rows.length === 0) {
    return shell.print(state === undefined ? "The inbox is empty." : `Nothing in the inbox is ${state}.`);
  }
  const columns = [
    { title: "ID" },
    { title: "State" },
    { title: "Repository", min: 10, expendable: 1 },
    { title: "Who", min: 8, expendable: 2 },
    { title: "What", min: 16 },
    { title: "Arrived" },
    { title: "Tries", align: "right" },
    { title: "Reason", min: 16 },
  ] as const;
  const cells = rows.map((row) => [
    row.id,
    row.state,
    row.repository,
    row.who ?? "",
    row.what,
    ago(shell.now() - Date.parse(row.arrived_at)),
    String(row.tries),
    row.reason ?? "",
  ]);
  shell.print(renderTable(shell, columns, cells));
  const aside = rows.filter((row) => row.state === "set-aside");
  if (aside.length > 0) {
    shell.note(
      `\n${aside.length} set aside. Once the cause is mended, \`diagram-tracker inbox retry ID\` (or --all) puts them back; \`inbox drop ID\` forgets one.`,
    );
  }
}

async function show(
  shell: Shell,
  { inbox: opened, redact }: Opened,
  ids: string[],
  { json }: Options,
): Promise<void> {
  const [id, ...more] = ids;
  if (id === undefined || more.length > 0) {
    throw new UserError("`inbox show` takes one delivery's ID. `inbox list` names them.", { exitCode: 2 });
  }
  const kept = await opened.show(id);
  if (kept === null)
    throw new UserError(`The inbox knows no delivery ${id}. \`inbox list\` names those that it has.`);
  const row = describeDelivery(kept, redact);
  if (json) printJson(shell, row);
  else shell.print(renderDelivery(shell, row));
}

function renderDelivery(shell: Shell, row: DeliveryRow): string {
  const lines: [string, string | null][] = [
    ["ID", row.id],
    ["State", row.state],
    ["Repository", row.repository],
    ["Who", row.who],
    ["What", row.what],
    ["Happened", row.happened_at],
    ["Arrived", row.arrived_at],
    ["Tries", String(row.tries)],
    ["Reason", row.reason],
    ["Text", row.text],
  ];
  return lines
    .flatMap(([name, value]) => {
      const head = paint(shell, "bold", name.padEnd(12));
      return value === null ? [] : [wrapBeside(head, 12, visible(shell, value), shell.width)];
    })
    .join("\n");
}

async function change(
  shell: Shell,
  { inbox: opened }: Opened,
  wanted: { action: "retry" | "drop"; ids: string[]; options: Options; exit: (code: number) => void },
): Promise<void> {
  const { action, options } = wanted;
  if ((options.all ?? false) === wanted.ids.length > 0) {
    throw new UserError(
      `\`inbox ${action}\` takes the IDs of deliveries, or --all for everything that was set aside.`,
      {
        exitCode: 2,
      },
    );
  }
  const ids = options.all ? (await opened.list("set-aside")).map(({ id }) => id) : wanted.ids;
  const results: Result[] = [];
  for (const id of ids) results.push({ id, result: await opened[action](id) });
  if (options.json) printJson(shell, results);
  else if (results.length === 0) shell.print("Nothing is set aside.");
  else for (const one of results) shell.print(visible(shell, `${one.id}: ${RESULT_TEXT[one.result]}`));
  if (results.some(({ result }) => result !== "retried" && result !== "dropped")) wanted.exit(1);
}

const RESULT_TEXT: Readonly<Record<Result["result"], string>> = {
  retried: "back in the queue, in its old place; the server takes it within half a minute.",
  dropped: "forgotten. It will not come back, also when GitHub delivers it again.",
  unknown: "the inbox does not know it. `inbox list` names those that it has.",
  "not-set-aside": "not set aside, so there is nothing to retry: it waits for its turn, or it is done.",
  leased: "being worked on at the moment. Try again when it is done.",
  done: "done already.",
};

/** The largest unit that fits: `45 s`, `3 min`, `5 h`, `2 d`. */
function ago(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  return seconds < 172_800 ? `${Math.floor(seconds / 3600)} h ago` : `${Math.floor(seconds / 86_400)} d ago`;
}
