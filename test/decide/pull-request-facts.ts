import { type Person, personOf } from "../../src/domain/person.ts";
import type { PullRequestFacts } from "../../src/facts/pull-request-facts.ts";

/** People whose accounts nobody knows. */
export const named = (...logins: readonly (string | null)[]): (Person | null)[] =>
  logins.map((login) => personOf(login, null));

/** An open pull request of ada's in which nothing stands yet, but for what is given. */
export function pullRequestFacts(given: Partial<PullRequestFacts>): PullRequestFacts {
  return {
    number: 12,
    title: "A pull request",
    body: "",
    author: "ada",
    authorIsBot: false,
    bodyEditedAt: null,
    bodyEditors: [],
    bodyEditedByBot: false,
    titleAtMerge: given.title ?? "A pull request",
    closes: [],
    branch: "patch-1",
    fromFork: false,
    headSha: "1".repeat(40),
    headAuthor: null,
    sameHead: [],
    base: "main",
    baseSha: "0".repeat(40),
    state: "open",
    draft: false,
    createdAt: "2026-11-24T09:00:00Z",
    mergedAt: null,
    files: [{ path: "diagrams/one.md", change: "added" }],
    filesComplete: true,
    commits: [],
    reviews: [],
    reviewRequests: [],
    notice: null,
    ...given,
  };
}
