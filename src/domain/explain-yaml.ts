import type { YAMLParseError, YAMLWarning } from "yaml";
import { type FindingText, found } from "./findings.ts";
import type { Indents } from "./yaml-findings.ts";

/** A mistake in the form of a YAML text, and where it is. */
export interface YamlMistake {
  readonly offset: number;
  readonly what: FindingText;
}

/**
 * The mistakes, the first of each line, since others there mostly follow from it. Those that follow from a merge that was
 * not finished are that merge. `most`: of a text with more mistakes every one is given, but only the first `most` explained.
 */
export function explainYaml(text: string, errors: readonly YAMLParseError[], most: number): YamlMistake[] {
  const conflict = findConflict(text);
  if (conflict) return [conflict];
  if (errors.length > most) {
    return errors.map((error, at) => (at < most ? explainMistake(text, error) : onlyCounted(error)));
  }
  const met = new Set<number>();
  return errors.flatMap((error) => {
    const mistake = explainMistake(text, error);
    const line = lineAt(text, mistake.offset).start;
    if (met.has(line)) return [];
    met.add(line);
    return [mistake];
  });
}

function onlyCounted({ pos, message }: YAMLParseError): YamlMistake {
  return { offset: pos[0], what: found("yamlOther", "", message) };
}

function findConflict(text: string): YamlMistake | null {
  const begin = /^<{7}(?: .*)?$/m.exec(text);
  if (!begin) return null;
  const end = /^>{7}(?: .*)?$/m.exec(text.slice(begin.index));
  const last = end ? numberOf(text, begin.index + end.index) : null;
  return { offset: begin.index, what: found("yamlConflict", numberOf(text, begin.index), last) };
}

/** In words of whoever wrote it; in the library's own only where nothing better can be said. */
export function explainMistake(text: string, error: YAMLParseError | YAMLWarning): YamlMistake {
  const [offset] = error.pos;
  const { content } = lineAt(text, offset);
  return (
    mistakeElsewhere(text, error) ?? {
      offset,
      what: told(text, error) ?? found("yamlOther", short(content.trim()), sentence(error.message)),
    }
  );
}

/** What is noticed behind the place where somebody has to mend it: a bracket or quote that was opened, a directive. */
function mistakeElsewhere(
  text: string,
  { message, pos: [offset] }: YAMLParseError | YAMLWarning,
): YamlMistake | null {
  const bracket = /^Flow (?:map|sequence) in block collection.* end with a (.)/.exec(message);
  if (bracket) {
    const [opening, closing] = bracket[1] === "]" ? (["[", "]"] as const) : (["{", "}"] as const);
    const at = text.lastIndexOf(opening, offset);
    return { offset: at === -1 ? offset : at, what: found("yamlBracket", opening, closing) };
  }
  if (message.startsWith("Missing directives-end")) {
    const at = text.lastIndexOf("\n%", offset) + 1;
    return { offset: at, what: found("yamlDirective", short(lineAt(text, at).content.trim())) };
  }
  if (!message.startsWith("Missing closing")) return null;
  return unclosedQuote(text) ?? { offset, what: found("yamlQuoteAbove") };
}

/** Null: the library says it best. */
function told(text: string, error: YAMLParseError | YAMLWarning): FindingText | null {
  const { code, message } = error;
  const [offset] = error.pos;
  const { content, start } = lineAt(text, offset);
  const line = short(content.trim());
  const value = valueAt(text, offset);
  switch (code) {
    case "BAD_SCALAR_START":
      return found("yamlStart", value);
    case "TAB_AS_INDENT":
      return found("yamlTab");
    case "BLOCK_AS_IMPLICIT_KEY":
      return message.startsWith("A block sequence") ? listOrKeys(text, start) : colonOrIndent(text, offset);
    case "BAD_INDENT":
      return message.startsWith("All sequence items")
        ? found("yamlItems")
        : found("yamlIndent", line, indentsAt(text, start));
    case "MULTILINE_IMPLICIT_KEY":
      return /:(?:\s|$)/.test(content) ? null : noColon(text, start);
    case "MISSING_CHAR":
      return missing(text, message, offset);
    case "BAD_DQ_ESCAPE":
      return found("yamlEscape", /\\[^"]{0,8}/.exec(message)?.[0] ?? "\\");
    case "BLOCK_IN_FLOW":
      return /^\s*-\s/.test(content) ? found("yamlListInBrackets") : found("yamlNoComma", line);
    case "TAG_RESOLVE_FAILED":
    case "MULTIPLE_TAGS":
      return found("yamlTag", value);
    case "MULTIPLE_ANCHORS":
    case "BAD_ALIAS":
      return found("yamlAnchor", value);
    case "ALIAS_PROPS":
      return found("alias");
    case "BAD_DIRECTIVE":
      return found("yamlDirective", line);
    case "MULTIPLE_DOCS":
      return found("yamlDocuments");
    case "UNEXPECTED_TOKEN":
      return unexpected(text, message, offset);
    default:
      return null;
  }
}

/** What the library expected and did not find. */
function missing(text: string, message: string, offset: number): FindingText | null {
  const { start } = lineAt(text, offset);
  if (message.startsWith("Implicit map keys")) return noColon(text, start);
  if (message.startsWith("Comments must")) return found("yamlComment");
  if (!message.startsWith("Missing ,")) return null;
  const [before = ""] = /[^\s,[\]{}]{0,60}$/.exec(text.slice(Math.max(start, offset - 60), offset)) ?? [];
  if (before !== "" && text[offset] === "[") {
    const [word = ""] = /^[^\]\n]*\]?/.exec(text.slice(offset, offset + LOOKED_AT)) ?? [];
    return found("yamlBracketInWord", short(before + word));
  }
  return found("yamlNoComma", valueAt(text, offset));
}

