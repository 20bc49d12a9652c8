import { Command, CommanderError, Help, type Option } from "commander";
import { VERSION } from "../assets.ts";
import { OperatorError } from "../operator-error.ts";
import { COMMANDS } from "./all.ts";
import type { CliCommand } from "./cli-command.ts";
import { paint, printJson, type Shell } from "./shell.ts";
import { reasonOf, UserError } from "./user-error.ts";
import { wrapWords } from "./wrap-words.ts";

/**
 * The whole command line. `names`: the commands that are needed, so that the others are not even loaded. `json`: whoever
 * started it reads JSON, also of what was written wrongly.
 */
export async function makeProgram(
  shell: Shell,
  exit: (code: number) => void,
  { names = Object.keys(COMMANDS), json = false }: { names?: readonly string[]; json?: boolean } = {},
): Promise<Command> {
  const program = new Command("diagram-tracker")
    .description("Runs a community's diagram campaign, here on a clone of its repository.")
    .version(VERSION, "-V, --version", "print the version")
    .helpOption("-h, --help", "print what there is")
    .option("--repo <dir>", "folder of the clone", ".")
    .option("--json", "print JSON, for programs")
    .option(
      "--defaults <path>",
      "the owner's defaults: a configuration, or a clone of OWNER/.github; repeatable, the weakest first",
      (path: string, before: readonly string[]) => [...before, path],
      [] as readonly string[],
    )
    .showSuggestionAfterError()
    // Below twice that commander would not wrap what an option means.
    .configureHelp({ showGlobalOptions: true, minWidthToWrap: 20, optionDescription: describeOption })
    .configureOutput({
      writeOut: (text) => shell.print(text.trimEnd()),
      writeErr: (text) => shell.note(text.trimEnd()),
      outputError: (text, write) => {
        const sentence = asSentence(text, program);
        if (json) printJson(shell, { error: sentence.replace(/^error: /, "") });
        else write(sentence);
      },
      getOutHelpWidth: () => shell.width ?? 100,
      getOutHasColors: () => shell.colours,
    })
    .exitOverride();
  for (const name of names) {
    // Knows zod, which is half of a cold start.
    const { describeJson } = await import("./json-shape.ts");
    const found = await COMMANDS[name]?.();
    if (!found) continue;
    const command = found.make(shell, exit).copyInheritedSettings(program);
    const examples = describeExamples(found.examples);
    const after = wrapWords(`${examples}${describeJson(found.json)}`, shell.width);
    program.addCommand(command.addHelpText("after", after));
  }
  return program;
}

/** What may be given several times has an empty list until it is, which is no default worth telling. */
function describeOption(option: Option): string {
  return new Help().optionDescription(option).replace(/ \(default: \[\]\)$/, "");
}

function describeExamples(examples: CliCommand["examples"]): string {
  const lines = examples.map(([line, what]) => `  $ diagram-tracker ${line}\n      ${what}`);
  return `\nExamples:\n${lines.join("\n")}\n`;
}

/** Runs the command line and gives the exit code: 0 done, 1 it went wrong or a check failed, 2 written wrongly. */
export async function run(args: readonly string[], shell: Shell): Promise<number> {
  if (args[0] === "complete" && args[1] === "--") return complete(args.slice(2), shell);
  let code = 0;
  const json = args.includes("--json");
  const named = Object.keys(COMMANDS).filter((name) => args.includes(name));
  const isVersion = args.length === 1 && (args[0] === "--version" || args[0] === "-V");
  try {
    const program = await makeProgram(
      shell,
      (exitCode) => {
        code = exitCode;
      },
      { names: named.length > 0 || isVersion ? named : Object.keys(COMMANDS), json },
    );
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    // Commander has printed what it has to say, and throws for --help and --version, too.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    const failure = asUserError(error);
    if (failure === null) throw error;
    if (json) printJson(shell, { error: failure.message });
    else shell.note(`${paint(shell, "red", "error:")} ${failure.message}`);
    return failure.exitCode;
  }
}

/** What a shell asks while somebody types (`completion-scripts.ts`): a word a line, and nothing where nothing is known. */
async function complete(words: readonly string[], shell: Shell): Promise<number> {
  const named = Object.keys(COMMANDS).filter((name) => words.slice(0, -1).includes(name));
  const program = await makeProgram(shell, () => {}, {
    names: named.length > 0 ? named : Object.keys(COMMANDS),
  });
  const { completeWords } = await import("./complete-words.ts");
  const { readSelections } = await import("./read-selections.ts");
  const found = await completeWords(words, { program, selections: (repo) => readSelections(shell, repo) });
  if (found.length > 0) shell.print(found.join("\n"));
  return 0;
}

function asUserError(error: unknown): UserError | null {
  if (error instanceof UserError) return error;
  if (error instanceof OperatorError) return new UserError(error.message, { cause: error });
  const reason = reasonOf(error);
  if (reason === null) return null;
  const path = error instanceof Error && "path" in error ? String(error.path) : "A file";
  return new UserError(`${path}: ${reason}.`, { cause: error });
}

/**
 * Commander's `error: unknown option '--chek'\n(Did you mean --check?)` on one line. A missing argument's choices are named,
 * which commander does for wrong ones only.
 */
function asSentence(text: string, program: Command): string {
  const [first = "", ...rest] = text.trim().split("\n");
  const more = rest.map((line) => line.replace(/^\((.*)\)$/, "$1")).join(" ");
  const wrong = /^error: command-argument value '(.*)' is invalid for argument '.+'\. (.+)$/s.exec(first);
  if (wrong) return `error: '${wrong[1]}': ${wrong[2]}`;
  const missing = /^error: missing required argument '(.+)'$/.exec(first)?.[1];
  const choices = program.commands
    .flatMap(({ registeredArguments }) => registeredArguments)
    .find((argument) => argument.name() === missing)?.argChoices;
  if (choices) return `${first}: write one of ${choices.join(", ")}.`;
  return `${/[.?!]$/.test(first) ? first : `${first}.`}${more ? ` ${more}` : ""}`;
}
