import { PULL_REQUEST_MEGABYTES } from "../../facts/contents.ts";
import type { Messages } from "../english/english.ts";
import { quote, words } from "../words.ts";
import { counted } from "./grammar.ts";

export const files: Messages["files"] = {
  binary: () =>
    words(
      "Keine Textdatei",
      "Diese Datei ist binär, und sie muss Text in YAML oder Markdown sein. Lege den Text hierher.",
    ),
  tooLarge: (bytes) =>
    words(
      "Datei zu groß",
      `Diese Datei${bytes === null ? "" : ` hat ${counted(bytes, "Byte", "Bytes")} und`} ist zu groß, um sie zu lesen. Die Dateien der Kampagne haben ein paar Seiten Text. Mach sie kleiner.`,
    ),
  overBudget: () =>
    words(
      "Nicht angesehen",
      `Die Dateien dieses Pull Requests haben zusammen mehr als ${PULL_REQUEST_MEGABYTES} MB, also habe ich diese nicht angesehen. Teile den Pull Request in kleinere.`,
    ),
  symlink: () =>
    words(
      "Symbolischer Link",
      "Das ist ein symbolischer Link, und Links folge ich nicht. Lege die Datei selbst hierher.",
    ),
  submodule: () =>
    words("Submodul", "Das ist ein Submodul, und darin lese ich nichts. Lege die Dateien selbst hierher."),
  pause: () =>
    words(
      "Pause der Kampagne",
      'Diese Datei unterbricht die Kampagne. Nimm die Änderung heraus: Ein Maintainer schreibt stattdessen "/pause" oder "/resume".',
    ),
  unreadable: () =>
    words(
      "Datei nicht lesbar",
      "GitHub hat mir den Inhalt dieser Datei nicht gegeben, also kann ich sie nicht prüfen. Starte die Prüfung noch einmal.",
    ),
  stray: (expected) =>
    words(
      "Falscher Ort",
      `Das heißt wie die Datei eines Diagramms, aber an diesem Ort lese ich keine. Verschiebe sie nach ${quote(expected)}.`,
    ),
  nameInCapitals: (id) =>
    words(
      "Name der Datei",
      `Im Katalog wird dieses Diagramm anders geschrieben. Nenne die Datei ${quote(`${id}.yml`)}.`,
    ),
  unknownDiagram: (id, near) =>
    words(
      "Unbekanntes Diagramm",
      `Im Katalog steht kein Diagramm ${quote(id)}. ${near ? `Meinst du ${quote(near)}?` : "Trage es zuerst im Katalog ein. Im Tracker steht jede ID."}`,
    ),
  problem: (message) => words("So nicht lesbar", message),
  doubt: (message) => words("Einen Blick wert", message),
};
