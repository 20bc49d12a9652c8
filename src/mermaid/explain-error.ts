import { suggest } from "../domain/suggest.ts";
import type { Bracket, CorrectedLine, SyntaxFault } from "../facts/contents.ts";
import { DIAGRAM_TYPES } from "./diagram-types.ts";
import { quoteLabels } from "./quote-labels.ts";

export interface Explained {
  readonly line: number | null;
  readonly why: SyntaxFault;
}

/**
 * What Mermaid's parsers throw, as a line of the source and the reason. There are two families: Jison's errors say
 * "Parse error on line 3" and what stands there; Langium's carry tokens. Neither counts the lines that were cut off
 * before they began, so `survivingLines` counts them. What the grammars call their tokens is told nobody.
 *
 * `mayQuote`: whether labels without quotes are a guess that is worth making; whoever asks tries it out.
 */
export function explainError(error: unknown, source: string, mayQuote = true): Explained {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError) return { line: null, why: { kind: "too-deep" } };
  const lines = source.split(/\r\n?|\n/);
  if (/^No diagram type detected/.test(text)) return unknownType(lines, survivingLines(source)[0] ?? 1);
  const stopped = stoppedAt(error, text);
  const line = lineInSource(error, text, source, lines);
  const content = line === null ? "" : (lines[line - 1] ?? "");
  const quoted = mayQuote && line !== null && quoteLabels(content) !== null ? quotedLines(lines) : [];
  if (quoted.length > 0) return { line, why: { kind: "brackets", lines: quoted } };
  const orphan = error instanceof TypeError ? eventWithoutPeriod(lines) : null;
  if (orphan !== null) return { line: orphan, why: { kind: "no-period", at: shown(lines[orphan - 1]) } };
  return { line, why: whyOf(text, stopped, content, lines) };
}

function unknownType(lines: readonly string[], line: number): Explained {
  const text = lines[line - 1]?.trim() ?? "";
  const [first = "", second = ""] = text.split(/\s+/);
  const near = suggest(first, DIAGRAM_TYPES) ?? suggest(first + second, DIAGRAM_TYPES);
  return { line, why: { kind: "no-type", word: shown(first), near } };
}

/** Every line that has such labels: whoever mends one of them meets the next one otherwise. */
function quotedLines(lines: readonly string[]): CorrectedLine[] {
  return lines.flatMap((text, at) => {
    const corrected = quoteLabels(text);
    return corrected === null ? [] : [{ line: at + 1, corrected }];
  });
}

/** The first line of a timeline that begins with a colon where no line before it says a time. */
function eventWithoutPeriod(lines: readonly string[]): number | null {
  if (!lines.some((line) => /^\s*timeline\b/.test(line))) return null;
  let hasPeriod = false;
  for (const [at, line] of lines.entries()) {
    const text = line.trim();
    if (text.startsWith(":") && !hasPeriod) return at + 1;
    if (/^section\b/.test(text)) hasPeriod = false;
    else if (text !== "" && !/^(?:timeline|title|%%|acc)/.test(text)) hasPeriod = true;
  }
  return null;
}

function lineInSource(error: unknown, text: string, source: string, lines: readonly string[]): number | null {
  // The front matter is YAML, whose reader counts from the line after the dashes: `(2:1)`.
  const inFrontMatter = /\((\d{1,6}):\d{1,6}\)/.exec(text);
  if (inFrontMatter && lines[0]?.trim() === "---") return Number(inFrontMatter[1]) + 1;
  const parsed = lineOf(error, text);
  if (parsed === null) return null;
  const surviving = survivingLines(source);
  let line = surviving[parsed - 1] ?? surviving.at(-1) ?? 1;
  // What is missing at the end is missed after the last line that says something.
  while (line > 1 && isBlank(lines, line)) line--;
  return line;
}

function lineOf(error: unknown, text: string): number | null {
  // A text that nothing ends reaches to the end of the drawing; it is where it begins that something is wrong.
  const { hash } = error as {
    readonly hash?: { readonly text?: unknown; readonly loc?: { first_line?: unknown } };
  };
  if (hash?.text === "" && typeof hash.loc?.first_line === "number" && hash.loc.first_line > 0)
    return hash.loc.first_line;
  const match = /\bon line (\d+)|\bat line:? ?(\d+)/i.exec(text);
  if (match) return Number(match[1] ?? match[2]);
  const token = tokenOf(error);
  return token !== null && Number.isInteger(token) && token > 0 ? token : null;
}

/** Langium: `{ result: { lexerErrors: [{ line }], parserErrors: [{ token: { startLine } }] } }`. */
function tokenOf(error: unknown): number | null {
  const { result } = error as {
    readonly result?: {
      readonly lexerErrors?: readonly { readonly line?: number }[];
      readonly parserErrors?: readonly {
        readonly token?: { readonly startLine?: number };
        readonly previousToken?: { readonly endLine?: number };
      }[];
    };
  };
  const [lexer] = result?.lexerErrors ?? [];
  const [parser] = result?.parserErrors ?? [];
  // At the end of the text there is no token to name, only the one before.
  const line = lexer?.line ?? parser?.token?.startLine ?? Number.NaN;
  return Number.isNaN(line) ? (parser?.previousToken?.endLine ?? null) : line;
}

/** What stands where the parser stopped; empty at the end of a line or of the text, null where it does not say. */
function stoppedAt(error: unknown, text: string): string | null {
  const { hash, result } = error as {
    readonly hash?: { readonly text?: unknown };
    readonly result?: { readonly parserErrors?: readonly { readonly token?: { readonly image?: string } }[] };
  };
  if (typeof hash?.text === "string") return hash.text.trim();
  const image = result?.parserErrors?.[0]?.token?.image;
  return image === undefined || /unexpected character/.test(text) ? null : image.trim();
}

