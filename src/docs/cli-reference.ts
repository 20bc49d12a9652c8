import type { Argument, Command, Option } from "commander";
import { COMMANDS } from "../cli/all.ts";
import type { CliCommand } from "../cli/cli-command.ts";
import { type JsonShape, schemaFieldsOf } from "../cli/json-shape.ts";
import { makeProgram } from "../cli/program.ts";
import type { Shell } from "../cli/shell.ts";
import { table } from "./table.ts";

/** Every command of the command line with its options and its JSON, from the commands themselves. */
export async function renderCliReference(): Promise<string> {
  const program = await makeProgram(SILENT, () => {});
  const sections = await Promise.all(
    Object.entries(COMMANDS).map(async ([name, load]) => {
      const command = program.commands.find((one) => one.name() === name);
      return command ? renderCommand(command, await load()) : "";
    }),
  );
  return [
    "The command is `diagram-tracker`; in a clone of this project, `npm run -s cli -- ARGS`. Every command takes:",
    "",
    optionTable(
      [],
      program.options.filter(({ long }) => long !== "--version"),
    ),
    "",
    "Exit codes: 0 it is done · 1 it went wrong, or a check found something · 2 the command was written wrongly. What went",
    "wrong stands in one sentence on stderr; `DEBUG=1` adds where in the code. `NO_COLOR` turns colours off; pipes get none.",
    "",
    sections.join("\n\n"),
  ].join("\n");
}

function renderCommand(command: Command, { json, examples }: CliCommand): string {
  const usage = `diagram-tracker ${command.name()} ${command.usage().replace("[options]", "").trim()}`.trim();
  const { registeredArguments: args, options } = command;
  return [
    `### \`${usage}\``,
    command.description(),
    "",
    ...(args.length + options.length > 0 ? [optionTable(args, options), ""] : []),
    ...examples.map(([line, what]) => `- \`diagram-tracker ${line}\`: ${what}`),
    "",
    ...json.flatMap((shape) => [...renderShape(shape), ""]),
  ]
    .join("\n")
    .trimEnd();
}

function optionTable(args: readonly Argument[], options: readonly Option[]): string {
  const rows = [
    ...args.map((one) => [
      `\`${one.required ? one.name() : `[${one.name()}]`}\``,
      one.description,
      one.defaultValue,
    ]),
    ...options.map((one) => [`\`${one.flags}\``, one.description, one.defaultValue]),
  ].map(([name, description, value]) => [String(name), String(description), defaultOf(value)]);
  return table(["Argument or option", "Meaning", "Default"], rows);
}

function defaultOf(value: unknown): string {
  return value === undefined || (Array.isArray(value) && value.length === 0) ? "" : `\`${String(value)}\``;
}

function renderShape({ when, list, schema }: JsonShape): string[] {
  const what = `With \`--json\`${when ? ` ${when}` : ""} it prints ${list ? "a list of objects with these fields" : "an object"}:`;
  return [what, "", renderFields(schema)];
}

export function renderFields(schema: JsonShape["schema"]): string {
  const rows = [...schemaFieldsOf(schema)].map(({ name, description }) => [`\`${name}\``, description]);
  return table(["Field", "Meaning"], rows);
}

/** Describing commands prints nothing. */
const SILENT: Shell = {
  cwd: ".",
  now: () => 0,
  width: null,
  colours: false,
  print: () => {},
  note: () => {},
  readStdin: async () => "",
  become: async () => 0,
};
