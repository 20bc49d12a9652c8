/** The process in which the pages of strangers are read: see `serve-parser.ts`. */
import type { PageBlock } from "../facts/contents.ts";
import { findBlocks } from "../gates/read/page-blocks.ts";
import { serveParser } from "../parse-process/serve-parser.ts";

/** No page that people read has more drawings. */
const BLOCKS = 2_000;

/** Null: more than are looked at. */
export interface BlocksOfPage {
  readonly blocks: readonly PageBlock[] | null;
}

serveParser((text: string): BlocksOfPage => {
  const blocks = findBlocks(text);
  return { blocks: blocks.length > BLOCKS ? null : blocks };
});
