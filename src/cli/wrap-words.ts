import { stripVTControlCharacters } from "node:util";
import { Help } from "commander";
import stringWidth from "string-width";

class Wrapper extends Help {
  override minWidthToWrap = 10;

  override displayWidth(text: string): number {
    return stringWidth(text);
  }
}
const wrapper = new Wrapper();

/** At words, so that no line is wider; a word that is wider than all of it stays whole. Null: into a file or a pipe, as it is. */
export function wrapWords(text: string, width: number | null): string {
  if (width === null) return text;
  return text
    .split("\n")
    .map((line) => (stringWidth(line) <= width ? line : wrapLine(line, width)))
    .join("\n");
}

/** What begins with a name and a colon, such as `error: …` or `TRACKER.md:3:1: warning: …`: the rest stands to the right of it. */
const NAMED = /^\S+:\s/;

function wrapLine(line: string, width: number): string {
  const [indent = ""] = /^ */.exec(line) ?? [];
  const words = line.slice(indent.length);
  const hanging = NAMED.test(stripVTControlCharacters(words)) ? `${indent}  ` : indent;
  return boxWrap(words, width - hanging.length)
    .split("\n")
    .map((part, at) => `${at === 0 ? indent : hanging}${part}`)
    .join("\n");
}

/** Text to the right of a head that takes `indent` columns, wrapped within the rest. */
export function wrapBeside(head: string, indent: number, text: string, width: number | null): string {
  const lines = wrapWords(text, width === null ? null : width - indent).split("\n");
  return lines.map((line, at) => `${at === 0 ? head : " ".repeat(indent)}${line}`).join("\n");
}

/** At words, each line from its beginning. */
export function boxWrap(text: string, width: number): string {
  return wrapper.boxWrap(text, width);
}
