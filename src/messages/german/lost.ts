import { CONFIG_PATH } from "../../domain/config.ts";
import { code, plain } from "../../tracker/inert.ts";
import type { Messages } from "../english/english.ts";

const deletedBy = (by: string | null) => (by === null ? "wurde gelöscht" : `wurde von ${plain(by)} gelöscht`);

const command = (from: string, own: string) => code(`git push origin ${from}:refs/heads/${own}`);

export const lost: Messages["lost"] = {
  restoredTitle: (own) => `Diagram Tracker hat ${own} wiederhergestellt`,
  restored: (own, by, commit, number) =>
    `${code(own)} ${deletedBy(by)}. Auf diesem Branch ist der neueste Stand der Kampagne, also habe ich ihn bei seinem letzten Commit wieder angelegt, ${code(commit)}.${number === null ? "" : ` Pull Request #${number} ist wieder offen.`} Nichts ist verloren, und es ist nichts zu tun.`,
  keepIt: (own) => `Behaltet ${code(own)} bitte. Wenn ihr etwas anderes wollt:`,
  insteadPause: () => "Soll eine Weile niemand etwas nehmen, schreibt `/pause` in ein Issue.",
  insteadEnd: (base) => `Soll die Kampagne enden, entfernt ihren Katalog von ${code(base)}.`,
  insteadMove: () =>
    `Sollen meine Änderungen an einem anderen Ort stehen, ändert ${code("commit")} in ${code(CONFIG_PATH)}.`,
  closeThis: () => "Schließt dieses Issue, wenn ihr es gelesen habt.",
  title: (own) => `Diagram Tracker findet seinen Branch ${own} nicht`,
  gone: (own, by) =>
    `${code(own)} ${deletedBy(by)}, und ich kann ihn nicht wiederherstellen. Auf diesem Branch war der neueste Stand der Kampagne, also tue ich nichts, bis er wieder da ist. Kommentare warten, und ich erledige sie dann.`,
  why: (reason) => `**Was im Weg ist:** ${plain(reason.slice(0, 1_000))}`,
  noCommit: () => "GitHub hat seinen letzten Commit nicht mehr.",
  toDo: () => "**Was zu tun ist**, eines davon:",
  push: (oid, own) => `Sucht jemanden, dessen Klon den letzten Commit hat. Dort hilft ${command(oid, own)}.`,
  beginAgain: (base, own) =>
    `Darf verloren gehen, was dort war, beginnt mit dem Stand von ${code(base)} noch einmal: ${command(base, own)}.`,
};
