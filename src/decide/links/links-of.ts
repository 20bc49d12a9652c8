import type { DiagramId } from "../../domain/diagram-id.ts";
import { holderOf } from "../../domain/people.ts";
import { isSamePerson } from "../../domain/person.ts";
import { openerOf } from "../../facts/accounts.ts";
import type { PullRequestContents } from "../../facts/contents.ts";
import type { PullRequestFacts, PullRequestMention } from "../../facts/pull-request-facts.ts";
import { filesToRead } from "../files-to-read.ts";
import type { Fold } from "../fold.ts";
import { standsInFor } from "../same-head.ts";
import { isStandingPullRequest } from "../standing-pull-request.ts";
import { evidenceOf } from "./evidence.ts";
import { findLinks, type Links, NO_LINKS } from "./find-links.ts";
import { linkContext, resolverOf } from "./link-context.ts";
import { linksInBranch, linksInDescription, linksInTitle } from "./read-text.ts";

/** What a pull request is to the campaign's diagrams, whatever became of it. */
export function linksOf(fold: Fold, pr: PullRequestFacts): Links {
  if (isStandingPullRequest(fold, pr) || standsInFor(fold, pr)) return NO_LINKS;
  const evidence = evidenceOf(pr, fold.closedWith.get(pr.number));
  return findLinks(pr, evidence, contentsOf(fold, pr), linkContext(fold.campaign, pr.number));
}

/** The diagrams that it stands for now: none once it was closed, or merged into another branch than the default one. */
export function worksOn(fold: Fold, pr: PullRequestFacts): Links {
  const counts = pr.state === "open" || isMergedHome(fold, pr);
  return counts ? linksOf(fold, pr) : NO_LINKS;
}

export function isMergedHome(fold: Fold, pr: PullRequestFacts): boolean {
  return pr.state === "merged" && pr.base === fold.snapshot.defaultBranch;
}

/** Its files at a commit, by default its head: null while they are not known. Those that hold nothing of ours are not read. */
export function contentsOf(
  fold: Fold,
  pr: PullRequestFacts,
  headSha: string = pr.headSha,
): PullRequestContents | null {
  const { files } = filesToRead(pr, fold.state.config);
  if (files.length === 0) return { headSha, files: [], syntax: new Map() };
  // What is merged stands on the default branch already: it is compared with what was there before.
  const baseSha = pr.state === "merged" ? pr.baseSha : fold.snapshot.head;
  return fold.contents({ number: pr.number, headSha, baseSha, files });
}

/** Its files were asked for and are not there yet: whatever is decided about it now is decided again with them. */
export function isUnread(fold: Fold, pr: PullRequestFacts): boolean {
  const counts = pr.state !== "closed" && !isStandingPullRequest(fold, pr);
  return counts && fold.snapshot.contents !== null && contentsOf(fold, pr) === null;
}

/**
 * Whether an open pull request of which little is known may work on a diagram, so that it is worth reading whole: its
 * holder's may always, by an issue or by a drawing that says whose it is.
 */
export function mayWorkOn(fold: Fold, mention: PullRequestMention, id: DiagramId): boolean {
  if (isSamePerson(holderOf(fold.assignment(id)), openerOf(mention))) return true;
  const resolve = resolverOf(fold.state);
  const { linked, mentioned } = linksInDescription(mention.body, resolve);
  const named = [
    linksInTitle(mention.title, resolve),
    linksInBranch(mention.branch, resolve),
    linked,
    mentioned,
  ];
  if (named.some((ids) => ids.has(id))) return true;
  return !mention.filesComplete || mention.files.some(({ path }) => path.toUpperCase().includes(id));
}
