import { plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";
import { locateProblem } from "../locate-problem.ts";
import { findings } from "./findings.ts";
import { counted } from "./grammar.ts";

export const gates: Messages["gates"] = {
  runAgain: () => ({ label: "Noch einmal", description: "Liest alles neu." }),
  override: () => ({ label: "Punkte erlassen", description: "Für Maintainer: zeigt den Befehl." }),

  passes: (id) => `${id} besteht`,
  allPass: (count) => `Alle ${count} Diagramme bestehen`,
  someLeft: (what, { failed, open, isDraft }, names) => {
    const of = "id" in what ? what.id : `${what.ready} von ${what.total} Diagrammen bestehen`;
    const toDo = isDraft ? "noch zu tun" : "noch zu bestätigen";
    const counts = [
      ...(failed > 0 ? [`${counted(failed, "Punkt", "Punkte")} nicht bestanden`] : []),
      ...(open > 0 ? [failed > 0 ? `${open} ${toDo}` : `${counted(open, "Punkt", "Punkte")} ${toDo}`] : []),
    ];
    const left = counts.length > 0 ? counts.join(", ") : "manche Dateien sind nicht lesbar";
    return `${isDraft ? "Entwurf: " : ""}${of}: ${left}${names.length > 0 ? ` (${names.join(", ")})` : ""}`;
  },

  intro: (trackerUrl) =>
    `Diese Prüfung vergleicht die Zeichnungen dieses Pull Requests mit der Checkliste [der Kampagne](${trackerUrl}):`,
  summaryColumns: () => [
    "Diagramm",
    "Name",
    "Vor dem Beginn",
    "Vor dem Review",
    "Vor dem Merge",
    "Was fehlt",
  ],
  nothingLeft: () => "nichts",
  alike: (count) => counted(count, "Diagramm", "Diagramme"),
  moreDiagrams: (count) => `…und ${counted(count, "weiteres Diagramm", "weitere Diagramme")}.`,
  andMore: (count) => `und ${count} weitere`,
  unreadable: (count) =>
    `${counted(count, "Datei war", "Dateien waren")} nicht lesbar. Bei jeder steht eine Anmerkung, warum.`,
  unowned: (count) =>
    `Ich kann nicht erkennen, zu welchem Diagramm ${counted(count, "Zeichnung gehört", "Zeichnungen gehören")}. Bei jeder steht eine Anmerkung, was zu tun ist.`,
  draft: () =>
    "Dieser Pull Request ist ein Entwurf. Die Prüfung besteht erst, wenn jeder nötige Punkt da ist.",
  legend: () =>
    "✅ bestanden · 👤 von einer Person in der Beschreibung abgehakt · 🔓 von einem Maintainer erlassen · ❌ nicht bestanden: bitte ändern · ⬜ noch zu bestätigen",
  noRoom: () => "…es gibt noch mehr, aber GitHub hat hier keinen Platz dafür.",
  noRoomFor: (hidden) =>
    `…für ${counted(hidden, "weiteren Abschnitt", "weitere Abschnitte")} ist hier kein Platz. Die Anmerkungen nennen alles, was nicht besteht.`,

  leftByPoint: () => "Was fehlt, in der Reihenfolge, in der es zu tun ist",
  leftColumns: () => ["", "Punkt", "Was zu tun ist", "Diagramme"],
  columns: () => ["", "Punkt", "Was ich gefunden habe"],
  advisory: (name) => `${name} (nur ein Rat)`,
  ticked: (by, on, { isAuthor, isTick, isAfterVerification }) => {
    const author = isAuthor ? ", dem Autor," : "";
    const who = by === null ? "einem Konto, das es nicht mehr gibt," : `**${plain(by)}**${author}`;
    return isTick
      ? `In der Beschreibung von ${who} am ${on} abgehakt${isAfterVerification ? ", nachdem die Zeichnung geprüft war" : ""}.`
      : `In der Beschreibung abgehakt. Zuletzt wurde sie von ${who} am ${on} geschrieben.`;
  },
  waived: (by, on, reason) => `Erlassen von **${plain(by)}** am ${on}: ${plain(reason)}`,
  line: (line) => `Zeile ${line}`,
  alsoAt: (message, count, files) =>
    `${message} Das Gleiche an ${counted(count, "anderen Stelle", "anderen Stellen")}${files > 1 ? `, zusammen in ${files.toLocaleString("de-DE")} Dateien` : ""}.`,
  more: (message, count) => (count === 0 ? message : `${message} (und ${count} weitere)`),

  configurationBroken: (problem) => ({
    title: "Die Konfiguration der Kampagne ist nicht lesbar",
    summary:
      "Die Konfiguration der Kampagne ist nicht lesbar, also habe ich nichts beurteilt. Als Nächstes: Ein Maintainer korrigiert " +
      `sie auf dem Standard-Branch, und drückt dann **Noch einmal**. ${locateProblem(problem, findings)}`,
  }),
  tooManyDiagrams: (count) => ({
    title: `${count} Diagramme sind zu viele für einen Pull Request`,
    summary: `Dieser Pull Request nennt ${count} Diagramme, also habe ich keines beurteilt. Teile ihn in kleinere.`,
  }),

  notRead: () => "Nicht gelesen",
  unownedTitle: () => "Wessen Zeichnung ist das?",
  unownedMessage: () =>
    "In diesem Pull Request geht es um mehrere Diagramme, und nichts sagt, zu welchem diese Zeichnung gehört. Schreibe die ID in den Namen der Datei, in die Überschrift über der Zeichnung, oder in einen Kommentar darin, wie %% G-LIN-FL.",
  longText: (id) => `${id}: langer Text`,
  longTextMessage: (length, most) =>
    `Dieser Text hat ${counted(length, "Zeichen", "Zeichen")}; bis ${most.toLocaleString("de-DE")} bleibt eine Zeichnung lesbar. Kürze ihn, oder teile den Knoten.`,
  unreadableFile: (kind, bytes, megabytes) =>
    ({
      binary:
        "Diese Datei ist kein Text, also kann ich die Zeichnung darin nicht lesen. Speichere sie als UTF-8 ohne Null-Bytes.",
      "too-large": `Diese Datei ist zu groß${bytes === null ? "" : ` (${counted(bytes, "Byte", "Bytes")})`}, also habe ich sie nicht gelesen. Teile sie: ein Diagramm in jeder Datei.`,
      "over-budget": `Die Dateien dieses Pull Requests haben zusammen mehr als ${megabytes} MB, also habe ich diese nicht angesehen. Teile den Pull Request in kleinere.`,
      symlink:
        "Diese Datei ist ein symbolischer Link, und Links folge ich nicht. Lege die Zeichnung selbst hierher.",
      submodule:
        "Dieser Pfad ist ein Submodul, und Submodulen folge ich nicht. Lege die Zeichnung selbst in dieses Repository.",
      unreadable:
        "GitHub hat mir den Inhalt dieser Datei nicht gegeben. Starte die Prüfung noch einmal; hilft das nicht, pushe die Datei noch einmal.",
    })[kind],
};
