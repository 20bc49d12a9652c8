import type { Pause } from "../../domain/pause.ts";
import { code, plain } from "../../tracker/inert.ts";
import { counted } from "./grammar.ts";

const who = (login: string) => `**${plain(login)}**`;

/** `**maria** paused the campaign on 2026-11-24 (until the new catalog is agreed on)`, as the beginning of a sentence or in it. */
export function whoPaused({ by, on, reason }: Pause): string {
  const why = reason === null ? "" : ` (${plain(reason)})`;
  if (by !== null) return `${who(by)} paused the campaign${on === null ? "" : ` on ${on}`}${why}`;
  return on === null ? `the campaign is paused${why}` : `the campaign has been paused since ${on}${why}`;
}

/** What is said about the campaign as a whole. */
export const campaign = {
  paused: () =>
    `The campaign is paused. Nobody can claim a diagram until a maintainer comments ${code("/resume")}. Until then the due dates wait.`,
  pausedNow: (pause: Pause) =>
    `${whoPaused(pause).replace(/^t/, "T")}. Nobody can claim a diagram until a maintainer comments ${code("/resume")}.`,
  alreadyPaused: ({ by, on }: Pause) =>
    `The campaign is already paused${on === null ? "" : `, since ${on}`}${by === null ? "" : `, by ${who(by)}`}. ${code("/resume")} ends the pause.`,
  resumed: (days: number | null) =>
    days === null || days === 0
      ? "The campaign goes on. All due dates stay as they are."
      : `The campaign goes on. It was paused for ${counted(days, "day", "days")}, and I moved every due date by as many days.`,
  notPaused: () => `The campaign is not paused. ${code("/pause")} pauses it.`,
} as const;
