/**
 * A line of a table → its cells, as Markdown without the spaces around them. Only a backslash keeps a pipe from ending
 * a cell; code does not. `readCell` reads what they say.
 */
export function splitCells(line: string): string[] {
  const cells: string[] = [];
  const row = line.trim();
  // The pipes at both ends are optional, and enclose no cell of their own.
  let begin = row.startsWith("|") ? 1 : 0;
  for (let at = row.indexOf("|", begin); at !== -1; at = row.indexOf("|", at + 1)) {
    if (row[at - 1] === "\\" && at > begin) continue;
    cells.push(row.slice(begin, at).trim());
    begin = at + 1;
  }
  if (begin < row.length) cells.push(row.slice(begin).trim());
  return cells;
}

/** Cells, as Markdown in which no pipe is bare, → a line of a table. */
export function joinCells(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}
