/**
 * What GitHub is to show beside a diagram's own issue: who holds it, its status, whether it is done. A function of the state
 * and of what people did there: only what differs is changed, so a second look changes nothing. What a person took away by
 * hand is not put back, unless the diagram changed since.
 */
import type { Assignment } from "../domain/assignment.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { labelOf, showsNothing, statusLabels } from "../domain/issues-config.ts";
import { holderOf } from "../domain/people.ts";
import { isLogin, isSamePerson, type Person } from "../domain/person.ts";
import type { IssueFacts, SidebarChange } from "../facts/issue-facts.ts";
import type { Fold } from "./fold.ts";
import { ownersOfIssue } from "./own-issue.ts";
import type { SidebarWork } from "./plan.ts";

/** GitHub takes no more: https://docs.github.com/rest/issues/assignees#add-assignees-to-an-issue */
const ASSIGNEES = 10;

/** A look at one diagram's issue. */
interface Look {
  readonly now: Assignment;
  /** As the batch found it. */
  readonly before: Assignment;
  readonly issue: IssueFacts;
  /** When the diagram changed (ISO instant); null: it did not. */
  readonly since: string | null;
  /** When its holder or status changed. What people did before that says nothing against it. */
  readonly newHolder: string | null;
  readonly newStatus: string | null;
}

export function planSidebars(fold: Fold): SidebarWork[] {
  const { config, configBroken } = fold.state;
  if (configBroken || showsNothing(config.issues)) return [];
  return [...diagramsToLook(fold)].flatMap((id) => {
    const now = fold.assignment(id);
    const isUnread = fold.isBroken(id) && !fold.gone.has(id);
    // Where two files name one issue, it is the first one's.
    const isOwn = now.issue !== undefined && ownersOfIssue(fold, now.issue)[0] === id;
    const issue = now.issue === undefined || !isOwn || isUnread ? null : fold.issue(now.issue);
    if (issue === null) return [];
    const since = fold.changed.get(id)?.at ?? fold.sidebars.get(issue.number) ?? null;
    const before = fold.before(id);
    // An earlier try may have changed whatever there was to change.
    const isRepeated = !fold.changed.has(id);
    const look: Look = {
      now,
      before,
      issue,
      since,
      newHolder: isRepeated || !isSameHolder(holderOf(before), holderOf(now)) ? since : null,
      newStatus: isRepeated || before.status !== now.status ? since : null,
    };
    const work = { ...planAssignees(fold, look), ...planLabels(fold, look), ...planState(fold, look) };
    const isNothing =
      work.assign === null &&
      work.unassign.length + work.removeLabels.length + work.makeLabels.length === 0 &&
      work.addLabel === null &&
      work.state === null;
    if (isNothing) return [];
    const answers = fold.changed.get(id)?.key ?? null;
    const where = { issue: issue.number, nodeId: issue.nodeId, pullRequest: now.pr_number };
    return [{ ...where, ...work, notAssigned: whyNotAssigned(fold, look), since, answers }];
  });
}

/** Those of which something that is shown changed, and those of the issues that are to be looked at. */
function diagramsToLook(fold: Fold): Set<DiagramId> {
  const changed = [...fold.changed].filter(([id, { before }]) => {
    const { status, issue, ...now } = fold.assignment(id);
    const isShown = status !== before.status || issue !== before.issue;
    return isShown || !isSameHolder(holderOf(before), holderOf(now));
  });
  const asked = [...fold.sidebars.keys()].flatMap((issue) => ownersOfIssue(fold, issue));
  return new Set([...changed.map(([id]) => id), ...asked]);
}

function isSameHolder(one: Person | null, other: Person | null): boolean {
  return one === other || isSamePerson(one, other);
}

function planAssignees(fold: Fold, look: Look): Pick<SidebarWork, "assign" | "unassign"> {
  const { now, before, issue, newHolder: since } = look;
  if (!fold.state.config.issues.assign) return { assign: null, unassign: [] };
  const holder = now.status === "pending" ? null : holderOf(now);
  const isHolder = (person: Person) => isSamePerson(person, holder);
  // Whoever held it before may have been assigned by hand; others whom people assigned are theirs.
  const earlier = [holderOf(before), now.last_claim ? holderOf(now.last_claim) : null];
  const unassign = issue.assignees.filter((person) => {
    if (isHolder(person)) return false;
    const last = lastOf(issue, "assigned", (change) => isSamePerson(change.person, person));
    const isEarlier = since !== null && earlier.some((one) => isSamePerson(one, person));
    return last?.isOurs === true || (isEarlier && !isAfter(last, since));
  });
  const isWanted =
    holder !== null && isLogin(holder.login) && !issue.assignees.some(isHolder) && !isTakenOff(look, holder);
  return { assign: isWanted ? holder.login : null, unassign: unassign.map(({ login }) => login) };
}

