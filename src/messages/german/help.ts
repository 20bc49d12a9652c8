import type { Messages } from "../english/english.ts";

export const help: Messages["help"] = {
  assign: () => "gibt jemandem Diagramme, auch über die Grenze hinaus oder von jemand anderem",
  claim: () => "nimmt Diagramme für dich; `next` wählt freie für dich aus",
  complete: () =>
    "erklärt Diagramme für fertig, die auf anderem Weg gekommen sind, mit dem Pull Request, der sie brachte",
  due: () =>
    "verschiebt dein Datum auf einen Tag, oder auf N Tage ab heute; Maintainer auch über die Grenzen hinaus",
  help: () => "zeigt diese Liste",
  issues: () => "legt für jedes freie Diagramm einer Phase oder Gruppe ein Issue an, wo noch keins ist",
  history: () => "erzählt, was aus einem Diagramm wurde, und in welchen Commits",
  next: () => "zeigt freie Diagramme, die wichtigsten zuerst",
  override: () => "erlässt diesem Pull Request fehlende Punkte der Checkliste und hält den Grund fest",
  pause: () => "unterbricht die Kampagne: niemand kann etwas nehmen, und kein Datum rückt näher",
  release: () =>
    "gibt deine Diagramme zurück; Maintainer können die von allen zurückgeben, oder alle einer Person",
  reopen: () => "macht fertige Diagramme wieder zu Arbeit, bei derselben Person",
  onboard: () => "öffnet einen Pull Request, der eine Kampagne einrichtet, wo es noch keine gibt",
  resume: () => "beendet die Pause und verschiebt jedes Datum um die Tage, die sie dauerte",
  review: () => "bewegt dein Diagramm wieder nach Review, nach /start",
  source: () => "trägt eine Quelle der Daten ein oder entfernt eine; alle können Quellen eintragen",
  start: () => "bewegt dein Diagramm von Review zurück in Arbeit",
  status: () => "zeigt, wie weit Diagramme sind",
  wait: () => "stellt dich in die Reihe für Diagramme, die andere haben: wer zuerst kommt, bekommt es zuerst",
  verify: () => "erklärt Diagramme anderer für geprüft, wie ein zustimmendes Review",

  undoClaim: () => "`/release` gibt ein Diagramm zurück, das du hast.",
  undoComplete: () => "`/reopen` macht ein fertiges Diagramm wieder zu Arbeit.",
  undoDue: () => "`/due ID DATE` verschiebt das Datum noch einmal.",
  undoOverride: () =>
    "Kein Befehl nimmt das zurück. Öffne einen Pull Request, der es aus der Datei des Diagramms herausnimmt.",
  undoRelease: () => "`/claim` nimmt ein Diagramm zurück, solange es frei ist.",
  undoReopen: () => "`/complete` erklärt ein Diagramm für fertig.",
  undoReview: () => "`/start` bewegt ein Diagramm von Review zurück in Arbeit.",
  undoStart: () => "`/review` bewegt ein Diagramm nach Review, `/release` gibt es zurück.",
  undoWait: () => "`/wait remove ID` nimmt dich aus der Reihe.",
  undoVerify: () =>
    "Um eine Prüfung zurückzunehmen, verwirf das zustimmende Review, oder verlange Änderungen am Pull Request. Ist das Diagramm fertig, kann ein Maintainer es mit `/reopen` wieder öffnen.",

  columns: () => ["Befehl", "Was er tut", "Wer", "Beispiel"],
  or: () => "oder",
  role: (role) => (role === "contributor" ? "alle" : role === "reviewer" ? "Reviewer" : "Maintainer"),
  howTo: (trackerUrl) =>
    "Schreibe einen Befehl an den Anfang einer Zeile, nicht in Code oder Zitate. `ID…` steht für eine oder mehrere IDs, oder für eine Gruppe " +
    `wie \`G-LIN-*\`. In einem Issue, dessen Titel ein Diagramm nennt, kannst du die ID weglassen. [Der Tracker](${trackerUrl}) zeigt jede ID.`,
};
