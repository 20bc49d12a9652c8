/** The text of a page, with links that hold on the web. */
import type { MarkdownIt, Token } from "markdown-it";
import { withoutHiddenComments } from "../../domain/without-hidden-comments.ts";
import { type Html, ownMarkup } from "../../site/html.ts";
import {
  docParser,
  type Heading,
  inlineText,
  type LinkTarget,
  readMarkdown,
  targetOf,
} from "./read-markdown.ts";

export interface Article {
  readonly title: string;
  /** The first words, as text. */
  readonly summary: string;
  readonly headings: readonly Heading[];
  readonly body: Html;
}

export interface ArticleInput {
  /** Path of the file in the repository. */
  readonly source: string;
  readonly text: string;
  /** The address of a link or a picture, from this page. */
  readonly addressOf: (target: LinkTarget) => string;
  /** Where drawings are drawn, from this page. */
  readonly frame: string;
}

export function renderArticle(input: ArticleInput): Article {
  const parser = docParser();
  const { headings, tokens } = readMarkdown(input.text, parser);
  const paragraph = tokens.findIndex(({ type }) => type === "paragraph_open");
  for (const [at, token] of tokens.entries()) {
    rewrite(token, input);
    // A corner over two kinds of headings heads nothing.
    if (token.type === "inline" && token.content === "") emptyHead(tokens[at - 1], tokens[at + 1]);
  }
  prepare(parser, headings, input);
  return {
    title: headings[0]?.text ?? input.source,
    summary: inlineText(tokens[paragraph + 1]),
    headings,
    body: ownMarkup(parser.renderer.render([...tokens], parser.options, {})),
  };
}

function rewrite(token: Token, { source, addressOf }: ArticleInput): void {
  const moved = (address: string) => addressOf(targetOf(address, source));
  for (const part of [token, ...(token.children ?? [])]) {
    for (const name of ["href", "src"]) {
      const address = part.attrGet(name);
      if (address !== null && address !== undefined) part.attrSet(name, moved(String(address)));
    }
    if (part.type === "html_block" || part.type === "html_inline") {
      // Comments are for whoever edits the file.
      part.content = withoutHiddenComments(part.content).replace(
        /\b(href|src|srcset)="([^"]*)"/g,
        (_all, name, address) => `${name}="${moved(address)}"`,
      );
    }
  }
}

function emptyHead(...cell: readonly (Token | undefined)[]): void {
  for (const token of cell) if (token?.tag === "th") token.tag = "td";
}

function prepare(parser: MarkdownIt, headings: readonly Heading[], { frame }: ArticleInput): void {
  const { rules } = parser.renderer;
  let at = 0;
  rules.heading_open = (tokens, index, options, _environment, self) => {
    tokens[index]?.attrSet("id", headings[at++]?.anchor ?? "");
    return self.renderToken(tokens, index, options);
  };
  // What is wider than the screen is moved by itself, also by keyboard.
  rules.table_open = () => '<div class="scroll" tabindex="0" role="group" aria-label="Table"><table>\n';
  rules.table_close = () => "</table></div>\n";
  const { escapeHtml } = parser.utils;
  rules.fence = (tokens, index) => {
    const { content = "", info = "" } = tokens[index] ?? {};
    const code = `<pre tabindex="0"><code>${escapeHtml(content)}</code></pre>\n`;
    if (info.trim() !== "mermaid") return code;
    return `<figure class="drawing" data-mermaid="${escapeHtml(frame)}" data-name="${escapeHtml(headings[at - 1]?.text ?? "")}"><details open><summary>The text of the drawing</summary>${code}</details></figure>\n`;
  };
}
