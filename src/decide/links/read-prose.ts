import { markdownParser } from "../../tracker/markdown-parser.ts";

/** A line of a description as a person reads it: what GitHub hides, quotes or strikes out is not in it. */
export interface ProseLine {
  /** Everything, code spans and the texts of links included: people copy IDs with the backticks that the bot prints. */
  readonly text: string;
  /** Without code spans and links, for what is only told in passing. */
  readonly plain: string;
  /** Whether it begins a task, and whether that is done; null: it is no task. */
  readonly box: "ticked" | "unticked" | null;
}

type Token = ReturnType<typeof markdown.parse>[number];

// What changes no word is left out; a line of dashes under a line of text leaves that a line of text.
const markdown = markdownParser()
  .enable("strikethrough")
  .disable(["lheading", "emphasis", "image", "autolink"]);

/**
 * The prose of a Markdown description, line by line: paragraphs, headings, list items and table cells. Not in it are code
 * blocks, quotes, HTML and its comments, text that is struck out, and lines that are commands.
 */
export function readProse(description: string): ProseLine[] {
  const lines: ProseLine[] = [];
  let quotes = 0;
  let beginsItem = false;
  for (const token of markdown.parse(description.replace(/\r\n?/g, "\n"), {})) {
    if (token.type === "blockquote_open") quotes++;
    else if (token.type === "blockquote_close") quotes--;
    else if (token.type === "list_item_open") beginsItem = true;
    else if (token.type === "inline") {
      if (quotes === 0) lines.push(...linesOf(token.children ?? [], beginsItem));
      beginsItem = false;
    }
  }
  return lines.filter(({ text }) => !/^\s*\/[A-Za-z]/.test(text));
}

const BOX = /^\[([ xX])\]\s/;

function linesOf(children: readonly Token[], isItem: boolean): ProseLine[] {
  const lines: { text: string; plain: string }[] = [{ text: "", plain: "" }];
  let struck = 0;
  let links = 0;
  let comment = false;
  for (const { type, content } of children) {
    const last = lines.at(-1);
    if (type === "softbreak" || type === "hardbreak") lines.push({ text: "", plain: "" });
    else if (type === "s_open") struck++;
    else if (type === "s_close") struck--;
    else if (type === "link_open") links++;
    else if (type === "link_close") links--;
    else if (type === "html_inline") comment = content.startsWith("<!--") && !content.endsWith("-->");
    else if (last && struck === 0 && !comment) {
      const word = type === "code_inline" || type === "text" || type === "text_special" ? content : " ";
      last.text += word;
      last.plain += type === "code_inline" || links > 0 ? " " : word;
    }
  }
  const [first, ...rest] = lines;
  const character = isItem && first ? BOX.exec(first.text)?.[1] : undefined;
  if (!first || character === undefined) return lines.map((line) => ({ ...line, box: null }));
  const box = character === " " ? "unticked" : "ticked";
  const unmarked = { text: first.text.slice(3), plain: first.plain.slice(3), box } as const;
  // What goes on below a task belongs to it.
  return [unmarked, ...rest.map((line) => ({ ...line, box }) as const)];
}
