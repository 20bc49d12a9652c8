import type { Assignment } from "../../domain/assignment.ts";
import { code, plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";

const assignedTo = ({ diagram_id, assignee, status }: Assignment) =>
  `${code(diagram_id)} steht nicht mehr im Katalog, aber ${plain(assignee ?? "jemand")} hat es (${status}).`;

export const vanished: Messages["vanished"] = {
  stillAssigned: (now) =>
    `${assignedTo(now)} ${code(`/release ${now.diagram_id}`)} gibt es zurück. Ein Maintainer kann es wieder in den Katalog schreiben oder dort seine neue ID nennen.`,
  instead: () => "nicht mehr im Katalog",
  released: ({ assignee, diagram_id }) =>
    `${assignee === null ? "Es ist zurückgegeben." : `${plain(assignee)} hat es nicht mehr.`} Niemand kann ${code(diagram_id)} übernehmen, solange es nicht im Katalog steht.`,

  title: (ids) =>
    ids.length === 1
      ? `Im Katalog fehlt ${ids[0]}, das jemand hat`
      : `Im Katalog fehlen ${ids.length} Diagramme, die jemand hat`,
  intro: (folder) =>
    `Seit der letzten Änderung von ${code(`${folder}/`)} stehen diese Diagramme nicht mehr im Katalog. Nichts ist verloren: Wer sie hat, behält sie, und ich schließe dieses Issue, sobald das geklärt ist.`,
  one: (now, path) => `${assignedTo(now)} Die Zuordnung steht in ${code(path)}.`,
  toDo: (id) =>
    `**Was zu tun ist**, für jedes: Schreib es wieder in den Katalog. Oder schreib, wenn es jetzt eine andere ID hat, dort die neue mit der alten, wie in ${code(`NEW-ID: { name: …, was: ${id} }`)}; die Zuordnung geht dann mit. Oder kommentiere ${code(`/release ${id}`)}.`,
  settled: () => "Jedes Diagramm, das jemand hat, steht wieder im Katalog oder wurde zurückgegeben.",
};
