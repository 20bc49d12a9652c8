import { code } from "../../tracker/inert.ts";
import { listed } from "./grammar.ts";

/** What questions are answered: `/next`, `/status`. */
export const answers = {
  /** `how`: to take one, or why nobody can. */
  free: (lines: readonly string[], how: string) =>
    `Free now, most wanted first:\n\n${lines.join("\n")}\n\n${how}`,
  takeFirst: (first: string) => `${code(`/claim ${first}`)} makes the first one yours.`,
  noCount: (most: number) => `Write a number from 1 to ${most} after ${code("/next")}, or none.`,
  nothingFree: () =>
    "Every diagram of the catalog is taken. When maintainers name new ones in the catalog, you can claim those.",
  everyDiagram: (trackerUrl: string) => `[The tracker](${trackerUrl}) has every diagram.`,
  columns: () => ["ID", "Name", "Status", "Assignee", "Due", "PR", "Verified"],
  more: (count: number, trackerUrl: string) =>
    `…and ${count} more; [the tracker](${trackerUrl}) has them all.`,
  waiting: (id: string, logins: readonly string[]) =>
    `In the line for ${code(id)}: ${listed(
      logins.map((login) => `**${login}**`),
      10,
    )}.`,
  noDiagram: () => `No diagram right now. ${code("/next")} shows which are free.`,
  unknownSelection: (typed: string, near: string | null, trackerUrl: string) =>
    `${code(typed)} is no diagram, group, category or phase of the catalog, and no status.${near === null ? "" : ` Did you mean ${code(near)}?`} ` +
    `${code("/status")} alone shows the whole campaign, and [the tracker](${trackerUrl}) has every name.`,
  historyOfOne: () => `Name one diagram, as in ${code("/history G-LIN-FL")}.`,
  noHistory: () => "there is nothing to tell yet. Nobody has claimed it, or its file is not committed yet.",
  olderHistory: (page: string) => `Older changes: [all commits of the file](${page}).`,
  cut: () => "…and more, for which there is no room in one comment. The tracker shows everything.",
} as const;
