import { code } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";
import { counted } from "./grammar.ts";

export const maintainers: Messages["maintainers"] = {
  standingTitle: () => "Diagramme und Tracker auf den neuesten Stand bringen",
  standingIntro: ({ own, base }) =>
    `Diagram Tracker hält seine Änderungen von ${code(base)} in diesem Pull Request. Sie gelten, sobald sie auf ${code(own)} sind, also muss niemand auf den Merge warten. Mergt ihn, wann und wie ihr wollt. Spätere Änderungen kommen mit dem nächsten Pull Request.`,
  sinceMerge: () => "Seit dem letzten Merge:",
  earlier: (count) => `${counted(count, "frühere Änderung", "frühere Änderungen")}, siehe die Commits`,
  editElsewhere: (base) =>
    `Ändert die Dateien der Diagramme und den Text des Trackers bitte auf ${code(base)}, nicht auf diesem Branch: Von hier gehen nur die Dateien der Diagramme und der Tracker weiter.`,
};
