import type { Messages } from "../english/english.ts";
import { quote, words } from "../words.ts";

const COUNTED = "Ich mache ihn aus den Dateien und dem Katalog, also gibt es hier von Hand nichts zu ändern.";

const INSTEAD: Readonly<Record<Parameters<Messages["tracker"]["edited"]>[0], string>> = {
  details:
    "Ändere die Datei des Diagramms, oder schreibe den Kommentar `/claim`, `/release` oder `/source` mit seiner ID.",
  summary:
    "Die Zahlen zähle ich aus den Dateien und dem Katalog, also gibt es hier von Hand nichts zu ändern.",
  phases: "Ändere die `phases` im Katalog.",
  footer: "Ändere `tracker.next_review` in der Konfiguration; den Rest zähle ich.",
  chart: COUNTED,
  people: COUNTED,
  recent: COUNTED,
  review: COUNTED,
  overdue: COUNTED,
};

export const tracker: Messages["tracker"] = {
  edited: (region, id) =>
    words(
      "Von Hand geändert",
      `Der Bot schreibt alles zwischen den Marken von ${quote(region)}, also ginge diese Änderung${id === null ? "" : ` von ${quote(id)}`} verloren. ${INSTEAD[region]} Warst du das nicht, bringe den Branch auf den neuesten Stand.`,
    ),
  regionGone: (region, begin) =>
    words(
      "Ein Bereich entfernt",
      `Der Bereich ${quote(region)} ist mit seinen Marken verschwunden, also könnte der Bot ihn nicht mehr schreiben. Füge ${quote(begin)} und die Marke am Ende wieder ein.`,
    ),
  documentGone: () =>
    words(
      "Tracker entfernt",
      "Das ist eines der Dokumente der Konfiguration, also würde der Bot es neu schreiben, ohne das, was Menschen darin geschrieben haben. Behalte es, oder nimm es zuerst aus `paths.tracker` heraus.",
    ),
};
