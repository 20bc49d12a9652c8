import type { Assigned, CampaignFigures, Completed } from "../../domain/campaign-figures.ts";
import type { Diagram } from "../../domain/catalog.ts";
import type { Forecast } from "../../domain/forecast.ts";
import type { WeekFigures } from "../../domain/week-figures.ts";
import { code, plain } from "../../tracker/inert.ts";
import { diagramName } from "../diagram-name.ts";
import { counted, listed, word } from "./grammar.ts";

const number = (count: number) => count.toLocaleString("en-US");
const weeks = (count: number) => counted(count, "week", "weeks");

/** The issue with the state of the campaign, and the comment of each week. Nobody is mentioned: a list pings nobody. */
export const weekly = {
  title: () => "How far the campaign is: weekly review",
  progress: ({ total, statuses }: Pick<CampaignFigures, "total" | "statuses">) =>
    `**${number(total.complete)} of ${counted(total.total, "diagram", "diagrams")} ${word(total.complete, "is", "are")} complete (${total.percent}%).** ${number(statuses.in_progress)} ${word(statuses.in_progress, "is", "are")} in progress, ${number(statuses.review)} in review, and ${number(total.pending)} not begun.`,
  /** Below four weeks or ten completions nothing is said. */
  forecast: (forecast: Exclude<Forecast, { kind: "too-early" }>) => {
    switch (forecast.kind) {
      case "done":
        return `Everything that is planned is complete${forecast.on === null ? "" : `, since ${forecast.on}`}. Thank you!`;
      case "stalled":
        return `Nothing was completed in the last ${weeks(forecast.weeks)}, so nobody can say when the campaign ends.`;
      case "range": {
        const { pace, left, from, to } = forecast;
        const at = `Pace: ${pace.toLocaleString("en-US", { maximumFractionDigits: 1 })} a week, on average of the last ${weeks(forecast.weeks)}. At that pace the other ${number(left)} of today's plan`;
        return to === null
          ? `${at} will be complete after ${from}; the weeks differ too much to say by when.`
          : from === to
            ? `${at} will be complete about ${to}.`
            : `${at} will be complete between ${from} and ${to}, with a chance of four in five.`;
      }
    }
  },
  overdueHead: (count: number) => `Overdue (${number(count)})`,
  overdue: ({ diagram, assignment: { assignee, due_date: due } }: Assigned) =>
    `${diagramName(diagram)}: ${plain(assignee ?? "")}, due on ${due}`,
  unsentHead: (count: number) => `Not reminded yet (${number(count)})`,
  /** `hasThread`: there was no room for it on this day. */
  unsent: ({ diagram, assignment: { assignee, due_date: due } }: Assigned, hasThread: boolean) =>
    `${diagramName(diagram)}: ${plain(assignee ?? "")}, due on ${due}${hasThread ? "" : "; I know no issue or pull request on which to say so"}`,
  reviewHead: (count: number) => `Waiting for a review (${number(count)})`,
  review: ({ diagram, assignment: { assignee, reviewer, pr_number: pr } }: Assigned) =>
    `${diagramName(diagram)}: by ${plain(assignee ?? "")}${pr === null ? "" : ` in #${pr}`}, ${reviewer === null ? "no reviewer is named" : `waits for ${plain(reviewer)}`}`,
  wantedHead: () => "Free, and wanted most",
  wantedHow: (id: string) => `Comment ${code(`/claim ${id}`)} on an issue to take the first.`,
  wrongHead: (count: number) => `Wrong in the campaign's files (${number(count)})`,
  more: (count: number) => `…and ${number(count)} more.`,
  trackerLink: (url: string) => `[All diagrams](${url})`,
  how: () =>
    "I bring this text up to date once a day when something changed, and comment on Mondays on the week before if something happened. To turn both off, close this issue; to turn them on again, reopen it.",

  week: ({ from, to }: Pick<WeekFigures, "from" | "to">) => `The week from ${from} to ${to}`,
  completedHead: (count: number) => `Completed (${number(count)})`,
  completed: (who: string | null, done: readonly Completed[]) =>
    `by ${who === null ? "nobody in particular" : plain(who)}: ${listed(
      done.map(({ diagram }) => code(diagram.id)),
      10,
    )}`,
  begunHead: (count: number) => `Begun (${number(count)})`,
  begun: ({ diagram, assignment: { assignee } }: Assigned) =>
    `${diagramName(diagram)}: by ${plain(assignee ?? "")}`,
  releasedHead: (count: number) => `Released (${number(count)})`,
  released: (diagram: Diagram, assignee: string) =>
    `${diagramName(diagram)}: given back by ${plain(assignee)}, or taken back`,
  nothingCompleted: () => "Nothing was completed.",
} as const;
