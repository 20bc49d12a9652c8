/** What the maintainers are told of a branch of the bot's that was deleted. */
import { code, plain } from "../../../tracker/inert.ts";
import type { OwnIssue } from "../own-issue.ts";

export interface Branches {
  readonly own: string;
  /** The default branch. */
  readonly base: string;
}

interface LostFacts {
  readonly branches: Branches;
  readonly oid: string;
  readonly by: string | null;
}

/** Nobody is mentioned: whoever deleted it may be a tool. */
const deletedBy = (by: string | null) => (by === null ? "was deleted" : `was deleted by ${plain(by)}`);

export function renderRestored(facts: LostFacts & { readonly number: number | null }): OwnIssue {
  const { branches, oid, by, number } = facts;
  const own = code(branches.own);
  return {
    marker: "<!-- diagram-tracker:restored -->",
    title: `Diagram Tracker put ${branches.own} back`,
    body: [
      `${own} ${deletedBy(by)}. The newest claims and statuses of the campaign are on that branch, so the bot made it again at its last commit, ${code(oid.slice(0, 12))}.${number === null ? "" : ` Pull request #${number} is open again.`} Nothing is lost, and there is nothing that you have to do.`,
      "",
      `Please keep ${own}. If you want to:`,
      "",
      "- stop claims for a while, comment `/pause` on an issue;",
      `- end the campaign, remove its catalog from ${code(branches.base)};`,
      `- keep the bot's changes in another place, change ${code("commit")} in ${code(".github/diagram-tracker.yml")}.`,
      "",
      "Close this issue when you have read it.",
    ].join("\n"),
  };
}

export function renderLost(facts: LostFacts & { readonly reason: string }): OwnIssue {
  const { branches, oid, by, reason } = facts;
  const own = code(branches.own);
  const command = (from: string) => code(`git push origin ${from}:refs/heads/${branches.own}`);
  return {
    marker: "<!-- diagram-tracker:lost -->",
    title: `Diagram Tracker misses ${branches.own}`,
    body: [
      `${own} ${deletedBy(by)}, and the bot cannot put it back. The newest claims and statuses of the campaign were on that branch, so the bot decides nothing until it is there again: comments wait and are handled then.`,
      "",
      `**What is in the way:** ${plain(reason.slice(0, 1_000))}`,
      "",
      "**What to do**, one of:",
      "",
      `- Whoever has a clone with its last commit runs ${command(oid)}.`,
      `- If what was there may be lost, begin again with what is on ${code(branches.base)}: ${command(branches.base)}.`,
    ].join("\n"),
  };
}
