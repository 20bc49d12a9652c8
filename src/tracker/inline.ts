import { visibleText } from "./cell.ts";
import { markdownParser } from "./markdown-parser.ts";

/** A part of a line: a link or picture, or the text between two of them. */
interface Piece {
  /** What a person sees of it: code and alternative texts count, HTML tags do not. */
  readonly text: string;
  /** Where it leads, as it is written there; null: nowhere. */
  readonly url: string | null;
}

/** What stands in a cell, or in any other line of Markdown. */
export interface Inline {
  /** All that a person sees, on one line. */
  readonly text: string;
  readonly pieces: readonly Piece[];
}

const BARE = /(?:\/\/)?[\p{L}\p{N}[][^\s<]*/uy;
const MARKUP = /[\\`*_~[\]<>&!\n]|:\/\/|www\./i;

const parser = (() => {
  const made = markdownParser().enable(["strikethrough", "linkify"]).set({ linkify: true });
  // Addresses are kept as people wrote them. Which of them lead anywhere good is for the reader of the cell to judge.
  made.normalizeLink = (url) => url;
  made.normalizeLinkText = (text) => text;
  made.validateLink = () => true;
  made.linkify.set({ fuzzyEmail: false });
  for (const scheme of ["ftp:", "mailto:", "//"]) made.linkify.add(scheme, null);
  const bare = { validate: bareAddressAt };
  made.linkify.add("http:", bare).add("https:", bare);
  made.linkify.add("www.", {
    ...bare,
    normalize: (match) => {
      match.url = `http://${match.raw}`;
    },
  });
  return made;
})();

/**
 * How long the rest of a bare address is, whose beginning (`https:`, `www.`) GitHub takes for a link: up to a space or
 * `<`, less what is rather the sentence's than its own.
 * https://github.github.com/gfm/#autolinks-extension-
 */
function bareAddressAt(text: string, at: number): number {
  BARE.lastIndex = at;
  const rest = BARE.exec(text)?.[0] ?? "";
  let unopened = rest.split(")").length - rest.split("(").length;
  let end = rest.length;
  for (; end > 0; end--) {
    const last = rest.charAt(end - 1);
    if (last === ")" && unopened > 0) unopened--;
    else if (!"?!.,:;*_~'\"".includes(last)) break;
  }
  return end;
}

/** Reads the text of one block (a paragraph, a heading), in linear time. */
function readInline(markdown: string): Inline {
  // Most cells of most tables hold a word or two.
  const pieces = MARKUP.test(markdown) ? piecesOf(markdown) : [{ text: markdown, url: null }];
  return { text: visibleText(pieces.map(({ text }) => text).join("")), pieces };
}

/** Reads a cell of a table: there a pipe is escaped before anything else is, in code, too. */
export function readCell(cell: string): Inline {
  return readInline(cell.replaceAll("\\|", "|"));
}

/** What a person sees of the text of one block, on one line. */
export function textOf(markdown: string): string {
  return readInline(markdown).text;
}

function piecesOf(markdown: string): Piece[] {
  const pieces: Piece[] = [];
  let text = "";
  let target: string | null = null;
  const end = () => {
    if (text !== "" || target !== null) pieces.push({ text, url: target });
    text = "";
  };
  for (const token of parser.parseInline(markdown, {}).flatMap(({ children }) => children ?? [])) {
    if (token.type === "link_open") {
      end();
      target = String(token.attrGet("href") ?? "");
    } else if (token.type === "link_close") {
      end();
      target = null;
    } else if (token.type === "image" && target === null) {
      end();
      pieces.push({ text: shown(token), url: String(token.attrGet("src") ?? "") });
    } else text += shown(token);
  }
  end();
  return pieces;
}

type Token = ReturnType<typeof parser.parse>[number];

function shown({ type, content, children }: Token): string {
  if (type === "softbreak" || type === "hardbreak") return " ";
  if (type === "html_inline") return /^<br\b/i.test(content) ? " " : "";
  return type === "image" ? (children ?? []).map(shown).join("") : content;
}
