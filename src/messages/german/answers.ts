import { code } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";
import { listed } from "./grammar.ts";

export const answers: Messages["answers"] = {
  free: (lines, how) => `Jetzt frei, die wichtigsten zuerst:\n\n${lines.join("\n")}\n\n${how}`,
  takeFirst: (first) => `Mit ${code(`/claim ${first}`)} gehört dir das erste.`,
  noCount: (most) => `Schreib hinter ${code("/next")} eine Zahl von 1 bis ${most}, oder keine.`,
  nothingFree: () =>
    "Alle Diagramme des Katalogs sind vergeben. Wenn Maintainer neue im Katalog nennen, kannst du diese nehmen.",
  everyDiagram: (trackerUrl) => `[Der Tracker](${trackerUrl}) zeigt jedes Diagramm.`,
  columns: () => ["ID", "Name", "Status", "Bei", "Fällig", "PR", "Geprüft"],
  more: (count, trackerUrl) => `…und ${count} weitere; [der Tracker](${trackerUrl}) zeigt alle.`,
  waiting: (id, logins) =>
    `In der Reihe für ${code(id)}: ${listed(
      logins.map((login) => `**${login}**`),
      10,
    )}.`,
  noDiagram: () => `Im Moment kein Diagramm. ${code("/next")} zeigt, welche frei sind.`,
  unknownSelection: (typed, near, trackerUrl) =>
    `${code(typed)} ist kein Diagramm, keine Gruppe, Kategorie oder Phase des Katalogs und kein Status.${near === null ? "" : ` Meinst du ${code(near)}?`} ` +
    `${code("/status")} allein zeigt die ganze Kampagne, und [der Tracker](${trackerUrl}) jeden Namen.`,
  historyOfOne: () => `Nenne ein Diagramm, wie in ${code("/history G-LIN-FL")}.`,
  noHistory: () =>
    "Noch gibt es nichts zu erzählen. Niemand hat es übernommen, oder seine Datei ist noch nicht committet.",
  olderHistory: (page) => `Ältere Änderungen: [alle Commits der Datei](${page}).`,
  cut: () => "…und mehr, wofür in einem Kommentar kein Platz ist. Der Tracker zeigt alles.",
};
