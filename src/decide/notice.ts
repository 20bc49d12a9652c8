import { withPrefix } from "../commands/find-command.ts";
import type { Assignment } from "../domain/assignment.ts";
import { type DiagramId, findDiagramIds } from "../domain/diagram-id.ts";
import { holderOf } from "../domain/people.ts";
import { isSamePerson } from "../domain/person.ts";
import { STATUS_LABEL } from "../domain/status.ts";
import { authorOf, isHoldersWork } from "../facts/accounts.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import { missingPoints } from "../gates/missing-points.ts";
import { isDrawingPath } from "../gates/read/find-drawings.ts";
import { plain } from "../tracker/inert.ts";
import { claimsMergedBy } from "./adopt-claims.ts";
import { groupAlike } from "./alike.ts";
import { checkInputOf } from "./check-input-of.ts";
import { bringsWhatCompletes } from "./completion.ts";
import type { Fold } from "./fold.ts";
import { LINKS_LIMIT, type Links } from "./links/find-links.ts";
import { isMergedHome, isUnread, linksOf, worksOn } from "./links/links-of.ts";
import type { Notice } from "./plan.ts";
import { undoneBy } from "./reopen-undone.ts";
import { standsInFor } from "./same-head.ts";
import { firstPullRequest, isMaintenance } from "./sync-pull-request.ts";
import { uncountedApprovals } from "./verification.ts";

/** Marks the one comment of the bot on a pull request that is kept up to date. */
export const NOTICE_MARKER = "<!-- diagram-tracker:notice -->";

const ROWS = 100;
/** Of more diagrams than these, those of which the same is said share a row. */
const EACH_BY_ITSELF = 3;

/**
 * What the pull request's comment has to say now: a pure function of the state, so that a second look at the same
 * state changes no comment. Null: nothing to say, or it is said already. A pull request that has nothing to do with
 * the campaign is left in peace.
 */
export function planNotice(fold: Fold, pr: PullRequestFacts): Notice | null {
  const text = renderNotice(fold, pr);
  const body = text === null ? null : `${withPrefix(text, fold.state.config.commands)}\n\n${NOTICE_MARKER}`;
  if (body === null || body === pr.notice?.body.replace(/\r\n/g, "\n").trim()) return null;
  return { thread: pr.number, commentId: pr.notice?.commentId ?? null, body };
}

function renderNotice(fold: Fold, pr: PullRequestFacts): string | null {
  if (isUnread(fold, pr)) return null;
  const first = standsInFor(fold, pr);
  if (first !== null) {
    const isCampaigns = linksOf(fold, first).linked.size > 0 || pr.notice !== null;
    return isCampaigns ? fold.say.pullRequest.sameCommit(first.number) : null;
  }
  const links = worksOn(fold, pr);
  const ids = diagramsOf(fold, pr, links);
  if (ids.length === 0)
    return claimedByFile(fold, pr) ?? perhapsOfUnread(fold, pr, links) ?? withoutDiagrams(fold, pr, links);
  const lacks = pr.state === "merged" ? lackingAtMerge(fold, pr) : null;
  const all = ids.map((id) => ({
    id,
    status: fold.assignment(id).status,
    text: isCompletedBy(fold, pr, id)
      ? fold.say.pullRequest.completed(fold.assignment(id), lacks?.get(id) ?? [])
      : whatNow(fold, pr, id, links),
  }));
  const groups = groupAlike(all, ({ id, status }) => (all.length > EACH_BY_ITSELF ? status : id));
  const rows = groups.slice(0, ROWS).map(({ text, same: [first, ...others] }) => {
    const name =
      others.length === 0
        ? plain(fold.state.catalog.diagrams.get(first.id)?.name ?? "")
        : fold.say.pullRequest.alike(others.length + 1);
    const which = fold.say.pullRequest.ids([first, ...others].map(({ id }) => id));
    return `| ${[which, name, STATUS_LABEL[first.status], text].join(" | ")} |`;
  });
  return [
    fold.say.pullRequest.title(ids.length, fold.trackerUrl),
    "",
    `| ${fold.say.pullRequest.columns().join(" | ")} |`,
    "|---|---|---|---|",
    ...rows,
    ...(fold.linkedTo(pr.number).every((id) => fold.isKnown(id)) ? [] : ["", sayUnread(fold, pr)]),
    ...(groups.length > ROWS ? ["", fold.say.pullRequest.more(groups.length - ROWS)] : []),
  ].join("\n");
}

