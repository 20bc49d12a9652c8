import type { Messages } from "../english/english.ts";
import { counted } from "./grammar.ts";

const effects = (count: number) => counted(count, "neues Diagramm", "neue Diagramme");

export const report: Messages["report"] = {
  passed: (claims) => (claims === 0 ? "Alles in Ordnung" : `In Ordnung: ${effects(claims)}`),
  remarks: (count) => `In Ordnung, mit ${counted(count, "Anmerkung", "Anmerkungen")}`,
  failed: (count, files) =>
    `${counted(count, "Problem", "Probleme")} in ${counted(files, "Datei", "Dateien")}`,
  intro: (files) => `Dieser Pull Request ändert ${counted(files, "Datei", "Dateien")} der Kampagne.`,
  effects: () => "Wenn er gemergt ist:",
  claims: (assignee, id, name, due) => `${assignee} nimmt ${id} ${name}${due === null ? "" : `, bis ${due}`}`,
  line: (line) => `Zeile ${line}`,
  more: (count) => `…und ${count} weitere. Bei jeder steht eine Anmerkung in ihrer Zeile.`,
  howToTry: () =>
    "Um dasselbe auf dem eigenen Rechner zu sehen, bevor du pushst: `diagram-tracker validate --base main`.",
};
