import type { YAMLParseError } from "yaml";

/** A mistake in the form of a YAML text, in words of the person who wrote it. */
export interface YamlMistake {
  readonly offset: number;
  /** A whole sentence, or several. */
  readonly message: string;
}

/**
 * The mistakes, the first of each line, since others there mostly follow from it. Those that follow from a merge that was
 * not finished are that merge. `most`: of a text with more mistakes every one is given, but only the first `most` explained.
 */
export function explainYaml(text: string, errors: readonly YAMLParseError[], most: number): YamlMistake[] {
  const conflict = findConflict(text);
  if (conflict) return [conflict];
  if (errors.length > most) {
    return errors.map((error, at) =>
      at < most ? explainError(text, error) : { offset: error.pos[0], message: plain(error.message) },
    );
  }
  const met = new Set<number>();
  return errors.flatMap((error) => {
    const mistake = explainError(text, error);
    const line = lineAt(text, mistake.offset).start;
    if (met.has(line)) return [];
    met.add(line);
    return [mistake];
  });
}

function findConflict(text: string): YamlMistake | null {
  const begin = /^<{7}(?: .*)?$/m.exec(text);
  if (!begin) return null;
  const end = /^>{7}(?: .*)?$/m.exec(text.slice(begin.index));
  const [first, last] = [numberOf(text, begin.index), numberOf(text, begin.index + (end?.index ?? 0))];
  const where = end ? `lines ${first} to ${last}` : `from line ${first} on`;
  const message = `Two versions of the file stand here, of a merge that was not finished (${where}). Keep one, and take out the lines that begin with \`<<<<<<<\`, \`=======\` and \`>>>>>>>\`.`;
  return { offset: begin.index, message };
}

function explainError(text: string, error: YAMLParseError): YamlMistake {
  const [offset] = error.pos;
  const { content, start } = lineAt(text, offset);
  const shown = quoted(content.trim());
  const bracket = /^Flow (map|sequence) in block collection.* end with a (.)/.exec(error.message);
  if (bracket) {
    const opening = bracket[2] === "]" ? "[" : "{";
    const at = text.lastIndexOf(opening, offset);
    return {
      offset: at === -1 ? offset : at,
      message: `The bracket \`${opening}\` is not closed. Put \`${bracket[2]}\` behind its last entry, or the value in quotes if the bracket is a part of it.`,
    };
  }
  switch (error.code) {
    case "BAD_SCALAR_START": {
      const value = text
        .slice(offset, start + content.length)
        .split(" #", 1)
        .join("")
        .trim();
      const message = `A value cannot begin with \`${value.charAt(0)}\` unless it stands in quotes. Write \`"${value}"\`.`;
      return { offset, message };
    }
    case "TAB_AS_INDENT":
      return {
        offset,
        message: "This line is indented with a tab. YAML takes spaces alone: two for each level.",
      };
    case "BLOCK_AS_IMPLICIT_KEY":
      return { offset, message: colonOrIndent(text, offset) };
    case "BAD_INDENT":
      return {
        offset,
        message: `${shown} is indented otherwise than what it belongs to. Keys of one level begin in the same column: ${indents(text, start)}.`,
      };
    case "MULTILINE_IMPLICIT_KEY":
      if (content.includes(":")) break;
      return {
        offset,
        message: `There is no colon in ${shown}. A key is followed by one, as in \`limit: 3\`.`,
      };
    case "MISSING_CHAR":
      return unclosedQuote(text) ?? { offset, message: `A quote is not closed before here.` };
    case "MULTIPLE_DOCS":
      return {
        offset,
        message: "The file holds multiple documents: the line `---` begins another. Take the line out.",
      };
  }
  return { offset, message: `${shown} cannot be read as YAML. ${plain(error.message)}` };
}

/** `name: Foo: bar`, or a line below that is indented as if it belonged to a value. */
function colonOrIndent(text: string, offset: number): string {
  const { content, start } = lineAt(text, offset);
  const value = text.slice(offset, start + content.length).trim();
  if (/:(?:\s|$)/.test(value)) {
    return `${quoted(value)} holds a colon, behind which another value would begin. Write it in quotes: \`"${value.replace(/["\\]/g, "\\$&")}"\`.`;
  }
  const next = lineAt(text, start + content.length + 1);
  const line = numberOf(text, next.start);
  return `${quoted(content.trim())} has its value, but line ${line}, ${quoted(next.content.trim())}, is indented as if it stood below it. Keys of one level begin in the same column: ${indents(text, next.start)}.`;
}

/** How far a line is indented, and how far the nearest one above it that says something. */
function indents(text: string, start: number): string {
  const width = (line: string) => line.length - line.trimStart().length;
  const above =
    text
      .slice(0, start)
      .split("\n")
      .findLast((line) => line.trim() !== "" && !line.trim().startsWith("#")) ?? "";
  return `this line has ${spaces(width(lineAt(text, start).content))}, the one above ${spaces(width(above))}`;
}

function spaces(count: number): string {
  return `${count} ${count === 1 ? "space" : "spaces"}`;
}

const MOST_QUOTES = 500;

function unclosedQuote(text: string): YamlMistake | null {
  let looked = 0;
  for (const { 0: found, 1: quote = "", index } of text.matchAll(/(?:^|[\s:[{,-])(["'])/gm)) {
    if (++looked > MOST_QUOTES) return null;
    const at = index + found.length - 1;
    const { content, start } = lineAt(text, at);
    const rest = content.slice(at - start + 1);
    if (!rest.includes(quote)) {
      return {
        offset: at,
        message: `The quote \`${quote}\` before ${quoted(rest.trim())} is not closed on this line. Put another behind the value.`,
      };
    }
  }
  return null;
}

function plain(message: string): string {
  return /[.?!]$/.test(message) ? message : `${message}.`;
}

function quoted(text: string): string {
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}

function lineAt(text: string, offset: number): { readonly content: string; readonly start: number } {
  const start = text.lastIndexOf("\n", Math.max(0, offset - 1)) + 1;
  const end = text.indexOf("\n", start);
  return { content: text.slice(start, end === -1 ? text.length : end), start };
}

function numberOf(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
