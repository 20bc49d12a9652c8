import { PULL_REQUEST_MEGABYTES } from "../../facts/contents.ts";
import { code } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";
import { counted, word } from "./grammar.ts";

export const checks: Messages["checks"] = {
  nothingTitle: () => "Nichts zu prüfen",
  nothing: () =>
    "In diesem Pull Request ist nichts, was diese Prüfung ansieht: Er nennt kein Diagramm der Kampagne und ändert keine ihrer Dateien, oder nur der Bot hat darin geschrieben.",
  tooManyTitle: () => "Zu viele Dateien",
  leftOut: (checked, leftOut) =>
    `Ich habe nur die ersten ${checked} Dateien der Kampagne gelesen, und die ${leftOut} anderen nicht. Teile den Pull Request in kleinere.`,
  overBudget: (files) =>
    `Ich habe ${counted(files, "Datei", "Dateien")} nicht angesehen, weil die Dateien dieses Pull Requests zusammen mehr als ${PULL_REQUEST_MEGABYTES} MB haben. Teile den Pull Request in kleinere.`,
  notListed: () =>
    "GitHub zählt höchstens 3.000 Dateien eines Pull Requests auf, also konnte ich die anderen nicht prüfen. Teile den Pull Request in kleinere.",
  groupTitle: (failed, total) =>
    failed === 0
      ? `Alle ${counted(total, "Pull Request", "Pull Requests")} der Gruppe bestehen`
      : `${failed} von ${total} Pull Requests der Gruppe ${word(failed, "besteht", "bestehen")} nicht`,
  sameHeadTitle: (failed, total) =>
    failed === 0
      ? `Alle ${counted(total, "Pull Request", "Pull Requests")} dieses Commits bestehen`
      : `${failed} von ${total} Pull Requests dieses Commits ${word(failed, "besteht", "bestehen")} nicht`,
  groupPart: (number, title) => `### #${number}: ${title}`,
  overrideHow: (ids) =>
    `um fehlende Punkte zu erlassen, schreibe hier einen Kommentar mit einem Grund: ${code(
      `/override ${ids.length === 0 ? "" : `${ids.slice(0, 10).join(" ")} `}der Grund`,
    )}. Die Datei des Diagramms hält den Grund fest.`,
  overrideNotYours: (permission) =>
    `nur Maintainer können Punkte erlassen (Recht ${code(permission)}, oder in der Konfiguration genannt). Es wurde nichts geändert.`,
};
