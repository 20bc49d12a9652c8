import type { Token } from "markdown-it";
import stringWidth from "string-width";
import { paint, type Shell, visible } from "../cli/shell.ts";
import { renderTable } from "../cli/text-table.ts";
import { boxWrap } from "../cli/wrap-words.ts";
import { markdownParser } from "../tracker/markdown-parser.ts";

export type Terminal = Pick<Shell, "width" | "colours">;

const parser = markdownParser().enable("table");
const GAP = 2;

/** At words, so that no line is wider than the terminal less the indentation; elsewhere nothing is wrapped. */
export function wrap({ width }: Terminal, text: string, indent = 0): string {
  return width === null ? text : boxWrap(text, width - indent);
}

/**
 * What GitHub would show of a comment, as lines for a terminal: tables are drawn, or told row by row where they are too
 * wide, words stay whole, of links their words are shown, and of HTML its text.
 */
export function renderMarkdown(terminal: Terminal, markdown: string): string[] {
  const tokens = parser.parse(markdown, {});
  const blocks: string[] = [];
  for (let at = 0; at < tokens.length; ) {
    const end = endOf(tokens, at);
    const block = renderBlock(terminal, tokens.slice(at, end));
    if (block !== "") blocks.push(block);
    at = end;
  }
  return blocks.join("\n\n").split("\n");
}

/** The token behind the block that begins here. */
function endOf(tokens: readonly Token[], start: number): number {
  let depth = 0;
  for (let at = start; at < tokens.length; at++) {
    depth += tokens[at]?.nesting ?? 0;
    if (depth === 0) return at + 1;
  }
  return tokens.length;
}

function renderBlock(terminal: Terminal, block: readonly Token[]): string {
  const [first] = block;
  if (first?.type === "table_open") return renderMarkdownTable(terminal, block);
  if (first?.type === "fence" || first?.type === "code_block") {
    return indented(visible(terminal, first.content.trimEnd()), "  ", "  ");
  }
  if (first?.type === "html_block") return wrap(terminal, visible(terminal, textOfHtml(first.content)));
  if (first?.type === "hr") return "─".repeat(Math.min(terminal.width ?? 20, 20));
  const isHeading = first?.type === "heading_open";
  return renderText(terminal, block, isHeading);
}

/** Paragraphs, lists and quotes: each text with the mark that stands before it. */
function renderText(terminal: Terminal, block: readonly Token[], isHeading: boolean): string {
  const lines: string[] = [];
  const lists: (number | null)[] = [];
  let delimiter = "";
  for (const token of block) {
    if (token.type === "bullet_list_open") lists.push(null);
    else if (token.type === "ordered_list_open") lists.push(Number(token.attrGet("start") ?? 1));
    else if (token.type.endsWith("_list_close")) lists.pop();
    else if (token.type === "list_item_open") {
      const number = lists.pop() ?? null;
      delimiter = number === null ? "- " : `${number}. `;
      lists.push(number === null ? null : number + 1);
    } else if (token.type === "blockquote_open") delimiter = "> ";
    else if (token.type === "inline") {
      const indent = " ".repeat(2 * Math.max(0, lists.length - 1));
      const behind = " ".repeat(lists.length > 0 ? indent.length + 2 : delimiter.length);
      const text = wrap(terminal, textOf(terminal, token, isHeading), behind.length + 2);
      lines.push(indented(text, indent + (delimiter || (lists.length > 0 ? "  " : "")), behind));
      delimiter = "";
    } else if (token.type === "fence")
      lines.push(indented(visible(terminal, token.content.trimEnd()), "    ", "    "));
  }
  return lines.join("\n");
}

function renderMarkdownTable(terminal: Terminal, table: readonly Token[]): string {
  const rows: string[][] = [];
  for (const token of table) {
    if (token.type === "tr_open") rows.push([]);
    else if (token.type === "inline") rows.at(-1)?.push(textOf({ ...terminal, colours: false }, token));
  }
  const [head = [], ...body] = rows;
  const widths = head.map((title, at) =>
    Math.max(...[title, ...body.map((row) => row[at] ?? "")].map((one) => stringWidth(one))),
  );
  const natural = widths.reduce((sum, one) => sum + one + GAP, -GAP);
  if (terminal.width === null || natural <= terminal.width) {
    return renderTable(
      terminal,
      head.map((title) => ({ title })),
      body,
    );
  }
  return body
    .map((row) => {
      const lines = row.flatMap((text, at) => (text === "" ? [] : [`${head[at] || "-"}: ${text}`]));
      return lines
        .map((line, at) => indented(wrap(terminal, line, 4), at === 0 ? "- " : "  ", "    "))
        .join("\n");
    })
    .join("\n");
}

function textOf(terminal: Terminal, { children }: Token, isHeading = false): string {
  let bold = isHeading ? 1 : 0;
  const parts = (children ?? []).map(({ type, content, nesting }) => {
    if (type === "strong_open" || type === "strong_close") bold += nesting;
    if (type === "softbreak" || type === "hardbreak") return "\n";
    const text = type === "html_inline" ? textOfHtml(content) : content;
    const shown = visible(terminal, text);
    return bold > 0 && shown !== "" ? paint(terminal, "bold", shown) : shown;
  });
  return parts.join("").trim();
}

/** `<details><summary>More</summary>` → `More`. */
function textOfHtml(html: string): string {
  return html
    .replace(/<br *\/?>/gi, "\n")
    .replace(/<[^<>]*>/g, "")
    .trim();
}

function indented(text: string, first: string, others: string): string {
  return text
    .split("\n")
    .map((line, at) => `${at === 0 ? first : others}${line}`.trimEnd())
    .join("\n");
}
