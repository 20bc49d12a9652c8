import MarkdownIt, { type StateBlock } from "markdown-it";

type BlockRule = (state: StateBlock, startLine: number, endLine: number, silent: boolean) => boolean;

const [beginsTable] = new MarkdownIt("zero").enable("table").block.ruler.getRules("") as [BlockRule];

/**
 * A rule in place of markdown-it's own for tables. What a table is, markdown-it says; but it becomes one token,
 * `table`, whose content are its lines without what they stand in. The six tokens that each cell would become need 60 KB
 * for a row, and with 65,536 cells missing at the ends of rows markdown-it ends the table, where GitHub goes on.
 */
export const tableBlock: BlockRule = (state, startLine, endLine, silent) => {
  if (!beginsTable(state, startLine, endLine, true)) return false;
  if (silent) return true;
  const outer = state.parentType;
  state.parentType = "table";
  let line = startLine + 2;
  while (line < endLine && goesOn(state, line, endLine)) line++;
  state.parentType = outer;
  const token = state.push("table", "table", 0);
  token.map = [startLine, line];
  token.content = state.getLines(startLine, line, state.blkIndent, false);
  state.line = line;
  return true;
};

/** A table goes on until a blank line or one that begins another block. */
function goesOn(state: StateBlock, line: number, endLine: number): boolean {
  const indent = (state.sCount[line] ?? 0) - state.blkIndent;
  if (indent < 0 || indent >= 4 || state.isEmpty(line)) return false;
  return !state.md.block.ruler.getRules("blockquote").some((begins) => begins(state, line, endLine, true));
}
