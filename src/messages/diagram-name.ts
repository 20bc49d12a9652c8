import type { Diagram } from "../domain/catalog.ts";
import { code, plain } from "../tracker/inert.ts";

/** What of a name stands in a list. */
const LENGTH = 80;

/** A diagram in a list: its ID, and as much of its name as a line takes. */
export function diagramName({ id, name }: Pick<Diagram, "id" | "name">): string {
  const short = name.length > LENGTH ? `${name.slice(0, LENGTH).toWellFormed()}…` : name;
  return `${code(id)} ${plain(short)}`;
}
