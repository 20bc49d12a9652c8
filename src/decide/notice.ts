import { say } from "../commands/wording.ts";
import type { Assignment } from "../domain/assignment.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { isSamePerson } from "../domain/login.ts";
import { STATUS_LABEL } from "../domain/status.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import { code, plain } from "../tracker/inert.ts";
import { claimsMergedBy } from "./adopt-claims.ts";
import type { Fold } from "./fold.ts";
import type { Notice } from "./plan.ts";
import { touchesDiagrams } from "./references.ts";
import { firstPullRequest, referencesOf } from "./sync-pull-request.ts";

/** Marks the one comment of the bot on a pull request that is kept up to date. */
export const NOTICE_MARKER = "<!-- diagram-tracker:notice -->";

const ROWS = 100;

/**
 * What the pull request's comment has to say now: a pure function of the state, so that a second look at the same
 * state changes no comment. Null: nothing to say, or it is said already. A pull request that has nothing to do with
 * the campaign is left in peace.
 */
export function planNotice(fold: Fold, pr: PullRequestFacts): Notice | null {
  const body = renderNotice(fold, pr);
  if (body === null || body === pr.notice?.body.replace(/\r\n/g, "\n").trim()) return null;
  return { thread: pr.number, commentId: pr.notice?.commentId ?? null, body };
}

function renderNotice(fold: Fold, pr: PullRequestFacts): string | null {
  const references = [...referencesOf(fold, pr)];
  if (references.length === 0) {
    const text = claimedByFile(fold, pr) ?? nothingNamed(fold, pr);
    return text === null ? null : `${text}\n\n${NOTICE_MARKER}`;
  }
  const rows = references.slice(0, ROWS).map((id) => renderRow(fold, pr, id));
  const more = references.length > ROWS ? `\n\n…and ${references.length - ROWS} more.` : "";
  return [
    `This pull request names ${references.length === 1 ? "one diagram" : `${references.length} diagrams`} of [the campaign](${fold.trackerUrl}):`,
    "",
    "| Diagram | Name | Status | What now |",
    "|---|---|---|---|",
    `${rows.join("\n")}${more}`,
    "",
    NOTICE_MARKER,
  ].join("\n");
}

/** The answer to a claim that was made by a merged assignment file: the same as to `/claim`. */
function claimedByFile(fold: Fold, pr: PullRequestFacts): string | null {
  const claims = claimsMergedBy(fold, pr).slice(0, ROWS);
  if (claims.length === 0) return null;
  const lines = claims.map((id) => {
    const name = fold.state.catalog.diagrams.get(id)?.name ?? "";
    return `- **${id}** ${plain(name)}: ${say.claimed(fold.assignment(id), false, fold.guideUrl)}`;
  });
  return [sayOfPullRequest.claimed(pr.author, fold.trackerUrl), "", ...lines].join("\n");
}

function nothingNamed(fold: Fold, pr: PullRequestFacts): string | null {
  if (pr.state === "open" && touchesDiagrams(pr, fold.state.config)) {
    const { diagrams } = fold.state.config.paths;
    return (
      `This pull request changes files in ${code(`${diagrams}/`)} but names no diagram of [the campaign](${fold.trackerUrl}). ` +
      "Put the diagram's ID into the title or the description, and it is tracked."
    );
  }
  if (pr.notice === null) return null;
  if (pr.state === "closed") return sayOfPullRequest.closed(freeAgain(fold, pr));
  if (pr.state === "merged" && pr.base !== fold.snapshot.defaultBranch) {
    return `This pull request went into ${code(pr.base)}, not into ${code(fold.snapshot.defaultBranch)}, so it completed no diagram.`;
  }
  return pr.state === "merged"
    ? "This pull request named no diagram of the campaign when it was merged, so it completed none."
    : "This pull request names no diagram of the campaign any more.";
}

/** What the closed pull request named and nobody holds now: claims beyond the limit, or given back. */
function freeAgain(fold: Fold, pr: PullRequestFacts): DiagramId[] {
  const named = [...fold.namedBy(pr)];
  return named.filter((id) => !fold.isBroken(id) && fold.assignment(id).status === "pending");
}