function whyOf(text: string, stopped: string | null, line: string, lines: readonly string[]): SyntaxFault {
  const at = shown(line);
  if (/^Lexical error|^Parsing failed: *Lexer error|unexpected character/.test(text))
    return { kind: "foreign", at };
  if (stopped === null) return readableMessage(text, at);
  const slip = slipOf(stopped, line, lines);
  if (slip !== null) return { kind: slip, at };
  const open = stopped === "" || /^[[({]/.test(stopped) ? unclosedIn(line) : null;
  if (open !== null) return { kind: "unclosed", at, open };
  if (/^end\b/i.test(stopped) && !/^\s*end\s*$/.test(line)) return { kind: "reserved", at, word: "end" };
  if (/^[)\]}]/.test(stopped)) return { kind: "unopened", at, close: stopped.charAt(0) };
  if (stopped !== "") return { kind: "unexpected", at, near: shown(stopped, 30) };
  const word = isLast(line, lines) ? unendedIn(lines) : null;
  return word === null ? { kind: "unfinished", at } : { kind: "unended", at, word };
}

/** What people write often, and one type of diagram takes for something else. */
function slipOf(
  stopped: string,
  line: string,
  lines: readonly string[],
): "clock" | "semicolon" | "arrow" | null {
  const type = lines.find((one) => /^\s*[A-Za-z]/.test(one))?.trim() ?? "";
  if (type.startsWith("timeline") && /^\s*\d{1,2}:\d\d\b/.test(line)) return "clock";
  if (type.startsWith("sequenceDiagram") && line.includes(";", line.indexOf(":"))) return "semicolon";
  const isArrow = stopped.startsWith("-") && /(?<![-=.<])->(?!>)/.test(line);
  return isArrow && /^(?:graph|flowchart|stateDiagram)/.test(type) ? "arrow" : null;
}

/** Some parsers throw sentences that a person understands; what speaks of tokens or of the program is none. */
function readableMessage(text: string, at: string): SyntaxFault {
  const [first = ""] = text
    .replace(/^Parsing failed: */, "")
    .trim()
    .split("\n");
  const sentence = first
    .replace(/\bon line \d+, column \d+: */g, "")
    .replace(/\s+/g, " ")
    .slice(0, 300)
    .trim();
  if (sentence === "" || /token|expecting|undefined|\bnull\b|not a function|not iterable/i.test(sentence)) {
    return at === "" ? { kind: "failed" } : { kind: "unfinished", at };
  }
  return { kind: "other", at, words: /[.!?]$/.test(sentence) ? sentence : `${sentence}.` };
}

function isLast(line: string, lines: readonly string[]): boolean {
  return lines.findLast((one) => one.trim() !== "") === line;
}

const BEGINS = /^\s*(subgraph|alt|loop|opt|par|critical|break|rect|box)\b/;

/** The last word that begins what has an end, and has none. */
function unendedIn(lines: readonly string[]): string | null {
  const open: string[] = [];
  for (const line of lines) {
    const word = BEGINS.exec(line)?.[1];
    if (word !== undefined) open.push(word);
    else if (/^\s*end\b/.test(line)) open.pop();
  }
  return open.at(-1) ?? null;
}

/** As it is quoted: in one line, and not longer than it is worth. */
function shown(text = "", length = 80): string {
  const line = text.trim().replace(/`/g, "'").replace(/\s+/g, " ");
  return line.length > length ? `${line.slice(0, length - 1)}…` : line;
}

/** The last bracket of a line that nothing closes; what stands in quotes is text. */
function unclosedIn(line: string): Bracket | null {
  const open: Bracket[] = [];
  const outside = line.replace(/"[^"]*"/g, "");
  for (const letter of outside) {
    if (letter === "(" || letter === "[" || letter === "{") open.push(letter);
    else if (")]}".includes(letter)) open.pop();
    else if (letter === '"') return '"';
  }
  return open.at(-1) ?? null;
}

/**
 * The line numbers (from 1) of those lines that reach Mermaid's grammars: before they begin it takes out the front
 * matter, directives, comments with the blank lines before them, and blank lines at the start (its preprocess.ts).
 */
function survivingLines(source: string): number[] {
  const lines = source.split(/\r\n?|\n/);
  const surviving: number[] = [];
  let at = frontMatterEnd(lines);
  let inDirective = false;
  for (; at < lines.length; at++) {
    const line = (lines[at] ?? "").trim();
    if (inDirective || line.startsWith("%%{")) {
      inDirective = !line.includes("}%%");
      // The directive's own line break stays.
      if (!inDirective) surviving.push(at + 1);
    } else if (line.startsWith("%%")) {
      while (surviving.length > 0 && isBlank(lines, surviving.at(-1))) surviving.pop();
    } else surviving.push(at + 1);
  }
  const first = surviving.findIndex(
    (number) => !isBlank(lines, number) && !/^\s*%%\{|\}%%\s*$/.test(lines[number - 1] ?? ""),
  );
  return first === -1 ? surviving : surviving.slice(first);
}

function isBlank(lines: readonly string[], number: number | undefined): boolean {
  return number !== undefined && (lines[number - 1] ?? "").trim() === "";
}

function frontMatterEnd(lines: readonly string[]): number {
  if ((lines[0] ?? "").trim() !== "---") return 0;
  const end = lines.findIndex((line, index) => index > 0 && line.trim() === "---");
  return end === -1 ? 0 : end + 1;
}
