import { code, plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";
import { locateProblem } from "../locate-problem.ts";
import { sayProblem } from "../say-problem.ts";
import { findings } from "./findings.ts";
import { listed, word } from "./grammar.ts";

const andOthers = (more: number) =>
  more === 0 ? "" : ` (und ${more} weitere, siehe das Issue über kaputte Dateien)`;

export const broken: Messages["broken"] = {
  perhapsUnread: (typed, first, more) =>
    `ich finde ${listed(typed.map(code), 20)} nicht, denn eine Datei des Katalogs ist nicht lesbar. Es wurde nichts geändert: Wer ${word(typed.length, "es", "eines davon")} hat, behält es. Als Nächstes: Ein Maintainer korrigiert die Datei; frage dann noch einmal. ${locateProblem(first, findings)}${andOthers(more)}`,
  notAll: (first, more) =>
    `Eine Datei des Katalogs ist aber nicht lesbar, also sehe ich nicht jedes Diagramm. Als Nächstes: Ein Maintainer korrigiert sie. ${locateProblem(first, findings)}${andOthers(more)}`,
  wholeCatalog: (first, more) =>
    `Der Katalog ist nicht lesbar, also wurde nichts geändert: Alle behalten, was sie haben. Als Nächstes: Ein Maintainer korrigiert ihn; kommentiere dann noch einmal. ${locateProblem(first, findings)}${andOthers(more)}`,
  onPullRequest: (first, more, isMerged) =>
    `Eine Datei des Katalogs der Kampagne ist nicht lesbar, also kenne ich nicht jedes Diagramm dieses Pull Requests. Nichts ist verloren: Wer eines hat, behält es. Als Nächstes: Ein Maintainer korrigiert die Datei. ${isMerged ? `Danach kommentiert er hier ${code("/complete ID")} mit dem, was fertig ist und nicht so dasteht.` : "Danach sehe ich mir diesen Pull Request noch einmal an."} ${locateProblem(first, findings)}${andOthers(more)}`,

  issueTitle: (count) =>
    count === 1
      ? "Diagram Tracker hat einen Fehler in einer Datei der Kampagne gefunden"
      : `Diagram Tracker hat Fehler in ${count} Dateien der Kampagne gefunden`,
  issueIntro: () =>
    "In den Dateien hier unten stimmt etwas nicht. Alles andere geht weiter, und niemand verliert, was er hat. Ich halte dieses Issue aktuell, und schließe es, wenn alles korrigiert ist.",
  issueFile: (file, link) => `[${code(file)}](${link})`,
  issueLine: (problem, link) =>
    `[Zeile ${problem.line}, Spalte ${problem.column}](${link}): ${plain(sayProblem(problem, { findings }))}`,
  issueMore: (count) => `…und ${count} weitere.`,
  whileConfig: () =>
    "**Bis das korrigiert ist, ändere ich nichts.** Kommentare beantworte ich mit der Stelle des Fehlers.",
  whileCatalog: () =>
    "**Der Katalog:** Die Diagramme seiner anderen Dateien gehen weiter. Der Tracker behält die Zeilen und Zahlen einer Datei, die nicht lesbar ist.",
  whileAssignment: () =>
    "**Die Datei eines Diagramms:** Niemand kann dieses Diagramm ändern, und seine Zeile im Tracker bleibt, wie sie ist.",
  whileTracker: () =>
    "**Der Tracker:** Was ich dort nicht lesen kann, schreibe ich nicht, bis es korrigiert ist. Den Rest schreibe ich.",
  issueHow: () => `${code("diagram-tracker validate")} zeigt dieselbe Liste in einem Klon, vor dem Push.`,
  mended: () => "Alles ist korrigiert, und ich lese wieder alles. Danke!",
};