function renderRow(fold: Fold, pr: PullRequestFacts, id: DiagramId): string {
  const name = fold.state.catalog.diagrams.get(id)?.name ?? "";
  const cells = [code(id), plain(name), STATUS_LABEL[fold.assignment(id).status], whatNow(fold, pr, id)];
  return `| ${cells.join(" | ")} |`;
}

/** The state of one diagram as this pull request's author should read it. */
function whatNow(fold: Fold, pr: PullRequestFacts, id: DiagramId): string {
  const broken = fold.state.broken.get(id);
  if (broken) return say.broken(broken.path);
  const now = fold.assignment(id);
  if (now.status === "complete")
    return now.pr_number === pr.number ? sayOfPullRequest.completed(now) : say.complete(now);
  if (now.superseded?.includes(pr.number)) return sayOfPullRequest.superseded();
  const first = firstPullRequest(fold, pr, now);
  if (first) return sayOfPullRequest.first(first.number);
  if (now.pr_number === pr.number) {
    if (pr.draft) return sayOfPullRequest.draft();
    if (now.status !== "review") return sayOfPullRequest.inProgress();
    return sayOfPullRequest.inReview(now, rival(fold, pr, id));
  }
  if (now.assignee !== null && !isSamePerson(now.assignee, pr.author)) {
    return sayOfPullRequest.held(now.assignee, id, pr);
  }
  return now.assignee === null ? sayOfPullRequest.unclaimed(id) : sayOfPullRequest.inProgress();
}

/** Another open pull request among those that were looked at that names the same diagram and has to wait. */
function rival(fold: Fold, pr: PullRequestFacts, id: DiagramId): number | null {
  for (const other of fold.snapshot.pullRequests.values()) {
    if (other && other.number !== pr.number && other.state === "open" && referencesOf(fold, other).has(id)) {
      return other.number;
    }
  }
  return null;
}

/** What is said in the last column; see also `say`. */
const sayOfPullRequest = {
  completed: ({
    verification: { verified_by },
  }: {
    verification: { verified_by?: string | null | undefined };
  }) =>
    verified_by
      ? `Complete, verified by **${plain(verified_by)}**. Thank you!`
      : "Complete, not verified yet. Thank you!",
  closed: (free: readonly string[]) =>
    "This pull request was closed without a merge; what it carried is in progress again. " +
    "Opened again it carries on, and so does another one that names the diagram." +
    (free.length === 0 ? "" : ` Nobody holds ${free.slice(0, ROWS).map(code).join(", ")} now.`),
  superseded: () => "It was reopened after this pull request was merged; a new one completes it.",
  first: (number: number) =>
    `#${number} came first and carries it. Agree with each other there; this one takes over when that is closed.`,
  draft: () => "It goes into review when this pull request is marked as ready.",
  inProgress: () => "The holder works on it again; the next change here puts it back into review.",
  inReview: ({ verification: { verified_by }, reviewer }: Assignment, rivalNumber: number | null) =>
    (verified_by
      ? `Verified by **${plain(verified_by)}**. Merging completes it.`
      : `An approving review by a reviewer who is not its author verifies it; merging completes it.${
          reviewer === null ? "" : ` **${plain(reviewer)}** is asked to review it.`
        }`) + (rivalNumber === null ? "" : ` #${rivalNumber} names it too and has to wait.`),
  claimed: (author: string | null, trackerUrl: string) =>
    `With the merge of this pull request ${author === null ? "its author" : `**${plain(author)}**`} has claimed in [the campaign](${trackerUrl}):`,
  held: (assignee: string, id: string, pr: Pick<PullRequestFacts, "author">) =>
    `**${plain(assignee)}** holds it, so this pull request does not move it. Ask them to ${code("/release")} it` +
    (pr.author ? `, or a maintainer to ${code(`/assign ${id} @${pr.author}`)}.` : "."),
  unclaimed: (id: string) =>
    `Nobody holds it. ${code(`/claim ${id}`)} by the author takes it, or tells why not (the limit of claims, a block, a bot's account).`,
} as const;
