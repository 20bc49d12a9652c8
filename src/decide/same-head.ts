import { PERMISSIONS } from "../domain/config.ts";
import { isSamePerson, type Person } from "../domain/person.ts";
import { headAuthorOf, openerOf } from "../facts/accounts.ts";
import { contentsKey } from "../facts/contents.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Fold } from "./fold.ts";

/**
 * A check hangs on a commit (https://docs.github.com/pull-requests/reference/status-checks), and GitHub lets anybody open a second
 * pull request from a commit that has one already. A
 * check is therefore about all open pull requests with that head, but for strangers': those of the commit's author count,
 * or of whoever opened the first where its author opened none, and those of people who may write. Asked from any of them
 * the answer is the same.
 */
export function countedAtHead(fold: Fold, pr: PullRequestFacts): PullRequestFacts[] {
  return counted(
    fold,
    withSameHead(fold, pr).filter(({ state }) => state === "open"),
  );
}

/** The pull request that stands for its commit where this one is a stranger's; null: it counts itself. */
export function standsInFor(fold: Fold, pr: PullRequestFacts): PullRequestFacts | null {
  if (pr.state === "closed") return null;
  // GitHub takes all those of one head for merged as soon as one is.
  const those = counted(
    fold,
    withSameHead(fold, pr).filter(({ state }) => state !== "closed"),
  );
  return those.some(({ number }) => number === pr.number) ? null : (those[0] ?? null);
}

/** In the order in which they were opened. */
function withSameHead(fold: Fold, pr: PullRequestFacts): PullRequestFacts[] {
  // Of a fork's commit GitHub may not tell them all: the runs that stand there name those that were judged before.
  const judged = fold.snapshot.contents?.get(contentsKey(pr))?.judged ?? [];
  const numbers = new Set([...pr.sameHead, ...judged]);
  numbers.delete(pr.number);
  const others = [...numbers].flatMap((number) => fold.pullRequest(number) ?? []);
  return [pr, ...others.filter(({ headSha }) => headSha === pr.headSha)].sort(
    (one, other) => one.number - other.number,
  );
}

function counted(fold: Fold, those: readonly PullRequestFacts[]): PullRequestFacts[] {
  if (those.length < 2) return [...those];
  const own = those.find((one) => isSamePerson(openerOf(one), headAuthorOf(one)));
  const first = own ?? those[0];
  return those.filter(
    (one) =>
      one === first ||
      isSamePerson(openerOf(one), first ? openerOf(first) : null) ||
      mayWrite(fold, openerOf(one)),
  );
}

function mayWrite(fold: Fold, person: Person | null): boolean {
  const permission = (person && fold.person(person)?.permission) ?? "none";
  return permission !== "none" && PERMISSIONS.indexOf(permission) >= PERMISSIONS.indexOf("write");
}
