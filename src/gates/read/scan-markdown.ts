/** A piece of a Markdown document that matters here. Lines count from 1. */
export type MarkdownPiece =
  /** `line` is that of the first line of the code, after the fence. */
  | { readonly kind: "code"; readonly info: string; readonly text: string; readonly line: number }
  | { readonly kind: "heading"; readonly level: number; readonly text: string; readonly line: number }
  /** A line of prose; `item`: it begins a list item. */
  | { readonly kind: "text"; readonly item: boolean; readonly text: string; readonly line: number };

interface Fence {
  readonly info: string;
  readonly delimiter: string;
  readonly indent: number;
  readonly quotes: number;
  readonly container: number;
  readonly line: number;
  readonly lines: string[];
}

const HTML_BLOCK =
  /^<\/?(?:address|article|aside|blockquote|body|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|legend|li|link|main|menu|nav|ol|p|search|section|summary|table|tbody|td|tfoot|th|thead|title|tr|ul)(?=[\s/>]|$)/i;
const LONE_TAG = /^<(?:\/[a-z][\w-]{0,50}\s*|[a-z][\w-]{0,50}(?:\s[^<>]*)?\/?)>$/i;
const RAW_HTML = /^<(pre|script|style|textarea)(?=[\s>]|$)/i;
const RAW_END: Readonly<Record<string, RegExp>> = {
  pre: /<\/pre>/i,
  script: /<\/script>/i,
  style: /<\/style>/i,
  textarea: /<\/textarea>/i,
};

/**
 * The fenced code, headings and lines of prose of a Markdown document as GitHub would see them: not in HTML blocks,
 * comments, indented code or inside other fences; in quotes and lists too. It goes over the lines once and looks at
 * each a bounded number of times.
 *
 * Why not markdown-it, which reads all other Markdown here? On pages that mean well it takes the same time. But a pull
 * request brings pages of 5 MB, on the server's thread: of quotes in quotes that go on lazily it reads a megabyte in 5 s
 * (this: 0.4 s), and it makes seven tokens of a line `- > a`, a gigabyte of them in such a page. And where blocks lie
 * deeper in each other than its limit it reads no further, so a drawing could be hidden from the checks behind a list.
 * The tests hold the one against the other.
 */
