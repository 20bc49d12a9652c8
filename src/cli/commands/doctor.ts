/**
 * `doctor` → everything that is wrong with the server's environment, App, webhook, inbox and repositories, each with its
 * fix; exit code 1 with errors.
 */
import { Command } from "commander";
import { z } from "zod";
import { examineAction } from "../../action/examine-action.ts";
import { examine } from "../../doctor/examine.ts";
import type { Diagnosis } from "../../doctor/finding.ts";
import { redactor, secretsOf } from "../../log/redact.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { readActionContext } from "../read-action-context.ts";
import { serverEnvironment } from "../server-environment.ts";
import { paint, printJson, type Shell, visible } from "../shell.ts";
import { wrapBeside } from "../wrap-words.ts";

const findingSchema = z.strictObject({
  severity: z.enum(["ok", "warning", "error"]).describe("Errors make the exit code 1."),
  subject: z.string().describe("`environment`, `app`, `webhook`, `inbox`, an account, or `owner/name`."),
  what: z.string().describe("What was found."),
  why: z.string().nullable().describe("What comes of it."),
  fix: z.string().nullable().describe("What to do, and where."),
});

interface DoctorOptions extends GlobalOptions {
  readonly action?: boolean;
}

export const doctor: CliCommand = {
  json: [{ list: true, schema: findingSchema }],
  examples: [
    ["doctor", "look at the server of this folder, its App and every repository"],
    ["doctor --action", "look at the workflows of this clone, and at what their runs may do"],
  ],
  make: (shell, exit) =>
    new Command("doctor")
      .summary("find out what is wrong with a server, or with the Action, and how to mend it")
      .description(
        "Looks at the server's environment (and .env in this folder), its inbox, the App on GitHub, its webhook, and every " +
          "repository that it is installed in. With `--action` it looks at the workflows of this clone instead, and, with a token of yours in GITHUB_TOKEN, at the rules and settings that their runs meet. Changes nothing.",
      )
      .option("--action", "look at a campaign that GitHub Actions runs, and not at a server")
      .action(async (_options, command: Command) => {
        const { json, action, repo } = command.optsWithGlobals<DoctorOptions>();
        const env = serverEnvironment(shell);
        const redact = redactor([...secretsOf(env), process.env["GITHUB_TOKEN"]]);
        const findings: Diagnosis[] = [];
        const examined = action
          ? examineAction(await readActionContext(shell, repo))
          : examine({ env, cwd: shell.cwd, now: shell.now });
        for await (const found of examined) {
          const finding: Diagnosis = JSON.parse(redact(JSON.stringify(found)));
          findings.push(finding);
          if (!json) shell.print(renderFinding(shell, finding));
        }
        if (json) printJson(shell, findings);
        const errors = findings.filter(({ severity }) => severity === "error").length;
        const warnings = findings.filter(({ severity }) => severity === "warning").length;
        if (!json) shell.note(`\nerrors: ${errors}, warnings: ${warnings}`);
        if (errors > 0) exit(1);
      }),
};

const COLOURS = { ok: "green", warning: "yellow", error: "red" } as const;

function renderFinding(shell: Shell, { severity, subject, what, why, fix }: Diagnosis): string {
  const indent = 9;
  const sentences = [`${subject}: ${what}`, why, fix === null ? null : `Fix: ${fix}`];
  const text = sentences.filter((sentence) => sentence !== null).join("\n");
  const head = paint(shell, COLOURS[severity], severity.padEnd(indent));
  return wrapBeside(head, indent, visible(shell, text), shell.width);
}
