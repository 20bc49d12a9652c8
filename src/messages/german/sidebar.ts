import { code, plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";

export const sidebar: Messages["sidebar"] = {
  notAssigned: (login, issue, isFull) =>
    isFull
      ? `Ich konnte **${plain(login)}** bei #${issue} nicht eintragen: Dort stehen schon zehn, und mehr nimmt GitHub nicht. Das Diagramm gehört ihnen trotzdem.`
      : `GitHub ließ mich **${plain(login)}** bei #${issue} nicht eintragen. Es nimmt nur, wer dort kommentiert hat, hier schreiben darf oder zur Organisation gehört. Das Diagramm gehört ihnen trotzdem.`,
  oneAssignee: (id, now, login) =>
    `**${id}**: Ein Diagramm hat nur eine Person, und dieses hat **${plain(now.assignee ?? "")}**. Darum habe ich es nicht **${plain(login)}** gegeben. Weiter: Um es zu übergeben, kommentiere ${code(`/assign ${id} @${login}`)}.`,
  leftAsItIs: () => "Wer bei diesem Issue eingetragen ist, lasse ich stehen.",
};
