import { posix } from "node:path";
import Markdown, { type MarkdownIt, type Token } from "markdown-it";
import { GitHubAnchors } from "./github-anchors.ts";

export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly anchor: string;
}

interface Link {
  /** As it is written. */
  readonly address: string;
  /** The line on which its block begins, from 1. */
  readonly line: number;
}

interface Code {
  /** What stands behind the fence's marks; empty: nothing. */
  readonly language: string;
  readonly text: string;
  /** The first line of the code, from 1. */
  readonly line: number;
}

/** A Markdown file of this repository, as GitHub reads it. */
export interface ReadMarkdown {
  readonly headings: readonly Heading[];
  /** Of links and pictures, also those written in HTML. */
  readonly links: readonly Link[];
  readonly codes: readonly Code[];
  readonly tokens: readonly Token[];
}

/** Our own texts: HTML in them is meant. */
export function docParser(): MarkdownIt {
  return new Markdown("commonmark", { html: true }).enable(["table", "strikethrough"]);
}

const IN_HTML = /\b(?:href|src|srcset)="([^"]*)"/g;

export function readMarkdown(text: string, parser: MarkdownIt = docParser()): ReadMarkdown {
  const tokens = parser.parse(text, {});
  const anchors = new GitHubAnchors();
  const headings: Heading[] = [];
  const links: Link[] = [];
  const codes: Code[] = [];
  let line = 1;
  for (const [at, token] of tokens.entries()) {
    if (token.map) line = token.map[0] + 1;
    if (token.type === "heading_open") {
      const words = inlineText(tokens[at + 1]);
      headings.push({ level: Number(token.tag.slice(1)), text: words, anchor: anchors.next(words) });
    } else if (token.type === "fence") {
      codes.push({ language: token.info.trim(), text: token.content, line: line + 1 });
    }
    const parts = token.type === "html_block" ? [token] : (token.children ?? []);
    for (const address of parts.flatMap(addressesIn)) links.push({ address, line });
  }
  return { headings, links, codes, tokens };
}

function addressesIn(token: Token): string[] {
  if (token.type === "link_open") return [String(token.attrGet("href") ?? "")];
  if (token.type === "image") return [String(token.attrGet("src") ?? "")];
  if (!token.type.startsWith("html_")) return [];
  return [...token.content.matchAll(IN_HTML)].map(([, address = ""]) => address);
}

/** Of a heading or a cell, without its marks. */
export function inlineText(inline: Token | undefined): string {
  const parts = inline?.children ?? [];
  return parts.map(({ type, content }) => (type === "html_inline" ? "" : content || " ")).join("");
}

/** Where a link of a file leads: to another address of the web, or to a file of this repository. */
export type LinkTarget =
  | { readonly kind: "web"; readonly address: string }
  | { readonly kind: "file"; readonly path: string; readonly anchor: string };

/** `source`: path of the file in which the link stands. */
export function targetOf(address: string, source: string): LinkTarget {
  if (/^[a-z][a-z0-9+.-]*:/i.test(address)) return { kind: "web", address };
  const [file = "", anchor = ""] = address.split("#");
  const path =
    file === "" ? source : posix.normalize(posix.join(posix.dirname(source), decodeURIComponent(file)));
  return { kind: "file", path: path.replace(/\/$/, ""), anchor: decodeURIComponent(anchor) };
}
