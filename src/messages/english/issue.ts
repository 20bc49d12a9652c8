/** What is said about opening diagrams' own issues, and in them. */
import { code, plain } from "../../tracker/inert.ts";
import { counted, listed } from "./grammar.ts";

export const issue = {
  ofWhat: () => `Say for which diagrams: ${code("/issues phase 1")}, a group or an ID.`,
  none: (title: string) => `In ${plain(title)} no diagram is free and without an issue, so I open none.`,
  opening: (title: string, count: number, more: number) =>
    `I open ${counted(count, "issue", "issues")} for ${plain(title)}: one for each diagram that is free and has none.` +
    (count > 20 ? " GitHub lets me open about eighty a minute, so the last ones take a while." : "") +
    (more > 0
      ? ` ${counted(more, "diagram is", "diagrams are")} left. Next: comment the same again when these are there.`
      : ""),

  about: (name: string, group: string) =>
    `**${plain(name)}**, of ${plain(group)}: a diagram of this campaign. Who makes it, and how far it is, stands beside this text.`,
  claim: () => "To take it, comment this line:",
  goOn: (id: string) =>
    `Then open a pull request with ${code(id)} in its title. This issue is closed when that is merged with the drawing.`,
  shows: (points: readonly string[]) => `The drawing has to show: ${listed(points)}.`,
  guide: (url: string) => `[This page](${url.replace(/[()]/g, "\\$&")}) says how it is made.`,
  tracker: (url: string) => `[The tracker](${url}) lists every diagram.`,
} as const;
