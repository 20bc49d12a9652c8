import truncate from "cli-truncate";
import stringWidth from "string-width";
import { paint, type Shell, visible } from "./shell.ts";

export interface TextColumn {
  readonly title: string;
  readonly align?: "left" | "right";
  /** May be cut down to so many columns of the terminal; absent: never cut. */
  readonly min?: number;
  /** May be left out where the table would not fit otherwise; the highest number goes first. */
  readonly expendable?: number;
}

const GAP = 2;

/** Aligned columns under a head. In a terminal no line is longer than it is wide; elsewhere nothing is cut. */
export function renderTable(
  shell: Pick<Shell, "width" | "colours">,
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
): string {
  const cells = rows.map((row) => row.map((text) => visible(shell, text).replace(/\s+/g, " ")));
  const natural = columns.map(({ title }, at) => {
    return cells.reduce((widest, row) => Math.max(widest, stringWidth(row[at] ?? "")), stringWidth(title));
  });
  const widths = shell.width === null ? natural : shrink(columns, natural, shell.width);
  const line = (texts: readonly string[]) =>
    columns
      .flatMap((column, at) => {
        const width = widths[at] ?? 0;
        return width === 0 ? [] : [pad(truncate(texts[at] ?? "", width), width, column.align)];
      })
      .join(" ".repeat(GAP))
      .trimEnd();
  const head = line(columns.map(({ title }) => title));
  return [paint(shell, "bold", head), ...cells.map(line)].join("\n");
}

/** A width for each column; 0: left out. */
function shrink(columns: readonly TextColumn[], natural: readonly number[], width: number): number[] {
  const widths = [...natural];
  const used = () => {
    const shown = widths.filter((one) => one > 0);
    return shown.reduce((sum, one) => sum + one, 0) + GAP * Math.max(0, shown.length - 1);
  };
  const least = columns.map(({ min }, at) => Math.min(min ?? Number.POSITIVE_INFINITY, natural[at] ?? 0));
  const slack = () => widths.reduce((sum, one, at) => sum + (one === 0 ? 0 : one - (least[at] ?? one)), 0);
  const expendable = columns
    .map(({ expendable }, at) => ({ at, expendable: expendable ?? 0 }))
    .filter((one) => one.expendable > 0)
    .sort((one, other) => other.expendable - one.expendable);
  for (const { at } of expendable) {
    if (used() - slack() <= width) break;
    widths[at] = 0;
  }
  for (let over = used() - width; over > 0; over--) {
    // The column with the most to spare gives one.
    let most = -1;
    widths.forEach((one, at) => {
      const spare = one - (least[at] ?? one);
      if (one > 0 && spare > 0 && (most === -1 || one > (widths[most] ?? 0))) most = at;
    });
    if (most === -1) break;
    widths[most] = (widths[most] ?? 1) - 1;
  }
  return widths;
}

function pad(text: string, width: number, align: TextColumn["align"] = "left"): string {
  const space = " ".repeat(Math.max(0, width - stringWidth(text)));
  return align === "right" ? space + text : text + space;
}