/** What stands where nothing of its kind may. */
function unexpected(text: string, message: string, offset: number): FindingText | null {
  const { start } = lineAt(text, offset);
  const value = valueAt(text, offset);
  if (/^Unexpected (?:,|empty item) /.test(message)) return found("yamlComma");
  if (/^(?:Not a YAML token|Block scalar header)/.test(message)) return found("yamlBlockText", value);
  if (message.startsWith("Unexpected block-seq-ind")) return found("yamlItemBesideKey", value);
  const closing = /^Unexpected flow-(?:map|seq)-end/.test(message);
  if (closing) return found("yamlClosesNothing", value.charAt(0));
  if (text.slice(start, offset).trim() === "") return listOrKeys(text, start);
  return message.startsWith("Unexpected scalar") ? found("yamlAfterEnd", value) : null;
}

function noColon(text: string, start: number): FindingText {
  const { content } = lineAt(text, start);
  return ITEM.test(content) ? listOrKeys(text, start) : found("yamlNoColon", short(content.trim()));
}

const ITEM = /^\s*-(?:\s|$)/;

/** A line that does not go on with what stands above it. */
function listOrKeys(text: string, start: number): FindingText {
  const { content } = lineAt(text, start);
  return ITEM.test(content) && ITEM.test(lineAbove(text, start))
    ? found("yamlItems")
    : found("yamlMixed", short(content.trim()));
}

/** `name: Foo: bar`, or a line below that is indented as if it belonged to a value. */
function colonOrIndent(text: string, offset: number): FindingText {
  const { content, end } = lineAt(text, offset);
  const value = text.slice(offset, Math.min(end, offset + LOOKED_AT)).trim();
  if (/:(?:\s|$)/.test(value)) {
    return found("yamlColon", short(value), short(`"${value.replace(/["\\]/g, "\\$&")}"`));
  }
  const next = lineAt(text, end + 1);
  const line = numberOf(text, next.start);
  const [above, below] = [short(content.trim()), short(next.content.trim())];
  return found("yamlBelow", above, line, below, indentsAt(text, next.start));
}

function indentsAt(text: string, start: number): Indents {
  const width = (line: string) => line.length - line.trimStart().length;
  return { here: width(lineAt(text, start).content), above: width(lineAbove(text, start)) };
}

/** The nearest one that says something. */
function lineAbove(text: string, start: number): string {
  const above = text.slice(0, start).split("\n");
  return above.findLast((line) => line.trim() !== "" && !line.trim().startsWith("#")) ?? "";
}

const MOST_QUOTES = 500;

function unclosedQuote(text: string): YamlMistake | null {
  let looked = 0;
  for (const { 0: begin, 1: quote = "", index } of text.matchAll(/(?:^|[\s:[{,-])(["'])/gm)) {
    if (++looked > MOST_QUOTES) return null;
    const at = index + begin.length - 1;
    const rest = text.slice(at + 1, lineAt(text, at).end);
    if (!rest.includes(quote)) return { offset: at, what: found("yamlQuote", quote, short(rest.trim())) };
  }
  return null;
}

/** What stands from there to the end of the line or its comment. */
function valueAt(text: string, offset: number): string {
  const [value = ""] = text.slice(offset, offset + LOOKED_AT).split(/ #|\n/, 1);
  return short(value.trim());
}

/** A sentence of the library's. */
function sentence(message: string): string {
  return /[.?!]$/.test(message) ? message : `${message}.`;
}

/** A line may be a megabyte, and is shown in a few words. */
const LOOKED_AT = 1_000;

/** What stands in backticks has none itself. */
function short(text: string): string {
  const plain = text.replaceAll("`", "'");
  return plain.length > 60 ? `${plain.slice(0, 60).toWellFormed()}…` : plain;
}

/** `end`: of the whole line; the content is its beginning. */
function lineAt(text: string, offset: number) {
  const start = text.lastIndexOf("\n", Math.max(0, offset - 1)) + 1;
  const next = text.indexOf("\n", start);
  const end = next === -1 ? text.length : next;
  return { content: text.slice(start, Math.min(end, start + LOOKED_AT)), start, end };
}

function numberOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
