import { code, plain } from "../../tracker/inert.ts";
import { diagramName } from "../diagram-name.ts";
import type { Messages } from "../english/english.ts";
import { counted, listed, word } from "./grammar.ts";

const number = (count: number) => count.toLocaleString("de-DE");
const weeks = (count: number) => counted(count, "Woche", "Wochen");

export const weekly: Messages["weekly"] = {
  title: () => "Wie weit die Kampagne ist: Wochenbericht",
  progress: ({ total, statuses }) =>
    `**${number(total.complete)} von ${counted(total.total, "Diagramm", "Diagrammen")} ${word(total.complete, "ist", "sind")} fertig (${total.percent} %).** ${number(statuses.in_progress)} ${word(statuses.in_progress, "ist", "sind")} in Arbeit, ${number(statuses.review)} im Review, und ${number(total.pending)} noch nicht begonnen.`,
  forecast: (forecast) => {
    switch (forecast.kind) {
      case "done":
        return `Alles, was geplant ist, ist fertig${forecast.on === null ? "" : `, seit ${forecast.on}`}. Vielen Dank!`;
      case "stalled":
        return `In den letzten ${weeks(forecast.weeks)} wurde nichts fertig, also kann niemand sagen, wann die Kampagne endet.`;
      case "range": {
        const { pace, left, from, to } = forecast;
        const at = `Tempo: ${pace.toLocaleString("de-DE", { maximumFractionDigits: 1 })} in der Woche, im Mittel der letzten ${weeks(forecast.weeks)}. Geht es so weiter, sind die übrigen ${number(left)} des heutigen Plans`;
        return to === null
          ? `${at} nach dem ${from} fertig; für ein letztes Datum sind die Wochen zu verschieden.`
          : from === to
            ? `${at} etwa am ${to} fertig.`
            : `${at} in vier von fünf Fällen zwischen dem ${from} und dem ${to} fertig.`;
      }
    }
  },
  overdueHead: (count) => `Überfällig (${number(count)})`,
  overdue: ({ diagram, assignment: { assignee, due_date: due } }) =>
    `${diagramName(diagram)}: ${plain(assignee ?? "")}, fällig am ${due}`,
  unsentHead: (count) => `Noch nicht erinnert (${number(count)})`,
  unsent: ({ diagram, assignment: { assignee, due_date: due } }, hasThread) =>
    `${diagramName(diagram)}: ${plain(assignee ?? "")}, fällig am ${due}${hasThread ? "" : "; ich kenne kein Issue und keinen Pull Request, um es dort zu sagen"}`,
  reviewHead: (count) => `Warten auf ein Review (${number(count)})`,
  review: ({ diagram, assignment: { assignee, reviewer, pr_number: pr } }) =>
    `${diagramName(diagram)}: von ${plain(assignee ?? "")}${pr === null ? "" : ` in #${pr}`}, ${reviewer === null ? "niemand ist für das Review genannt" : `wartet auf ${plain(reviewer)}`}`,
  wantedHead: () => "Frei, und am meisten gesucht",
  wantedHow: (id) => `Mit dem Kommentar ${code(`/claim ${id}`)} in einem Issue nimmst du das erste.`,
  wrongHead: (count) => `Falsch in den Dateien der Kampagne (${number(count)})`,
  more: (count) => `…und ${number(count)} weitere.`,
  trackerLink: (url) => `[Alle Diagramme](${url})`,
  how: () =>
    "Diesen Text bringe ich einmal am Tag auf den neuesten Stand, wenn sich etwas geändert hat; montags kommentiere ich die Woche davor, wenn etwas geschehen ist. Schließe dieses Issue, um beides abzuschalten; öffne es wieder, um es anzuschalten.",

  week: ({ from, to }) => `Die Woche vom ${from} bis zum ${to}`,
  completedHead: (count) => `Fertig geworden (${number(count)})`,
  completed: (who, done) =>
    `von ${who === null ? "niemand Bestimmtem" : plain(who)}: ${listed(
      done.map(({ diagram }) => code(diagram.id)),
      10,
    )}`,
  begunHead: (count) => `Begonnen (${number(count)})`,
  begun: ({ diagram, assignment: { assignee } }) => `${diagramName(diagram)}: von ${plain(assignee ?? "")}`,
  releasedHead: (count) => `Freigegeben (${number(count)})`,
  released: (diagram, assignee) =>
    `${diagramName(diagram)}: zurückgegeben von ${plain(assignee)}, oder weggenommen`,
  nothingCompleted: () => "Nichts wurde fertig.",
};
