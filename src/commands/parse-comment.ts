import { type DiagramId, findDiagramIds, parseIdPattern } from "../domain/diagram-id.ts";
import { isReversed, mayContainCommand, plainPunctuation, readable } from "../facts/readable-text.ts";
import { markdownParser } from "../tracker/markdown-parser.ts";
import { bare } from "./bare.ts";
import { shownText } from "./inline.ts";
import { mailHeaderAt } from "./mail-header.ts";
import { visibleLines } from "./visible-lines.ts";

/** A line of prose that begins with a slash and a word. */
export interface CommandLine {
  /** Lower case, without the slash. It may hold letters of any alphabet. */
  readonly name: string;
  /** The rest of the line as it is shown, trimmed; with the IDs on the lines below, where it has none of its own. */
  readonly rest: string;
  /** The rest of the line as it was typed, for names and reasons: of Markdown nothing is taken out. */
  readonly typed: string;
  /** Line of the comment, from 1. */
  readonly line: number;
  /** Shown in another order than it is written in: nobody can see what it says. */
  readonly isReversed: boolean;
  /** What looks like IDs on the next line, which goes on in prose. */
  readonly below: readonly DiagramId[];
}

/** A name, and what may stand directly behind one: a path (`/usr/bin`, `/status.json`) is none. */
const COMMAND =
  /^ *\/([\p{L}\p{N}\u212e][\p{L}\p{M}\p{N}\p{Pd}\u212e]{0,40})(?=$|[\s:,;"'“”‘’„«»`(<[*~：，；、。]|[.!?…！？]+(?:\s|$)|\p{So}|&#?\w{1,31};)(.*)$/u;
const BEFORE_ARGUMENTS = /^[\s:,;.!?…：，；、。！？]+/u;

// Underlined headings are none: a line of dashes under a command (a mail signature) leaves it a command.
const blocks = markdownParser().disable(["lheading", "inline"]);

/**
 * Finds the command lines of a comment as GitHub would render it: lines of a paragraph, not those in code, quotes,
 * lists, tables, HTML or HTML comments. `see\n/claim X` counts, `> /claim X` and `` `/claim X` `` do not. What GitHub
 * shows is decided on the text as it came; only then is a line read without what nobody sees.
 */
export function parseComment(body: string): CommandLine[] {
  const text = body.replace(/\r\n?/g, "\n");
  if (!mayContainCommand(text)) return [];
  const lines = text.split("\n");
  const end = mailHeaderAt(lines);
  const shown = paragraphLines(text, lines);
  return [...shown].flatMap(([at, source]) => {
    const command = source === null || at >= end ? null : readCommand(source, at);
    return command
      ? [withIdsBelow(command, lines.slice(at + 1, Math.min(end, at + 1 + LINES_BELOW)), shown)]
      : [];
  });
}

function readCommand(source: string, at: number): CommandLine | null {
  const [, name, rest = ""] = COMMAND.exec(withPlainColon(readable(source))) ?? [];
  if (name === undefined) return null;
  return {
    name: plainPunctuation(name)
      .replace(/(?<!-)-+$/, "")
      .toLowerCase(),
    rest: shownText(rest).replace(BEFORE_ARGUMENTS, "").trim(),
    typed: rest.replace(BEFORE_ARGUMENTS, "").trim(),
    line: at + 1,
    isReversed: isReversed(source),
    below: [],
  };
}

/** Some colons of other alphabets are letters. */
function withPlainColon(line: string): string {
  return line.replace(/^( *\/\S{1,41}?)[\u02d0\u02f8\u0589\u2236\ua789\ufe13\ufe55](?=[\s&]|$)/u, "$1:");
}

/** More than one command may name. */
const LINES_BELOW = 60;
/** Code, quotes, tables and HTML. */
const NO_TEXT = /^(?: {4}|\t| {0,3}(?:>|```|~~~|<|\||[-*+]\s+\[))/;
const LIST_MARKER = /^ {0,3}(?:[-*+]|\d{1,9}[.)])\s+/;

/**
 * Who writes `/claim` and the ID on the next line means that one, and not the one of the thread's title. Lines that hold
 * nothing but IDs are taken, also as a list; a line that goes on in prose is not clear, nor is one in a quote or in code.
 */
function withIdsBelow(
  command: CommandLine,
  below: readonly string[],
  shown: ReadonlyMap<number, string | null>,
): CommandLine {
  const words = wordsOf(command.rest);
  if (words.some((word) => parseIdPattern(word) !== null || word.toLowerCase() === "next")) return command;
  const first = below.findIndex((line) => readable(line).trim() !== "");
  if (first === -1) return command;
  const found: string[] = [];
  for (const [index, raw] of below.entries()) {
    if (index < first) continue;
    const at = command.line + index;
    const isText = shown.has(at) || !NO_TEXT.test(raw);
    const ids = isText ? onlyIds(shownText(readable(shown.get(at) ?? raw).replace(LIST_MARKER, ""))) : null;
    if (ids === null) break;
    found.push(ids);
  }
  if (found.length > 0) return { ...command, rest: [command.rest, ...found].join(" ").trim() };
  // Behind a blank line prose is something else; what is quoted or code there may still be meant.
  const isFence = NO_TEXT.test(below[first] ?? "");
  const near = first > 0 && !isFence ? [] : below.slice(first, isFence ? first + 2 : first + 1);
  const text = near.map((line) => readable(line).slice(0, NEAR)).join("\n");
  return text.startsWith("/") ? command : { ...command, below: findDiagramIds(text, () => true) };
}

/** How far into the next line an ID may be meant for the command above it. */
const NEAR = 80;

/** The line, where it is made of IDs and "and" alone. */
function onlyIds(line: string): string | null {
  const words = wordsOf(line).filter((word) => word !== "" && word.toLowerCase() !== "and");
  return words.length > 0 && words.every((word) => parseIdPattern(word) !== null) ? words.join(" ") : null;
}

function wordsOf(text: string): string[] {
  return plainPunctuation(text)
    .split(/[\s,;]+/)
    .map(bare);
}

/**
 * The lines of paragraphs and headings that stand in nothing else, by their index, as they are shown; null: such a line
 * begins in something that is not.
 */
function paragraphLines(text: string, lines: readonly string[]): Map<number, string | null> {
  const found = new Map<number, string | null>();
  for (const { type, level, map } of blocks.parse(text, {})) {
    // The text of a paragraph; those in lists, quotes and tables lie deeper.
    if (type !== "inline" || level !== 1 || map === null) continue;
    const [start, end] = map;
    const own = visibleLines(lines.slice(start, end).join("\n"));
    for (const [index, source] of own.entries()) found.set(start + index, source);
  }
  return found;
}
