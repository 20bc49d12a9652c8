import type { Argument, Command, Option } from "commander";

/** What a command takes where the command line can know it. */
export interface CompletionParts {
  /** The whole command line, or the command that is named with the options of all. */
  readonly program: Command;
  /** The IDs and groups of the campaign in the folder that is named; none where there is no campaign. */
  readonly selections: (repo: string) => Promise<readonly string[]>;
}

/** The argument that takes an ID or a group, by its name in every command. */
const SELECTION = "selection";

/** What may stand in place of the last of the words, which may be begun. `words`: all behind the program's name. */
export async function completeWords(words: readonly string[], parts: CompletionParts): Promise<string[]> {
  const { program } = parts;
  const begun = words.at(-1) ?? "";
  const before = words.slice(0, -1);
  const command = program.commands.find((one) => before.includes(one.name()));
  const offered = await offer(before, command, parts);
  return offered.filter((word) => word.startsWith(begun) && !before.includes(word));
}

async function offer(
  before: readonly string[],
  command: Command | undefined,
  { program, selections }: CompletionParts,
): Promise<string[]> {
  const options = [...program.options, ...(command?.options ?? [])];
  const valued = options.find((option) => takesValue(option) && isOption(option, before.at(-1)));
  // Files and numbers: the shell knows more of them.
  if (valued) return [...(valued.argChoices ?? [])];
  const flags = options.flatMap(({ long }) => long ?? []);
  if (!command) return [...program.commands.map((one) => one.name()), ...flags, "--help"];
  const argument = argumentAt(before.slice(before.indexOf(command.name()) + 1), command);
  const repo = before[before.indexOf("--repo") + 1];
  const values =
    argument?.name() === SELECTION
      ? await selections(before.includes("--repo") && repo ? repo : ".")
      : (argument?.argChoices ?? []);
  return [...values, ...flags, "--help"];
}

/** The argument whose turn it is behind these words; the last one may take many. */
function argumentAt(words: readonly string[], command: Command): Argument | undefined {
  const given = words.filter((word) => !word.startsWith("-")).length;
  const { registeredArguments } = command;
  const last = registeredArguments.at(-1);
  return registeredArguments[given] ?? (last?.variadic ? last : undefined);
}

function isOption({ short, long }: Option, word: string | undefined): boolean {
  return word !== undefined && (word === short || word === long);
}

function takesValue({ required, optional }: Option): boolean {
  return required || optional;
}
