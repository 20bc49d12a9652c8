import type { Config } from "../domain/config.ts";
import { suggestWord } from "../domain/suggest.ts";
import type { Messages } from "../messages/english/english.ts";
import { COMMANDS } from "./all.ts";
import type { Command } from "./command.ts";
import { hasForeignLetters, lookAlikeFinder } from "./look-alikes.ts";
import type { CommandLine } from "./parse-comment.ts";

type CommandsConfig = Config["commands"];

/** The commands that a campaign has not left to other bots. */
export function commandsOf({ disabled }: CommandsConfig): readonly Command[] {
  return COMMANDS.filter(({ name }) => !disabled.includes(name));
}

export function commandNamed(name: string, config: CommandsConfig): Command | null {
  if (config.disabled.includes(name)) return null;
  return commandsOf(config).find((one) => namesOf(one).includes(name)) ?? null;
}

function namesOf({ name, aliases = [] }: Command): readonly string[] {
  return [name, ...aliases];
}

/** With a prefix, `/dt claim X` is the command `claim X` and `/claim X` is somebody else's: null. `/dt` alone asks for help. */
export function addressed(line: CommandLine, { prefix }: CommandsConfig): CommandLine | null {
  if (prefix === undefined) return line;
  if (line.name !== prefix) return lookAlikeFinder([prefix])(line.name) === null ? null : line;
  const [name, rest] = splitName(line.rest);
  return { ...line, name: name === "" ? "help" : name, rest, typed: splitName(line.typed)[1] };
}

function splitName(text: string): [name: string, rest: string] {
  const [begin, name] = /^\/?(\p{L}[\p{L}\p{M}\p{N}\p{Pd}]*)/u.exec(text) ?? [];
  if (begin === undefined || name === undefined) return ["", ""];
  return [name.toLowerCase(), text.slice(begin.length).replace(/^[\s:,;.!?]+/, "")];
}

/**
 * What is said of a name that is no command's: null where it may well be another bot's. `namesDiagram`: a diagram of the
 * catalog stands behind it, so it is meant for us.
 */
export function explainUnknown(
  { name }: CommandLine,
  config: CommandsConfig,
  { namesDiagram, isKnownId }: { namesDiagram: boolean; isKnownId: (text: string) => boolean },
  say: Messages,
): string | null {
  const commands = commandsOf(config);
  const words = commands.flatMap(namesOf);
  const { prefix } = config;
  if (prefix !== undefined && lookAlikeFinder([prefix])(name) !== null)
    return say.command.lookAlikeCommand(`/${prefix}`);
  if (config.disabled.includes(name)) return null;
  const meant = lookAlikeFinder(words)(name);
  if (meant !== null) {
    return hasForeignLetters(name)
      ? say.command.lookAlikeCommand(`/${meant}`)
      : say.command.unknownCommand(meant);
  }
  if (hasForeignLetters(name)) return null;
  const glued = words.find(
    (word) => name.startsWith(word) && isKnownId(name.slice(word.length).replace(/^-/, "")),
  );
  if (glued !== undefined) {
    const id = name.slice(glued.length).replace(/^-/, "").toUpperCase();
    return say.command.unknownCommand(`${glued} ${id}`);
  }
  if (!namesDiagram && config.prefix === undefined) return null;
  const undone = commands.flatMap(({ undo }) =>
    undo ? undo.names.map((word) => ({ word, how: undo.how })) : [],
  );
  const near = suggestWord(name, [...words, ...undone.map(({ word }) => word)]);
  const undo = undone.find(({ word }) => word === near);
  if (undo) return say.command.undo(undo.how(say.help));
  if (near !== null && !isOpposite(name, near)) return say.command.unknownCommand(near);
  return near !== null || config.prefix !== undefined ? say.command.noCommand() : null;
}

const REVERSING = ["un", "de", "dis", "non", "no", "not", "dont", "undo", "stop", "cancel", "remove"];

/** `/unverify` is as near to `/verify` as a slip, and means the contrary. */
function isOpposite(typed: string, near: string): boolean {
  return (
    typed.length > near.length &&
    REVERSING.some((begin) => typed.startsWith(begin) && !near.startsWith(begin))
  );
}

/** A sentence of ours as it is said where commands have a prefix: `/claim` is `/dt claim` there. */
export function withPrefix(text: string, { prefix }: CommandsConfig): string {
  return prefix === undefined
    ? text
    : text.replace(IN_CODE, (found, name: string) => (OUR_NAMES.has(name) ? `\`/${prefix} ${name}` : found));
}

const IN_CODE = /`\/([a-z-]{1,40})(?=[ `])/g;
/** Without the slash, with the other words for them. */
export const OUR_NAMES: ReadonlySet<string> = new Set(COMMANDS.flatMap(namesOf));
