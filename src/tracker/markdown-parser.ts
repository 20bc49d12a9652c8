import Markdown, { type MarkdownIt } from "markdown-it";

/**
 * GitHub's Markdown for all that reads it: comments and descriptions, and trackers. (Pages of diagrams have a scanner of
 * their own, `gates/read/scan-markdown.ts`, which says why.) Anybody may send 60 KB of anything, so the time has to be
 * linear in the text whatever it holds; that of markdown-it is, and tests hold growing inputs against it. What lies deeper
 * than 20 blocks in each other is not read.
 *
 * What a reader switches on or off besides, and why, stands with it. For all of them:
 * - `table` is on: CommonMark has none, GitHub has.
 * - `reference` is off: nothing here follows a link whose address stands elsewhere. Its words stay words.
 */
export function markdownParser(): MarkdownIt {
  return new Markdown("commonmark").enable("table").disable("reference");
}
