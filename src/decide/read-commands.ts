import type { Arguments } from "../commands/arguments.ts";
import type { Command } from "../commands/command.ts";
import { addressed, commandNamed } from "../commands/find-command.ts";
import { parseArguments } from "../commands/parse-arguments.ts";
import { type CommandLine, parseComment } from "../commands/parse-comment.ts";
import { splitLeadingIds } from "../commands/split-leading-ids.ts";
import { matchDiagrams } from "../domain/catalog.ts";
import { findDiagramIds, type IdPattern } from "../domain/diagram-id.ts";
import type { CommentEvent } from "../facts/event.ts";
import type { Fold } from "./fold.ts";

/** A line that begins with a slash and a word, and the command that it names. */
export interface ReadLine {
  readonly line: CommandLine;
  /** Null: there is none of this name. */
  readonly command: Command | null;
  /** Read when somebody asks: of thousands of lines nobody does. */
  readonly args: Arguments;
}

/** What a comment asks for. Of an edit only what is there now and was not before. */
export function readCommands(fold: Fold, event: CommentEvent): ReadLine[] {
  const { now, before } = parseOnce(event);
  const addressedIn = (lines: readonly CommandLine[]) =>
    lines.flatMap((line) => addressed(line, fold.state.config.commands) ?? []);
  const lines = before === null ? addressedIn(now) : addedLines(fold, addressedIn(now), addressedIn(before));
  return lines.map((line) => readLine(fold, line));
}

interface ParsedComment {
  readonly now: readonly CommandLine[];
  readonly before: readonly CommandLine[] | null;
}

/** A batch is decided again for each fact that it turns out to need, and 64 KB of Markdown takes a while to parse. */
const parsed = new WeakMap<CommentEvent, ParsedComment>();

function parseOnce(event: CommentEvent): ParsedComment {
  const { body, previousBody } = event;
  const known = parsed.get(event);
  if (known) return known;
  const before = previousBody === null ? null : parseComment(previousBody);
  const fresh = { now: parseComment(body), before };
  parsed.set(event, fresh);
  return fresh;
}

function readLine(fold: Fold, line: CommandLine): ReadLine {
  const command = commandNamed(line.name, fold.state.config.commands);
  let args: Arguments | undefined;
  return {
    line,
    command,
    get args() {
      args ??= argumentsOf(fold, command, line);
      return args;
    },
  };
}

function argumentsOf(fold: Fold, command: Command | null, { rest, typed }: CommandLine): Arguments {
  const isKnown = (pattern: IdPattern) => matchDiagrams(fold.state.catalog, pattern).length > 0;
  if (command?.kind === "diagrams" && command.endsInText) {
    const [ids, text] = splitLeadingIds(typed, isKnown);
    return { ...parseArguments(ids, fold.today, isKnown), text };
  }
  const args = parseArguments(rest, fold.today, isKnown);
  return command !== null && command.kind !== "diagrams" ? { ...args, text: nameIn(args, typed) } : args;
}

/** A name with spaces as it was typed; an ID or group without what stands around it. */
function nameIn({ patterns: [first, ...more], words }: Arguments, typed: string): string {
  return first !== undefined && more.length === 0 && words.length === 0 ? first.text : typed;
}

/** IDs that an edited line had before do not count. */
function addedLines(
  fold: Fold,
  lines: readonly CommandLine[],
  before: readonly CommandLine[],
): readonly CommandLine[] {
  const old = new Map<string, number>();
  for (const line of before) {
    const meaning = meaningOf(fold, line);
    old.set(meaning, (old.get(meaning) ?? 0) + 1);
  }
  const fresh = lines.filter((line) => {
    const meaning = meaningOf(fold, line);
    const count = old.get(meaning) ?? 0;
    if (count > 0) old.set(meaning, count - 1);
    return count === 0;
  });
  const nameOf = ({ name }: CommandLine) => commandNamed(name, fold.state.config.commands)?.name ?? name;
  const idsBefore = new Map<string, Set<string>>();
  for (const line of before) {
    const known = idsBefore.get(nameOf(line)) ?? new Set();
    for (const id of idsIn(line.rest)) known.add(id);
    idsBefore.set(nameOf(line), known);
  }
  return fresh.map((line) => {
    const words = idsBefore.get(nameOf(line));
    const kept = line.rest.split(/\s+/).filter((word) => !idsIn(word).some((id) => words?.has(id)));
    return idsIn(kept.join(" ")).length > 0 ? { ...line, rest: kept.join(" ") } : line;
  });
}

/** Two lines with the same meaning are the same command: who mends a word behind `/claim next` claims nothing more. */
function meaningOf(fold: Fold, line: CommandLine): string {
  const { name, rest } = line;
  const command = commandNamed(name, fold.state.config.commands);
  const asTyped = `${command?.name ?? name} ${rest.toUpperCase().split(/\s+/).join(" ")}`;
  if (command?.kind !== "diagrams" || command.endsInText) return asTyped;
  const { text: _text, words: _words, patterns, ...args } = argumentsOf(fold, command, line);
  const isUnderstood = patterns.length > 0 || args.next;
  const named = patterns.map(({ text }) => text.toUpperCase());
  return isUnderstood ? JSON.stringify([command.name, named, args]) : asTyped;
}

function idsIn(text: string): string[] {
  return findDiagramIds(text, () => true);
}