export function scanMarkdown(document: string): MarkdownPiece[] {
  const pieces: MarkdownPiece[] = [];
  const lists: number[] = [];
  let fence: Fence | null = null;
  let html: RegExp | null = null;
  let paragraph = false;
  let quoted = 0;
  const close = (open: Fence) => {
    pieces.push({ kind: "code", info: open.info, text: open.lines.join("\n"), line: open.line });
    return null;
  };

  document.split(/\r\n?|\n/).forEach((raw, index) => {
    const line = index + 1;
    let { rest, quotes } = stripQuotes(raw, fence ? fence.quotes : QUOTES);
    if (fence) {
      const indent = indentOf(rest);
      const outside = rest.trim() !== "" && indent < fence.container;
      if (quotes >= fence.quotes && !outside) {
        if (indent - fence.container < 4 && isClosing(rest, fence.delimiter)) fence = close(fence);
        else fence.lines.push(dedent(rest, Math.max(fence.indent, fence.container)));
        return;
      }
      fence = close(fence);
      ({ rest, quotes } = stripQuotes(raw, QUOTES));
    }
    if (html) {
      if (html.test(rest)) html = null;
      return;
    }
    if (rest.trim() === "") {
      if (quotes !== quoted) lists.length = 0;
      quoted = quotes;
      paragraph = false;
      return;
    }
    let indent = indentOf(rest);
    // A quote that begins or ends takes the lists with it.
    const left = quotes === quoted ? [] : lists.splice(0).reverse();
    if (quotes > quoted) paragraph = false;
    while (indent < (lists.at(-1) ?? 0)) left.push(lists.pop() ?? 0);
    let item = false;
    // `- - - ```` opens three lists in one line; nobody goes deeper than this.
    for (let depth = 0; depth < 10; depth++) {
      const marker = /^\s*(?:[-+*]|\d{1,9}[.)])(?=\s|$)/.exec(rest);
      if (!marker || indent - (lists.at(-1) ?? 0) >= 4 || lists.length >= DEEPEST) break;
      const width = marker[0].length - marker[0].search(/\S/) + indent;
      const after = rest.slice(marker[0].length);
      const gap = indentOf(after);
      const content = after.trim() === "" || gap > 4 ? width + 1 : width + gap;
      lists.push(content);
      item = true;
      rest = " ".repeat(after.trim() === "" ? content : width + gap) + after.trimStart();
      indent = indentOf(rest);
    }
    const container = lists.at(-1) ?? 0;
    if (rest.trim() === "") return;
    if (indent - container >= 4) {
      if (!paragraph) return;
      pieces.push({ kind: "text", item: false, text: rest.trim(), line });
      lists.push(...left.reverse());
      return;
    }
    const text = rest.trim();
    if (item) paragraph = false;
    const before = quoted;
    quoted = quotes;
    const opening = /^(`{3,}|~{3,})(.*)/s.exec(text);
    if (opening?.[1] && !(opening[1].startsWith("`") && opening[2]?.includes("`"))) {
      const info = (opening[2] ?? "").trim();
      fence = { info, delimiter: opening[1], indent, quotes, container, line: line + 1, lines: [] };
      paragraph = false;
      return;
    }
    html = htmlEnd(text, paragraph);
    if (html !== null) {
      if (html !== BLANK && html.test(text)) html = null;
      paragraph = false;
      return;
    }
    const heading = /^(#{1,6})(?:\s(.*))?$/.exec(text);
    if (heading?.[1]) {
      pieces.push({ kind: "heading", level: heading[1].length, text: (heading[2] ?? "").trim(), line });
      paragraph = false;
    } else {
      pieces.push({ kind: "text", item, text, line });
      // The text of a list item goes on in lines that are not indented, too.
      if (paragraph && !item) {
        lists.push(...left.reverse());
        quoted = before;
      }
      paragraph = true;
    }
  });
  if (fence) close(fence);
  return pieces;
}

const QUOTES = 20;
const DEEPEST = 50;
const BLANK = /^\s*$/;

/** What ends the HTML block that the line begins; null: it begins none. */
function htmlEnd(text: string, inParagraph: boolean): RegExp | null {
  if (text.startsWith("<!--")) return /-->/;
  const raw = RAW_HTML.exec(text)?.[1];
  if (raw) return RAW_END[raw.toLowerCase()] ?? BLANK;
  return HTML_BLOCK.test(text) || (LONE_TAG.test(text) && !inParagraph) ? BLANK : null;
}

function stripQuotes(line: string, most: number): { rest: string; quotes: number } {
  let rest = line;
  let quotes = 0;
  for (; quotes < most; quotes++) {
    const delimiter = /^\s{0,3}>[ ]?/.exec(rest);
    if (!delimiter) break;
    rest = rest.slice(delimiter[0].length);
  }
  return { rest, quotes };
}

/** Columns of white space at the start; a tab goes to the next multiple of four. */
function indentOf(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === " ") columns++;
    else if (character === "\t") columns += 4 - (columns % 4);
    else break;
  }
  return columns;
}

function dedent(line: string, columns: number): string {
  let at = 0;
  let gone = 0;
  while (gone < columns && (line[at] === " " || line[at] === "\t")) {
    gone += line[at] === "\t" ? 4 - (gone % 4) : 1;
    at++;
  }
  return " ".repeat(Math.max(0, gone - columns)) + line.slice(at);
}

function isClosing(line: string, delimiter: string): boolean {
  const text = line.trim();
  return text.length >= delimiter.length && text === (delimiter[0] ?? "`").repeat(text.length);
}