function whyNotAssigned({ say }: Fold, { now, issue }: Look): string {
  return say.sidebar.notAssigned(now.assignee ?? "", issue.number, issue.assignees.length >= ASSIGNEES);
}

/** Somebody took them off, and the diagram did not change since. */
function isTakenOff({ issue, newHolder: since }: Look, holder: Person): boolean {
  const last = issue.changes.findLast(
    ({ what, person }) => (what === "assigned" || what === "unassigned") && isSamePerson(person, holder),
  );
  return last?.what === "unassigned" && !last.isOurs && isAfter(last, since);
}

function planLabels(
  fold: Fold,
  { now, issue, newStatus: since }: Look,
): Pick<SidebarWork, "addLabel" | "removeLabels" | "makeLabels"> {
  const config = fold.state.config.issues;
  const wanted = labelOf(config, now.status);
  if (wanted === null) return { addLabel: null, removeLabels: [], makeLabels: [] };
  const isCalled = (name: string) => (label: { readonly name: string }) => isSameName(label.name, name);
  const others = statusLabels(config).filter(({ name }) => !isSameName(name, wanted.name));
  const removeLabels = issue.labels.filter(({ name }) => {
    if (isSameName(name, wanted.name)) return false;
    const last = lastOf(issue, "labeled", ({ label }) => label !== null && isSameName(label, name));
    // It is called otherwise by now, and says what was.
    const isRenamed = since !== null && last?.isOurs === true;
    if (!others.some(isCalled(name))) return isRenamed;
    return last === undefined || last.isOurs || !isAfter(last, since);
  });
  const taken = issue.changes.findLast(
    ({ what, label }) =>
      (what === "labeled" || what === "unlabeled") && label !== null && isSameName(label, wanted.name),
  );
  const isTaken = taken?.what === "unlabeled" && !taken.isOurs && isAfter(taken, since);
  if (issue.labels.some(isCalled(wanted.name)) || isTaken) {
    return { addLabel: null, removeLabels, makeLabels: [] };
  }
  const makeLabels = fold.mayMakeLabels
    ? statusLabels(config).filter(({ name }) => fold.label(name) === null)
    : [];
  const id = fold.label(wanted.name);
  // What somebody renamed or deleted is not made again.
  const isThere = id !== null || makeLabels.some(isCalled(wanted.name));
  return { addLabel: isThere ? { name: wanted.name, id } : null, removeLabels, makeLabels };
}

function planState(
  fold: Fold,
  { now, before, issue, newStatus: since }: Look,
): Pick<SidebarWork, "state" | "closesWith"> {
  const nothing = { state: null, closesWith: null };
  if (!fold.state.config.issues.close) return nothing;
  const last = issue.changes.findLast(({ what }) => what === "closed" || what === "reopened");
  const isTheirs = last !== undefined && !last.isOurs && isAfter(last, since);
  if (now.status === "complete") {
    if (issue.state === "closed" || (isTheirs && last.what === "reopened")) return nothing;
    return { state: "close", closesWith: closedByMerge(fold, now) };
  }
  if (issue.state === "open" || isTheirs) return nothing;
  // Whoever closed the issue of a diagram that is not complete had a reason.
  const isCompletions = before.status === "complete" || last?.isOurs === true;
  return { state: isCompletions ? "reopen" : null, closesWith: null };
}

/** When the pull request was merged with which GitHub closes the issue itself; null: there is none. */
function closedByMerge(fold: Fold, { issue, pr_number }: Assignment): string | null {
  const pr = pr_number === null ? null : (fold.snapshot.pullRequests.get(pr_number) ?? null);
  return pr?.closes.some(({ number }) => number === issue) ? pr.mergedAt : null;
}

function lastOf(
  { changes }: IssueFacts,
  what: SidebarChange["what"],
  isIt: (change: SidebarChange) => boolean,
): SidebarChange | undefined {
  return changes.findLast((change) => change.what === what && isIt(change));
}

/** Of an ISO instant. */
const SECONDS = "2026-11-24T10:00:00".length;

/** GitHub tells time to the second: what happened in the same one counts as before. */
function isAfter(change: SidebarChange | undefined, since: string | null): boolean {
  return change !== undefined && (since === null || change.at.slice(0, SECONDS) > since.slice(0, SECONDS));
}

function isSameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
