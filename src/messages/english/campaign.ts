import type { Pause } from "../../domain/pause.ts";
import { code, plain } from "../../tracker/inert.ts";
import { counted } from "./grammar.ts";

const who = (login: string) => `**${plain(login)}**`;

/** `paused since 2026-11-24 by **maria** (until the new catalog is agreed on)` */
export function pausedSince({ by, on, reason }: Pause): string {
  const since = `${on === null ? "" : ` since ${on}`}${by === null ? "" : ` by ${who(by)}`}`;
  return `paused${since}${reason === null ? "" : ` (${plain(reason)})`}`;
}

/** What is said about the campaign as a whole. */
export const campaign = {
  paused: () =>
    `The campaign is paused. Nobody can claim a diagram until a maintainer comments ${code("/resume")}. No due date comes nearer until then.`,
  pausedNow: (pause: Pause) =>
    `The campaign is ${pausedSince(pause)}. Nobody can claim a diagram until a maintainer comments ${code("/resume")}.`,
  alreadyPaused: ({ by, on }: Pause) =>
    `The campaign is already paused${on === null ? "" : `, since ${on}`}${by === null ? "" : `, by ${who(by)}`}. ${code("/resume")} ends that.`,
  resumed: (days: number | null) =>
    days === null || days === 0
      ? "The campaign goes on. No due date was moved."
      : `The campaign goes on. It was paused for ${counted(days, "day", "days")}, and I moved every due date by as many days.`,
  notPaused: () => `The campaign is not paused. ${code("/pause")} pauses it.`,
} as const;
