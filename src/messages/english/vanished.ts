import type { Assignment } from "../../domain/assignment.ts";
import { code, plain } from "../../tracker/inert.ts";

const assignedTo = ({ diagram_id, assignee, status }: Assignment) =>
  `${code(diagram_id)} is no longer in the catalog, but ${plain(assignee ?? "somebody")} holds it (${status}).`;

/** Of diagrams that somebody holds, and that the catalog names no more. */
export const vanished = {
  stillAssigned: (now: Assignment) =>
    `${assignedTo(now)} ${code(`/release ${now.diagram_id}`)} gives it back. A maintainer can put it back into the catalog, or name its new ID there.`,
  /** Instead of its name. */
  instead: () => "no longer in the catalog",
  released: ({ assignee, diagram_id }: Assignment) =>
    `${assignee === null ? "It was given back." : `${plain(assignee)} no longer holds it.`} Nobody can claim ${code(diagram_id)} while it is not in the catalog.`,

  title: (ids: readonly string[]) =>
    ids.length === 1
      ? `The catalog no longer names ${ids[0]}, which somebody holds`
      : `The catalog no longer names ${ids.length} diagrams that somebody holds`,
  intro: (folder: string) =>
    `Since the last change of ${code(`${folder}/`)} these diagrams are not in the catalog. Nothing is lost: their holders keep them, and I close this issue when it is solved.`,
  one: (now: Assignment, path: string) => `${assignedTo(now)} The assignment is in ${code(path)}.`,
  toDo: (id: string) =>
    `**What to do**, for each: put it back into the catalog; or, if it has another ID now, write that there with the old one, as in ${code(`NEW-ID: { name: …, was: ${id} }`)}, and the assignment moves with it; or comment ${code(`/release ${id}`)}.`,
  settled: () => "Every diagram that somebody holds is in the catalog again, or was given back.",
} as const;
