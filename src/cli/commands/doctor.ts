/**
 * `doctor` → everything that is wrong with the server's environment, App, webhook, inbox and repositories, each with its
 * fix; exit code 1 with errors.
 */
import { Command } from "commander";
import { z } from "zod";
import { examine } from "../../doctor/examine.ts";
import type { Finding } from "../../doctor/finding.ts";
import { redactor, secretsOf } from "../../log/redact.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { serverEnvironment } from "../server-environment.ts";
import { paint, printJson, type Shell, visible } from "../shell.ts";

const findingSchema = z.strictObject({
  severity: z.enum(["ok", "warning", "error"]).describe("Errors make the exit code 1."),
  subject: z.string().describe("`environment`, `app`, `webhook`, `inbox`, an account, or `owner/name`."),
  what: z.string().describe("What was found."),
  why: z.string().nullable().describe("What comes of it."),
  fix: z.string().nullable().describe("What to do, and where."),
});

export const doctor: CliCommand = {
  json: [{ list: true, schema: findingSchema }],
  examples: [["doctor", "look at the server of this folder, its App and every repository"]],
  make: (shell, exit) =>
    new Command("doctor")
      .summary("find out what is wrong with a server, and how to mend it")
      .description(
        "Looks at the server's environment (and .env in this folder), its inbox, the App on GitHub, its webhook, and every " +
          "repository that it is installed in. Changes nothing.",
      )
      .action(async (_options, command: Command) => {
        const { json } = command.optsWithGlobals<GlobalOptions>();
        const env = serverEnvironment(shell);
        const redact = redactor(secretsOf(env));
        const findings: Finding[] = [];
        for await (const found of examine({ env, cwd: shell.cwd, now: shell.now })) {
          const finding: Finding = JSON.parse(redact(JSON.stringify(found)));
          findings.push(finding);
          if (!json) shell.print(visible(shell, renderFinding(shell, finding)));
        }
        if (json) printJson(shell, findings);
        const errors = findings.filter(({ severity }) => severity === "error").length;
        const warnings = findings.filter(({ severity }) => severity === "warning").length;
        if (!json) shell.note(`\nerrors: ${errors}, warnings: ${warnings}`);
        if (errors > 0) exit(1);
      }),
};

const COLOURS = { ok: "green", warning: "yellow", error: "red" } as const;

function renderFinding(shell: Shell, { severity, subject, what, why, fix }: Finding): string {
  const indent = " ".repeat(9);
  const head = `${paint(shell, COLOURS[severity], severity.padEnd(indent.length))}${subject}: ${what}`;
  const more = [why, fix === null ? null : `Fix: ${fix}`].filter((line) => line !== null);
  return [head, ...more.map((line) => `${indent}${line}`)].join("\n");
}
