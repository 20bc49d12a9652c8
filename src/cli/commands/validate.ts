/**
 * `validate` → every problem of the campaign's files as `file:line:column: severity: message`; exit code 1 with errors.
 * `validate --fix` → the same, and drawings are corrected where it is known how they have to be.
 * `validate --base main` → what the check runs of a pull request would find, before it is pushed.
 * `validate --config` → every value that is written in the configuration or beneath it, and in which file.
 * What GitHub is told of too is said in the campaign's language, all else of the command line in English.
 */
import { Command } from "commander";
import { z } from "zod";
import { type Problem, renderProblem } from "../../domain/problem.ts";
import { writtenValues } from "../../domain/read-config.ts";
import type { Messages } from "../../messages/english/english.ts";
import { messagesIn } from "../../messages/messages.ts";
import { sayProblem } from "../../messages/say-problem.ts";
import { reportSchema } from "../changes/report-schema.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { count } from "../count.ts";
import { problemsOfAssignments, problemsOfMissingTrackers } from "../problems-of-assignments.ts";
import type { DiagramsOfFolder } from "../problems-of-diagrams.ts";
import { inspectCampaign, type LocalCampaign, sortProblems } from "../read-campaign.ts";
import { paint, printJson, printWords, type Shell, visible } from "../shell.ts";
import { renderTable } from "../text-table.ts";
import { UserError } from "../user-error.ts";
import { writeFiles } from "../write-files.ts";

export const problemSchema = z.strictObject({
  file: z.string().describe("Path in the repository."),
  line: z.int().describe("From 1; 1:1 where the whole file is meant."),
  column: z.int().describe("From 1."),
  severity: z.enum(["error", "warning"]).describe("Errors make the exit code 1."),
  message: z.string().describe("What was found and what was expected, in the campaign's language."),
});

const writtenSchema = z.strictObject({
  key: z.string().describe("The keys that lead there, as in `claims.limit`."),
  value: z.unknown().describe("As it is written."),
  file: z.string().describe("Where it is written: the clone's own configuration, or one of `--defaults`."),
});

interface ValidateOptions extends GlobalOptions {
  readonly base?: string;
  readonly as?: string;
  readonly fix?: boolean;
  readonly config?: boolean;
}

export const validate: CliCommand = {
  json: [
    { list: true, schema: problemSchema },
    { when: "and --base", list: true, schema: reportSchema },
    { when: "and --config", list: true, schema: writtenSchema },
  ],
  examples: [
    ["validate", "what is wrong in the campaign's files"],
    ["validate --base main --as ada", "what the checks of ada's pull request will say"],
    ["validate --config --defaults ../.github", "which value of the configuration comes from where"],
  ],
  make: (shell, exit) =>
    new Command("validate")
      .summary("check configuration, catalog, assignments and tracker")
      .description(
        "Checks the campaign's files and says what is wrong in them, where, and what was expected.",
      )
      .option("--base <ref>", "judge what differs from there, as the checks of a pull request would")
      .option("--as <login>", "who opens the pull request, or login=permission (default: git's github.user)")
      .option("--config", "print what the configuration says, and which file each value comes from")
      .option("--fix", "write the lines of drawings of which it is known how they have to be")
      .action(async (_options, command: Command) => {
        const options = command.optsWithGlobals<ValidateOptions>();
        const { repo, json, base, as, defaults, fix = false } = options;
        if (base !== undefined && fix) {
          throw new UserError("--fix corrects files as they are here, so it goes without --base.");
        }
        if (base !== undefined) {
          const { validateChanges } = await import("../changes/validate-changes.ts");
          if (
            !(await validateChanges(shell, {
              repo,
              base,
              ...(as && { as }),
              ...(json && { json }),
              ...(defaults && { defaults }),
            }))
          )
            exit(1);
          return;
        }
        const local = await inspectCampaign(shell, options);
        if (options.config) return showConfig(shell, local, json, exit);
        const say = messagesIn(local.state.config.language);
        const { problemsOfDiagrams } = await import("../problems-of-diagrams.ts");
        const { problemsOfRows } = await import("../problems-of-rows.ts");
        const drawings = await problemsOfDiagrams(local, say, { fix });
        await writeFiles(local.clone.root, drawings.corrected);
        const problems = sortProblems([
          ...local.problems,
          ...problemOfEmptiness(local),
          ...problemsOfAssignments(local),
          ...problemsOfMissingTrackers(local),
          ...problemsOfRows(local),
          ...drawings.problems,
        ]).map((problem) => problemJson(problem, say));
        if (json) printJson(shell, problems);
        else showProblems(shell, problems, local, drawings);
        if (problems.some(({ severity }) => severity === "error")) exit(1);
      }),
};

/** Keys that nobody wrote have their usual value, and are not listed. */
function showConfig(
  shell: Shell,
  { clone: { files }, problems }: LocalCampaign,
  json: boolean | undefined,
  exit: (code: number) => void,
): void {
  const values = writtenValues(files.config, files.defaults);
  const ofThem = new Set([files.config, ...(files.defaults?.layers ?? [])].map((file) => file?.path));
  const errors = problems.filter(({ file, severity }) => severity === "error" && ofThem.has(file));
  if (json) printJson(shell, values);
  else {
    const columns = [{ title: "Key" }, { title: "Value", min: 12 }, { title: "From", min: 12 }];
    const rows = values.map(({ key, value, file }) => [key, JSON.stringify(value), file]);
    if (rows.length > 0) shell.print(renderTable(shell, columns, rows));
    else shell.note("Nothing is written: every key has its usual value.");
  }
  for (const problem of errors) shell.note(paintProblem(shell, problem));
  if (errors.length > 0) exit(1);
}

/** As the schema has it. */
function problemJson(problem: Problem, say: Messages): z.output<typeof problemSchema> {
  const { file, line, column, severity } = problem;
  return { file, line, column, severity, message: sayProblem(problem, say) };
}

function problemOfEmptiness({ clone, state }: LocalCampaign): Problem[] {
  if (clone.files.catalog.length > 0) return [];
  const message =
    "There is no catalog: expected at least one YAML file here. `diagram-tracker init` starts one.";
  return [{ file: state.config.paths.catalog, line: 1, column: 1, severity: "error", message }];
}

function showProblems(
  shell: Shell,
  problems: readonly Problem[],
  { clone: { files } }: LocalCampaign,
  { files: drawings, corrected }: DiagramsOfFolder,
): void {
  if (corrected.length > 0) {
    const lines = corrected.reduce((sum, one) => sum + one.lines, 0);
    shell.note(`Corrected ${count(lines, "line")} in ${count(corrected.length, "file")}.`);
  }
  for (const problem of problems) printWords(shell, paintProblem(shell, problem));
  const own = [files.config, ...files.catalog, ...files.assignments, ...files.trackers].filter(Boolean);
  const read = own.length + drawings;
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const warnings = problems.length - errors;
  shell.note(
    problems.length === 0
      ? `Nothing is wrong in ${count(read, "file")}.`
      : `${count(errors, "error")} and ${count(warnings, "warning")} in ${count(read, "file")}.`,
  );
}

/** `error` and `warning` in colour, where there are colours. */
export function paintProblem(shell: Shell, problem: Problem): string {
  const text = visible(shell, renderProblem(problem));
  const { severity } = problem;
  const colour = severity === "error" ? "red" : "yellow";
  return text.replace(` ${severity}: `, ` ${paint(shell, colour, severity)}: `);
}
