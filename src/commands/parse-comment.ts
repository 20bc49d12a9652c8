import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";

/** A line of prose that begins with a slash and a word. */
export interface CommandLine {
  /** Lower case, without the slash. */
  readonly name: string;
  /** The rest of the line, trimmed. */
  readonly rest: string;
  /** Line of the comment, from 1. */
  readonly line: number;
}

const COMMAND = /^ {0,3}\/([A-Za-z][A-Za-z-]{0,30})(?=\s|$)[^\S\n]*(.*)$/;

/**
 * Finds the command lines of a comment as GitHub would render it: lines of a paragraph, not those in code, quotes,
 * lists, tables, HTML or HTML comments. `see\n/claim X` counts, `> /claim X` and `` `/claim X` `` do not.
 */
export function parseComment(body: string): CommandLine[] {
  const text = linesOf(body);
  // Most comments hold no command: they are not worth a Markdown parse.
  if (!/^ {0,3}\/[A-Za-z]/m.test(text)) return [];
  return proseLines(text, parseBlocks(text)).flatMap(({ source, line }) => {
    const match = COMMAND.exec(source);
    return match?.[1] ? [{ name: match[1].toLowerCase(), rest: (match[2] ?? "").trim(), line }] : [];
  });
}

/**
 * The text of a Markdown document that is prose: no code, quotes, HTML, comments or addresses. For finding the IDs in
 * a pull request's description; a link to another diagram does not name it.
 */
export function proseOf(body: string): string {
  const parts: string[] = [];
  const visit = (node: Nodes) => {
    if (node.type === "text") parts.push(node.value);
    else if (node.type === "break") parts.push("\n");
    else if ("children" in node && node.type !== "blockquote") {
      for (const child of node.children) visit(child);
      parts.push("\n");
    }
  };
  visit(parseBlocks(linesOf(body)));
  return parts.join(" ").replace(/https?:\/\/\S+|\]\([^\s)]*/gi, " ");
}

/**
 * The text with `\n` line ends and without what makes a Markdown parser slow: nobody nests ten lists or leaves a
 * thousand comments open, and it takes minutes to read 60 KB of it. Lines keep their numbers.
 */
function linesOf(body: string): string {
  const text = body
    .replace(/\r\n?/g, "\n")
    .replace(DEEP, "$1")
    .replace(INDENTED, "$1")
    .replace(/<(?=[?]|!(?!--))/g, "< ");
  const lastClosed = text.lastIndexOf("-->");
  // One that stands at the start of a line hides the rest of the comment, as it does on GitHub.
  return text.slice(0, lastClosed + 1) + text.slice(lastClosed + 1).replace(/(\S[ \t]*)<!--/g, "$1<! --");
}

const DEEP = /^((?:[ \t]*(?:[>+*-]|\d{1,9}[.)])){10})(?:[ \t]*(?:[>+*-]|\d{1,9}[.)]))+/gm;
const INDENTED = /^([ \t]{40})[ \t]+/gm;

// Emphasis and links do not matter here, and on hostile input they take the parser quadratic time.
const INLINE = [
  "attention",
  "labelStartLink",
  "labelStartImage",
  "labelEnd",
  "autolink",
  "characterReference",
];

function parseBlocks(text: string): Root {
  return fromMarkdown(text, {
    extensions: [gfmTable(), { disable: { null: INLINE } }],
    mdastExtensions: [gfmTableFromMarkdown()],
  });
}

function proseLines(text: string, root: Root): { source: string; line: number }[] {
  const found: { source: string; line: number }[] = [];
  const lines = text.split("\n");
  for (const block of root.children) {
    // A line of dashes under a command (a mail signature) makes it a heading; it is still meant.
    if ((block.type !== "paragraph" && block.type !== "heading") || !block.position) continue;
    const hidden = block.children.filter((node) => node.type === "inlineCode" || node.type === "html");
    for (let line = block.position.start.line; line <= block.position.end.line; line++) {
      const inside = hidden.some(
        ({ position }) => position && position.start.line < line && line <= position.end.line,
      );
      const source = lines[line - 1];
      if (!inside && source !== undefined) found.push({ source, line });
    }
  }
  return found;
}
