import type { Assignment } from "../domain/assignment.ts";
import type { Catalog } from "../domain/catalog.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { COLUMNS, type ColumnTitle } from "./columns.ts";
import { readCell } from "./inline.ts";
import { findRegions } from "./regions.ts";
import { renderRow } from "./render-row.ts";
import { rowsIn } from "./rows.ts";
import { splitCells } from "./table-line.ts";

/** A row of a details region that does not say what the files say. */
export interface EditedRow {
  readonly id: DiagramId;
  /** Offset of its line in the document. */
  readonly at: number;
  /** Null: the catalog has no such diagram. */
  readonly difference: {
    readonly column: ColumnTitle;
    /** What a person sees there, and what is right. */
    readonly says: string;
    readonly right: string;
  } | null;
}

/** The rows that people edited by hand, or that were not rendered since the files changed. Where links lead is not compared. */
export function findEditedRows(
  { path, text }: SourceFile,
  catalog: Catalog,
  assignments: ReadonlyMap<DiagramId, Assignment>,
  broken: { has(id: DiagramId): boolean },
): EditedRow[] {
  const { regions } = findRegions({ path, text });
  return regions.flatMap((region) =>
    region.name === "details"
      ? Array.from(rowsIn(text, region)).flatMap(({ id, row, at }): EditedRow[] => {
          const diagram = catalog.diagrams.get(id);
          // The row of a file that cannot be read stays as it is, and so does one of a catalog file that cannot.
          if (broken.has(id) || (!diagram && (!catalog.isWhole || catalog.renamed.has(id)))) return [];
          if (!diagram) return [{ id, at, difference: null }];
          const [written, right] = [
            row,
            renderRow(diagram, assignments.get(id), "https://github.com/o/r"),
          ].map((line) => splitCells(line).map((cell) => readCell(cell).text));
          const column = COLUMNS.findIndex(
            (_, position) => (written?.[position] ?? "-") !== right?.[position],
          );
          const title = COLUMNS[column]?.title;
          if (title === undefined) return [];
          const difference = { column: title, says: written?.[column] ?? "", right: right?.[column] ?? "" };
          return [{ id, at, difference }];
        })
      : [],
  );
}
