import { type Assignment, pendingAssignment } from "../domain/assignment.ts";
import type { Diagram } from "../domain/catalog.ts";
import { COLUMNS } from "./columns.ts";
import { joinCells } from "./table-line.ts";

interface Rendered {
  readonly assignment: Assignment | undefined;
  readonly url: string;
  readonly row: string;
}

// Catalogs and assignments are kept between batches by identity, so a claim among 20,000 renders one row, not all.
const rendered = new WeakMap<Diagram, Rendered>();

/** One row of a detail table. `url` is the repository's page, the base of its links; no assignment: never claimed. */
export function renderRow(diagram: Diagram, assignment: Assignment | undefined, url: string): string {
  const known = rendered.get(diagram);
  if (known && known.assignment === assignment && known.url === url) return known.row;
  const shown = assignment ?? pendingAssignment(diagram.id);
  const row = joinCells(COLUMNS.map(({ render }) => render(diagram, shown, url)));
  rendered.set(diagram, { assignment, url, row });
  return row;
}
