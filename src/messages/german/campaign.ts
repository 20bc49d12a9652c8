import type { Pause } from "../../domain/pause.ts";
import { code, plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";
import { counted } from "./grammar.ts";

const who = (login: string) => `**${plain(login)}**`;

/** `pausiert seit 2026-11-24, durch **maria** (bis wir uns einig sind)` */
export function pausedSince({ by, on, reason }: Pause): string {
  const since = `${on === null ? "" : ` seit ${on}`}${by === null ? "" : `, durch ${who(by)}`}`;
  return `pausiert${since}${reason === null ? "" : ` (${plain(reason)})`}`;
}

export const campaign: Messages["campaign"] = {
  paused: () =>
    `Die Kampagne pausiert. Niemand kann ein Diagramm nehmen, bis ein Maintainer ${code("/resume")} schreibt. Bis dahin rückt kein Datum näher.`,
  pausedNow: (pause) =>
    `Die Kampagne ${pausedSince(pause)}. Niemand kann ein Diagramm nehmen, bis ein Maintainer ${code("/resume")} schreibt.`,
  alreadyPaused: ({ by, on }) =>
    `Die Kampagne pausiert schon${on === null ? "" : `, seit ${on}`}${by === null ? "" : `, durch ${who(by)}`}. ${code("/resume")} beendet das.`,
  resumed: (days) =>
    days === null || days === 0
      ? "Die Kampagne geht weiter. Kein Datum wurde verschoben."
      : `Die Kampagne geht weiter. Die Pause dauerte ${counted(days, "Tag", "Tage")}, und um so viel habe ich jedes Datum verschoben.`,
  notPaused: () => `Die Kampagne pausiert nicht. ${code("/pause")} macht eine Pause.`,
};
