import type { SyntaxFault } from "../facts/contents.ts";

/**
 * What Mermaid's parsers throw, as a line of the source and the reason. There are two families: Jison's errors say
 * "Parse error on line 3" and what they expected; Langium's carry tokens. Neither counts the lines that were cut off
 * before they began, so `survivingLines` counts them.
 */
export function explainError(
  error: unknown,
  source: string,
): { readonly line: number | null; readonly why: SyntaxFault } {
  const text = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError) return { line: null, why: { kind: "too-deep" } };
  if (/^No diagram type detected/.test(text)) {
    const line = survivingLines(source)[0] ?? 1;
    return { line, why: { kind: "no-type" } };
  }
  const lines = source.split(/\r\n?|\n/);
  const line = lineInSource(error, text, source, lines);
  return { line, why: whyOf(text, line === null ? "" : (lines[line - 1] ?? "")) };
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
  const said = /\bon line (\d+)|\bat line:? ?(\d+)/i.exec(text);
  if (said) return Number(said[1] ?? said[2]);
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

const EXPECTATIONS = 6;

function whyOf(text: string, line: string): SyntaxFault {
  const at = line.trim().replace(/`/g, "'").slice(0, 80);
  const expectation = /^Expecting (.{1,5000}), got '([^']{1,100})'/m.exec(text);
  if (expectation?.[1]) {
    const expected = expectation[1].split(/, ?/).map((token) => token.replace(/'/g, ""));
    // Jison calls the end of the text EOF, or by its number.
    const isAtEnd = /^(?:1|EOF)$/.test(expectation[2] ?? "");
    const open = isAtEnd ? unclosedIn(line) : null;
    if (open !== null) return { kind: "unclosed", at, open };
    const got = isAtEnd ? null : (expectation[2] ?? "");
    const isMore = expected.length > EXPECTATIONS;
    return { kind: "unexpected", at, got, expected: expected.slice(0, EXPECTATIONS), isMore };
  }
  if (/^Lexical error/.test(text)) return { kind: "foreign", at };
  const [first = ""] = text
    .replace(/^Parsing failed: */, "")
    .trim()
    .split("\n");
  const sentence = first
    .replace(/\bon line \d+, column \d+: */g, "")
    .replace(/\s+/g, " ")
    .slice(0, 300)
    .trim();
  return { kind: "other", at, words: /[.!?]$/.test(sentence) ? sentence : `${sentence}.` };
}

/** The last bracket of a line that nothing closes; what stands in quotes is text. */
function unclosedIn(line: string): string | null {
  const open: string[] = [];
  for (const letter of line.replace(/"[^"]*"/g, "")) {
    if ("([{".includes(letter)) open.push(letter);
    else if (")]}".includes(letter)) open.pop();
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
