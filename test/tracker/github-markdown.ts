import Markdown, { type Token } from "markdown-it";

// With everything on that GitHub has: HTML, tables, struck text and bare addresses.
const github = new Markdown({ html: true, linkify: true });
// These take a zero-width space for a letter of a name, or link what GitHub does not.
github.linkify.set({ fuzzyEmail: false }).add("mailto:", null).add("//", null);

export interface ShownTable {
  /** What it is made of. */
  readonly kinds: ReadonlySet<string>;
  /** The cells of each row, the head's first. */
  readonly rows: readonly (readonly Token[])[];
}

/** The kinds of the blocks that stand in no other. */
export function blocksOf(markdown: string): string[] {
  return github
    .parse(markdown, {})
    .filter(({ level, nesting }) => level === 0 && nesting >= 0)
    .map(({ type }) => type.replace(/_open$/, ""));
}

/** The one table that the text has to be. */
export function tableOf(markdown: string): ShownTable {
  const blocks = blocksOf(markdown);
  if (blocks.join() !== "table") throw new Error(`no table but ${blocks.join()}: ${markdown}`);
  const tokens = github.parse(markdown, {});
  const rows: Token[][] = [];
  for (const token of tokens) {
    if (token.type === "tr_open") rows.push([]);
    if (token.type === "inline") rows.at(-1)?.push(token);
  }
  const inner = tokens.flatMap(({ type, children }) => (type === "inline" ? (children ?? []) : []));
  return { kinds: new Set(inner.map(({ type }) => type)), rows };
}

/** The kinds of all its parts, and the words outside code. */
export function shownBy(markdown: string): { kinds: string[]; words: string } {
  const env = { references: {} };
  const tokens = github.parse(markdown, env).flatMap((token) => [token, ...(token.children ?? [])]);
  const defined = Object.keys(env.references).map(() => "definition");
  return {
    kinds: [...tokens.map(({ type }) => type), ...defined],
    words: tokens.flatMap(({ type, content }) => (type === "text" ? [content] : [])).join(" "),
  };
}

/** Where the links of a cell lead. */
export function linksIn(cell: Token | undefined): string[] {
  return (cell?.children ?? [])
    .filter(({ type }) => type === "link_open")
    .map((token) => String(token.attrGet("href")));
}

/** The words of a cell. */
export function wordsOf(cell: Token | undefined): string {
  return (cell?.children ?? []).map(({ content }) => content).join("");
}
