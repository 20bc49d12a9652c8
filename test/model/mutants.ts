/** Ways in which the decisions could be wrong, each of them a small change of one source file that the model test has to catch. */
export interface Mutant {
  readonly name: string;
  readonly path: string;
  /** Stands in the file exactly once. */
  readonly code: string;
  readonly instead: string;
}

export const MUTANTS: readonly Mutant[] = [
  {
    name: "a mention counts beside a link",
    path: "src/decide/links/find-links.ts",
    code: "if (linked.size === 0 && drawings.length > 0) {",
    instead: "if (drawings.length > 0) {",
  },
  {
    name: "a claim by link ignores the limits",
    path: "src/decide/may-claim-by-link.ts",
    code: "return limitReached(fold.campaign, author, named.length) === null;",
    instead: "return named.length >= 0;",
  },
  {
    name: "a merge into another branch completes",
    path: "src/decide/links/links-of.ts",
    code: 'return pr.state === "merged" && pr.base === fold.snapshot.defaultBranch;',
    instead: 'return pr.state === "merged";',
  },
  {
    name: "a merge takes a diagram that somebody else holds",
    path: "src/facts/accounts.ts",
    code: 'if (holder === null) return pr.state === "merged";',
    instead: 'if (holder === null || pr.state === "merged") return pr.state === "merged";',
  },
  {
    name: "a claim that only a pull request made stays when it closes",
    path: "src/decide/sync-pull-request.ts",
    code: "const isOnlyClaim = now.claimed_by_pr === pr.number;",
    instead: "const isOnlyClaim = false;",
  },
  {
    name: "what is said after the merge counts",
    path: "src/decide/links/evidence.ts",
    code: 'if (pr.state !== "merged") {',
    instead: 'if (pr.state !== "merged" || closedWith === undefined) {',
  },
  {
    name: "a merge completes without a drawing",
    path: "src/decide/completion.ts",
    code: "return links.drawn.has(id);",
    instead: "return true;",
  },
  {
    name: "a reopened diagram is completed by the same merge again",
    path: "src/decide/sync-pull-request.ts",
    code: 'if (now.status === "complete" || (isMerged && now.superseded?.includes(pr.number))) return;',
    instead: 'if (now.status === "complete") return;',
  },
  {
    name: "a revert leaves the diagram complete",
    path: "src/decide/reopen-undone.ts",
    code: "if (!isMergedHome(fold, pr) || pr.files.length === 0) return [];",
    instead: "if (pr.files.length >= 0) return [];",
  },
  {
    name: "what a bot writes into a description links",
    path: "src/decide/links/evidence.ts",
    code: "const isDescriptionMixed = pr.bodyEditedByBot && !pr.authorIsBot;",
    instead: "const isDescriptionMixed = false;",
  },
  {
    name: "anybody's approval verifies",
    path: "src/domain/eligible.ts",
    code: 'if (!isReviewer(person)) return "no-role";',
    instead: "isReviewer(person);",
  },
  {
    name: "who pushed to it verifies",
    path: "src/domain/eligible.ts",
    code: 'return committed === null ? "commits-unknown" : committed ? "committed" : null;',
    instead: 'return committed === null ? "commits-unknown" : null;',
  },
  {
    name: "an approval verifies whatever is drawn later",
    path: "src/decide/seen-drawings.ts",
    code: "hash !== null && seen.has(hash)",
    instead: 'hash !== null || seen.has("")',
  },
  {
    name: "a complete diagram whose drawing changes stays verified",
    path: "src/decide/sync-pull-request.ts",
    code: "if (isMergedHome(fold, pr)) verifyMaintained(fold, pr, links);",
    instead: "if (isMergedHome(fold, pr) && pr.number < 0) verifyMaintained(fold, pr, links);",
  },
  {
    name: "anybody gives back what somebody else holds",
    path: "src/domain/status.ts",
    code: '  release: {\n    by: ["holder", "maintainer", "pull-request", "timer"],',
    instead: '  release: {\n    by: ["holder", "contributor", "pull-request", "timer"],',
  },
];