/** What it is linked to; merged, also what it undid or whose drawing it took away. */
function diagramsOf(fold: Fold, pr: PullRequestFacts, links: Links): DiagramId[] {
  const taken = isMergedHome(fold, pr) ? [...links.removed].filter((id) => isComplete(fold, id)) : [];
  const undone = undoneBy(fold, pr, links).map(({ id }) => id);
  // Completed by a maintainer's word, though what it was merged into completed nothing.
  const own = pr.state === "merged" ? fold.linkedTo(pr.number).filter((id) => isComplete(fold, id)) : [];
  return [...new Set([...links.linked.keys(), ...own, ...taken, ...undone])].filter((id) => fold.isKnown(id));
}

function isComplete(fold: Fold, id: DiagramId): boolean {
  return fold.assignment(id).status === "complete";
}

function isCompletedBy(fold: Fold, pr: PullRequestFacts, id: DiagramId): boolean {
  return isComplete(fold, id) && fold.assignment(id).pr_number === pr.number;
}

/** By diagram, what its required checks still lacked; null while that is not known. */
function lackingAtMerge(fold: Fold, pr: PullRequestFacts): ReadonlyMap<DiagramId, readonly string[]> | null {
  const input = fold.snapshot.contents === null ? null : checkInputOf(fold, pr);
  return input && missingPoints(input);
}

/** The answer to a claim that was made by a merged assignment file: the same as to `/claim`. */
function claimedByFile(fold: Fold, pr: PullRequestFacts): string | null {
  const all = claimsMergedBy(fold, pr).map((id) => ({
    id,
    text: fold.say.diagram.claimed(fold.assignment(id), fold.guideUrl),
  }));
  if (all.length === 0) return null;
  const { about, forEach } = fold.say.command;
  const lines = groupAlike(all).map(({ text, same: [first, ...others] }) => {
    const name = plain(fold.state.catalog.diagrams.get(first.id)?.name ?? "");
    const ids = [first, ...others].map(({ id }) => id);
    return `- ${others.length === 0 ? about(first.id, name) : forEach(ids, ROWS)}${text}`;
  });
  return [fold.say.pullRequest.claimed(pr.author, fold.trackerUrl), "", ...lines].join("\n");
}

/** While the catalog is not whole it may be about diagrams that nobody can name. Null: nothing speaks for that. */
function perhapsOfUnread(fold: Fold, pr: PullRequestFacts, links: Links): string | null {
  if (fold.state.catalog.isWhole || pr.authorIsBot || pr.state === "closed") return null;
  const isLinked = pr.notice !== null || fold.linkedTo(pr.number).length > 0;
  const isDrawing = links.drawings.some(({ drawing }) =>
    isDrawingPath(drawing.path, fold.state.config.paths.diagrams),
  );
  const isNamed = findDiagramIds(pr.title, (id) => fold.state.assignments.has(id)).length > 0;
  return isLinked || isDrawing || isNamed ? sayUnread(fold, pr) : null;
}

function sayUnread({ state: { catalogBroken }, say }: Fold, { state }: PullRequestFacts): string {
  const [first, ...more] = catalogBroken;
  return first ? say.broken.onPullRequest(first, more.length, state === "merged") : "";
}

function withoutDiagrams(fold: Fold, pr: PullRequestFacts, links: Links): string | null {
  if (links.tooMany !== null) return fold.say.pullRequest.tooMany(links.tooMany, LINKS_LIMIT);
  const isMerged = isMergedHome(fold, pr);
  const { diagrams: folder } = fold.state.config.paths;
  const isUnlinked = links.drawings.some(
    ({ drawing, owners }) => owners.length === 0 && isDrawingPath(drawing.path, folder),
  );
  if (isUnlinked && (pr.state === "open" || isMerged) && !pr.authorIsBot) {
    const { number } = pr;
    const author = authorOf(pr);
    const assigned = author === null ? [] : fold.assignedTo(author, ({ status }) => status === "in_progress");
    return fold.say.pullRequest.unlinked({ isMerged, folder, number }, assigned, fold.trackerUrl);
  }
  if (pr.notice === null) return null;
  const named = [...linksOf(fold, pr).linked.keys()].filter((id) => !fold.isBroken(id));
  if (pr.state === "closed") {
    const mine = named.filter((id) => isSamePerson(holderOf(fold.assignment(id)), authorOf(pr)));
    const isBack = (id: DiagramId) => fold.assignment(id).status === "in_progress";
    const isFree = (id: DiagramId) => fold.assignment(id).status === "pending";
    return fold.say.pullRequest.closed(mine.filter(isBack), named.filter(isFree));
  }
  if (pr.state === "merged" && !isMerged) {
    const open = named.filter((id) => !isComplete(fold, id));
    return fold.say.pullRequest.otherBranch(open, pr.number, pr.base, fold.snapshot.defaultBranch);
  }
  return isMerged ? fold.say.pullRequest.namedNone() : fold.say.pullRequest.namesNone();
}

