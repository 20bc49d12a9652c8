import { PULL_REQUEST_MEGABYTES } from "../../facts/contents.ts";
import type { WaitingCommit } from "../../facts/state-branch-facts.ts";
import { code } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";
import { counted, listed, word } from "./grammar.ts";

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
  foreignCommits: ({ own, base }, commits) =>
    `Auf dem Branch ${code(own)} des Bots sind Commits, die nicht vom Bot sind: ${listed(commits.map(commitOf), 5)}. Also vergleiche ich diesen Pull Request mit ${code(base)}, und nicht mit dem, was auf ${code(own)} wartet. Nimm diese Commits von ${code(own)}, und mach solche Änderungen in einem eigenen Pull Request.`,
  tooManyWait: ({ own, base }) =>
    `Auf dem Branch ${code(own)} des Bots warten so viele Commits, dass ich nicht sehen kann, von wem sie sind. Also vergleiche ich diesen Pull Request mit ${code(base)}. Als Nächstes: Mergt den Pull Request des Bots.`,
  fromStateBranch: ({ own, base }) =>
    `Nur der Pull Request des Bots darf bringen, was auf seinem Branch ${code(own)} wartet. Diesen vergleiche ich mit ${code(base)}, wie eine Änderung von Hand. Schließe ihn: Der Bot öffnet seinen eigenen mit seiner nächsten Änderung.`,
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

function commitOf({ oid, madeBy }: WaitingCommit): string {
  return `${code(oid.slice(0, 7))}${madeBy === null ? "" : ` von ${code(madeBy)}`}`;
}
