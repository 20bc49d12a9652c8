import { markdownParser } from "../tracker/markdown-parser.ts";
import { hiddenLines } from "./hidden-lines.ts";

/** A line of prose that begins with a slash and a word. */
export interface CommandLine {
  /** Lower case, without the slash. */
  readonly name: string;
  /** The rest of the line, trimmed. */
  readonly rest: string;
  /** Line of the comment, from 1. */
  readonly line: number;
}

const COMMAND = /^ {0,3}\/([A-Za-z][A-Za-z-]{0,30})(?=\s|$)[^\S\n]*(.*)/s;

// Underlined headings are none: a line of dashes under a command (a mail signature) leaves it a command.
const parser = () => markdownParser().disable("lheading");
const blocks = parser().disable("inline");
// Only words count. What emphasis and links are made of goes with the addresses.
const prose = parser().disable(["emphasis", "link", "image", "autolink", "entity"]);

/**
 * Finds the command lines of a comment as GitHub would render it: lines of a paragraph, not those in code, quotes,
 * lists, tables, HTML or HTML comments. `see\n/claim X` counts, `> /claim X` and `` `/claim X` `` do not.
 */
export function parseComment(body: string): CommandLine[] {
  const text = body.replace(/\r\n?/g, "\n");
  // Most comments hold no command: they are not worth a Markdown parse.
  if (!/^ {0,3}\/[A-Za-z]/m.test(text)) return [];
  return proseLines(text).flatMap(({ source, line }) => {
    const match = COMMAND.exec(source);
    return match?.[1] ? [{ name: match[1].toLowerCase(), rest: (match[2] ?? "").trim(), line }] : [];
  });
}

/** The lines of paragraphs and headings that stand in nothing else, with their numbers from 1. */
function proseLines(text: string): { source: string; line: number }[] {
  const lines = text.split("\n");
  const found: { source: string; line: number }[] = [];
  for (const { type, level, map } of blocks.parse(text, {})) {
    // The text of a paragraph; those in lists, quotes and tables lie deeper.
    if (type !== "inline" || level !== 1 || map === null) continue;
    const [start, end] = map;
    const own = lines.slice(start, end);
    const hidden = hiddenLines(own.join("\n"));
    for (const [index, source] of own.entries()) {
      if (!hidden.has(index)) found.push({ source, line: start + index + 1 });
    }
  }
  return found;
}

/**
 * The text of a Markdown document that is prose: no code, quotes, HTML, comments or addresses. For finding the IDs in
 * a pull request's description; a link to another diagram does not name it.
 */
export function proseOf(body: string): string {
  const parts: string[] = [];
  let quotes = 0;
  for (const { type, children } of prose.parse(body.replace(/\r\n?/g, "\n"), {})) {
    if (type === "blockquote_open") quotes++;
    else if (type === "blockquote_close") quotes--;
    if (type !== "inline" || quotes > 0) continue;
    for (const node of children ?? []) {
      if (node.type === "text" || node.type === "text_special") parts.push(node.content);
      else parts.push(node.type === "softbreak" || node.type === "hardbreak" ? "\n" : " ");
    }
    parts.push("\n");
  }
  return parts.join("").replace(/https?:\/\/\S+|\]\([^\s)]*/gi, " ");
}
