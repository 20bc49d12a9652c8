import { CONFIG_PATH } from "../../domain/config.ts";
import { code, plain } from "../../tracker/inert.ts";

/** Nobody is mentioned: whoever deleted it may be a tool. */
const deletedBy = (by: string | null) => (by === null ? "was deleted" : `was deleted by ${plain(by)}`);

const command = (from: string, own: string) => code(`git push origin ${from}:refs/heads/${own}`);

/** What maintainers read in the issue about a branch of the bot's that was deleted. */
export const lost = {
  restoredTitle: (own: string) => `Diagram Tracker put ${own} back`,
  restored: (own: string, by: string | null, commit: string, number: number | null) =>
    `${code(own)} ${deletedBy(by)}. The newest claims and statuses of the campaign are on that branch, so I made it again at its last commit, ${code(commit)}.${number === null ? "" : ` Pull request #${number} is open again.`} Nothing is lost, and you do not have to do anything.`,
  keepIt: (own: string) => `Please keep ${code(own)}. If you want to:`,
  insteadPause: () => "stop claims for a while, comment `/pause` on an issue;",
  insteadEnd: (base: string) => `end the campaign, remove its catalog from ${code(base)};`,
  insteadMove: () => `keep my changes in another place, change ${code("commit")} in ${code(CONFIG_PATH)}.`,
  closeThis: () => "Close this issue when you have read it.",
  title: (own: string) => `Diagram Tracker cannot find its branch ${own}`,
  gone: (own: string, by: string | null) =>
    `${code(own)} ${deletedBy(by)}, and I cannot put it back. The newest claims and statuses of the campaign were on that branch, so I do nothing until it is there again. Comments wait, and I handle them then.`,
  why: (reason: string) => `**What is in the way:** ${plain(reason.slice(0, 1_000))}`,
  noCommit: () => "GitHub no longer has its last commit.",
  toDo: () => "**What to do**, one of:",
  push: (oid: string, own: string) =>
    `Find somebody whose clone has its last commit. They run ${command(oid, own)}.`,
  beginAgain: (base: string, own: string) =>
    `If what was there may be lost, begin again with what is on ${code(base)}: ${command(base, own)}.`,
} as const;
