import type { Messages } from "../english/english.ts";
import { quote, words } from "../words.ts";
import { counted } from "./grammar.ts";

export const plan: Messages["plan"] = {
  removed: (id, now, renamed) =>
    words(
      renamed === null ? "Ein benutztes Diagramm entfernt" : "Ein benutztes Diagramm umbenannt",
      `${quote(id)} ${renamed === null ? "steht nicht mehr im Katalog" : `heißt jetzt ${quote(renamed)}`}, aber ${now.assignee === null ? `es ist ${now.status}` : `${quote(now.assignee)} hat es (${now.status})`}, und dann gehört seine Datei zu keinem Diagramm. Behalte die ID, oder schreib neben die neue, was sie war: ${quote(`${renamed ?? "NEW-ID"}: { name: …, was: ${id} }`)}. Die Zuordnung geht dann mit.`,
    ),
  orphan: (id, path) =>
    words(
      "Eine Datei bleibt übrig",
      `${quote(id)} steht nicht mehr im Katalog, und niemand hat es, aber ${quote(path)} ist noch da. Entferne die Datei, oder benenne sie um.`,
    ),
  catalogUnread: () =>
    words(
      "Ein Teil des Katalogs",
      "Solange diese Datei nicht lesbar ist, schreibe ich den Tracker nicht neu, und niemand kann ihre Diagramme nehmen. Korrigiere die Datei.",
    ),
  moved: (key, from, to, left) =>
    words(
      "Dateien bleiben übrig",
      `${quote(key)} zieht von ${quote(from)} nach ${quote(to)} um, aber ${counted(left, "Datei bliebe", "Dateien blieben")} am alten Ort, wo ich nicht mehr lese. Verschiebe sie im selben Pull Request.`,
    ),
  forMaintainers: (isConfig) =>
    words(
      "Für einen Maintainer",
      `Das ändert ${isConfig ? "die Konfiguration der Kampagne, die auch sagt, wer was darf" : "was die Kampagne plant"}. Als Nächstes: Ein Maintainer stimmt diesem Pull Request zu, nach seinem letzten Commit.`,
    ),
};
