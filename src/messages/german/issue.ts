import { code, plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";
import { counted, listed } from "./grammar.ts";

export const issue: Messages["issue"] = {
  ofWhat: () => `Schreibe, für welche Diagramme: ${code("/issues phase 1")}, eine Gruppe oder eine ID.`,
  none: (title) => `In ${plain(title)} ist kein Diagramm frei und ohne Issue, darum lege ich keins an.`,
  opening: (title, count, more) =>
    `Ich lege ${counted(count, "Issue", "Issues")} für ${plain(title)} an: eins für jedes Diagramm, das frei ist und noch keins hat.` +
    (count > 20
      ? " GitHub lässt mich etwa achtzig in der Minute anlegen, darum dauern die letzten etwas."
      : "") +
    (more > 0
      ? ` ${counted(more, "Diagramm bleibt", "Diagramme bleiben")} übrig. Weiter: Kommentiere dasselbe noch einmal, wenn diese da sind.`
      : ""),

  about: (name, group) =>
    `**${plain(name)}**, aus ${plain(group)}: ein Diagramm dieser Kampagne. Wer es macht und wie weit es ist, steht neben diesem Text.`,
  claim: () => "Um es zu übernehmen, kommentiere diese Zeile:",
  goOn: (id) =>
    `Öffne dann einen Pull Request mit ${code(id)} im Titel. Dieses Issue wird geschlossen, wenn er mit der Zeichnung gemergt ist.`,
  shows: (points) => `Die Zeichnung muss zeigen: ${listed(points)}.`,
  guide: (url) => `[Diese Seite](${url.replace(/[()]/g, "\\$&")}) sagt, wie man es macht.`,
  tracker: (url) => `[Der Tracker](${url}) nennt alle Diagramme.`,
};
