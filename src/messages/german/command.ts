import { code } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";
import { listed, word } from "./grammar.ts";

const nothingChanged = "Es wurde nichts geändert.";
const didYouMean = (near: string | null) => (near === null ? "" : ` Meinst du ${code(near)}?`);
const bold = (ids: readonly string[]) => ids.map((id) => `**${id}**`);

export const command: Messages["command"] = {
  needsRole: (role, { reviewers, maintainers }) =>
    `das können nur ${role === "reviewer" ? "Reviewer" : "Maintainer"} (Recht ${code((role === "reviewer" ? reviewers : maintainers).permission)}, oder in der Konfiguration genannt). ${nothingChanged}`,
  namesNone: (usage) =>
    `hier steht kein Diagramm, und der Titel dieses Threads nennt nicht genau eines. Schreibe eines, zum Beispiel ${code(usage)}.`,
  tooMany: (count, limit) =>
    `hier stehen ${count} Diagramme, und ein Befehl nimmt höchstens ${limit}. ${nothingChanged} Schreibe mehrere kleinere Befehle.`,
  unknown: (typed, near) => `${code(typed)} steht nicht im Katalog.${didYouMean(near)}`,
  unknownAll: (typed) =>
    `${listed(typed.map(code), 20)} ${word(typed.length, "steht", "stehen")} nicht im Katalog. Im Tracker steht jede ID.`,
  unknownPattern: (typed, near) =>
    `kein Diagramm des Katalogs beginnt mit ${code(typed.replace(/\*$/, ""))}.${didYouMean(near)}`,
  unknownCommand: (near) => `diesen Befehl gibt es nicht.${didYouMean(`/${near}`)}`,
  undo: (how) => `diesen Befehl gibt es nicht. ${how}`,
  noCommand: () => `diesen Befehl gibt es nicht. ${code("/help")} zeigt alle Befehle.`,
  lookAlikeCommand: (meant) =>
    `hier stehen Buchstaben eines anderen Alphabets, die nur wie lateinische aussehen.${didYouMean(meant)}`,
  unclear: (typed, meant, example) =>
    meant === null
      ? `${code(typed.slice(0, 80))} ist keine ID eines Diagramms. ${nothingChanged} Schreibe eine, zum Beispiel ${code(example)}: in lateinischen Buchstaben, mit Leerzeichen zwischen mehreren.`
      : `${code(typed.slice(0, 80))} ist keine ID eines Diagramms.${didYouMean(meant)} ${nothingChanged} Schreibe jede ID für sich, in lateinischen Buchstaben.`,
  idsBelow: (example) =>
    `die ID steht in der nächsten Zeile, zwischen anderen Wörtern. ${nothingChanged} Schreibe sie gleich hinter den Befehl: ${code(example)}.`,
  reversed: () =>
    `diese Zeile hat ein unsichtbares Zeichen, das den Text umkehrt, sodass niemand sehen kann, was sie sagt. ${nothingChanged} Tippe sie noch einmal von Hand.`,
  either: (first, second) =>
    `„or“ sagt nicht, welches Diagramm du willst. ${nothingChanged} Schreibe eines davon, zum Beispiel ${code(first)}, oder beide: ${code(second)}.`,
  leavesOut: (example) =>
    `ich kann bei einem Befehl keine Diagramme auslassen. ${nothingChanged} Schreibe nur die, die du willst, zum Beispiel ${code(example)}.`,
  cannotChoose: (example) =>
    `nur ${code("/claim")} kann Diagramme wählen. ${nothingChanged} Schreibe die IDs, zum Beispiel ${code(example)}.`,
  claimForOther: (login, id) =>
    `du kannst nur für dich selbst ein Diagramm nehmen. ${nothingChanged} Ein Maintainer kann es jemand anderem geben: ${code(`/assign ${id} @${login}`)}.`,
  waitForGroup: (example) =>
    `du kannst nur auf einzelne Diagramme warten. ${nothingChanged} Schreibe ihre IDs, zum Beispiel ${code(example)}.`,
  noSuchGroup: (typed, near) =>
    `${code(typed)} ist kein Diagramm, keine Gruppe, Kategorie oder Phase des Katalogs.${didYouMean(near)} ${nothingChanged}`,
  nothingFreeAmong: () =>
    `keines dieser Diagramme ist frei. ${code("/claim next")} gibt dir ein freies von irgendwo.`,
  nothingFree: () =>
    "alle Diagramme des Katalogs sind vergeben. Wenn Maintainer neue im Katalog nennen, kannst du diese nehmen.",
  ownLine: () => "ich lese einen Befehl je Zeile. Schreib diesen auf eine eigene Zeile.",
  noCount: () =>
    `mit „0“ willst du kein Diagramm. ${nothingChanged} Schreib, wie viele du willst, zum Beispiel ${code("/claim next 2")}.`,
  onePersonToRelease: () => "hier stehen mehrere Personen. Schreibe für jede einen Befehl.",
  releaseOfOthers: (login) =>
    `nur ein Maintainer kann alles zurückgeben, was ${code(login)} hat. ${nothingChanged}`,
  hasNoAssignment: (login) => `${code(login)} hat kein Diagramm, also gibt es nichts zurückzugeben.`,
  badAddress: (address) =>
    `${code(address.slice(0, 100))} ist keine Adresse, die ich aufheben kann. ${nothingChanged} Schreibe eine, die mit ${code("https://")} beginnt.`,
  badArgument: (problem) => {
    switch (problem.kind) {
      case "no-date":
        return `hinter ${code("due")} kommt ein Datum wie ${code(problem.example)}, oder ${code("+7")} für sieben Tage ab heute. ${nothingChanged}`;
      case "no-day":
        return `${code(problem.typed)} ist kein Tag des Kalenders. ${nothingChanged} Schreibe ein Datum wie ${code(problem.example)}.`;
      case "no-login":
        return `${code(problem.typed.slice(0, 80))} ist kein Login bei GitHub.${didYouMean(problem.meant && `@${problem.meant}`)} ${nothingChanged} Schreibe es so, wie GitHub es zeigt.`;
      case "look-alike":
        return `${code(problem.typed.slice(0, 80))} sieht aus wie ${code(problem.meant)}, hat aber andere Buchstaben. ${nothingChanged} Tippe es noch einmal von Hand.`;
      case "no-address":
        return `hinter ${code("source")} kommt eine Adresse, die mit ${code("https://")} oder ${code("http://")} beginnt. ${nothingChanged}`;
    }
  },
  needsPerson: (usage) => `hier steht niemand. Schreibe die Person mit einem @, zum Beispiel ${code(usage)}.`,
  onePullRequest: () => "hier stehen mehrere Pull Requests. Schreibe für jeden einen Befehl.",
  onePerson: () =>
    "hier stehen mehrere Personen, und ein Diagramm hat immer nur eine. Schreibe für jede einen Befehl.",
  needsReason: (ids) =>
    `hier steht kein Grund, und wer es später liest, braucht einen. Schreibe ${code(`/override ${ids}der Grund`)}.`,
  needsAddress: (usage) =>
    `hier steht keine Adresse, die mit ${code("https://")} oder ${code("http://")} beginnt. Schreibe ${code(usage)}.`,
  needsDate: (usage) =>
    `hier steht kein Tag. Schreibe ${code(usage)} für sieben Tage ab heute, oder ein Datum als YYYY-MM-DD.`,

  about: (id, name) => `**${id}** ${name}: `,
  forEach: (ids, most) => `Für jedes von ${listed(bold(ids), most)}: `,
  aboutAll: (ids, most) => `${listed(bold(ids), most)}: `,
};