/** The state of one diagram as this pull request's author should read it. */
function whatNow(fold: Fold, pr: PullRequestFacts, id: DiagramId, links: Links): string {
  const broken = fold.whyBroken(id);
  if (broken) return fold.say.diagram.broken(broken);
  const now = fold.assignment(id);
  if (now.status === "complete") {
    const isGone = pr.state === "merged" && links.removed.has(id);
    return isGone
      ? fold.say.pullRequest.drawingLeft(id, fold.snapshot.defaultBranch)
      : fold.say.pullRequest.completeAlready(now);
  }
  const undone = undoneBy(fold, pr, links).find((one) => one.id === id);
  if (undone) return fold.say.pullRequest.undone(now, undone.completing);
  if (now.superseded?.includes(pr.number)) return fold.say.pullRequest.superseded();
  if (isMaintenance(fold, pr, now, links)) {
    const { maintenance, maintenanceByBot } = fold.say.pullRequest;
    return pr.authorIsBot ? maintenanceByBot(id) : maintenance();
  }
  if (pr.state === "merged") return whyNotCompleted(fold, pr, now, links);
  const first = firstPullRequest(fold, pr, now);
  if (first) return fold.say.pullRequest.first(first.number);
  if (now.pr_number === pr.number) return whileOpen(fold, pr, now, links);
  if (now.assignee !== null && !isHoldersWork(pr, now)) {
    return fold.say.pullRequest.assigned(now.assignee, id, pr.authorIsBot ? null : pr.author);
  }
  if (now.assignee !== null) return fold.say.pullRequest.inProgress();
  if (fold.pause !== null) return fold.say.pullRequest.paused(fold.pause);
  return pr.authorIsBot ? fold.say.pullRequest.unclaimedByBot(id) : fold.say.pullRequest.unclaimed(id);
}

function whileOpen(fold: Fold, pr: PullRequestFacts, now: Assignment, links: Links): string {
  const id = now.diagram_id;
  if (pr.draft) return fold.say.pullRequest.draft();
  if (now.status !== "review") return fold.say.pullRequest.inProgress();
  const uncounted = now.verification.verified_by ? [] : uncountedApprovals(fold, now, { pr, links });
  const next = fold.say.pullRequest.inReview(now, rival(fold, pr, id), uncounted);
  const isEnough = bringsWhatCompletes(fold, pr, id, links);
  return isEnough ? next : `${next} ${fold.say.pullRequest.noDrawing(id, pr.number, true)}`;
}

function whyNotCompleted(fold: Fold, pr: PullRequestFacts, now: Assignment, links: Links): string {
  const id = now.diagram_id;
  if (!bringsWhatCompletes(fold, pr, id, links)) {
    return fold.state.config.completion.requires === "change"
      ? fold.say.pullRequest.noChange(id, pr.number)
      : fold.say.pullRequest.noDrawing(id, pr.number, false);
  }
  const author = pr.authorIsBot ? null : pr.author;
  return fold.say.pullRequest.mergedWhileAssigned(now.assignee, id, author, pr.number);
}

/** Another open pull request among those that were looked at that is about the same diagram and has to wait. */
function rival(fold: Fold, pr: PullRequestFacts, id: DiagramId): number | null {
  for (const other of fold.snapshot.pullRequests.values()) {
    if (
      other &&
      other.number !== pr.number &&
      other.state === "open" &&
      worksOn(fold, other).linked.has(id)
    ) {
      return other.number;
    }
  }
  return null;
}
