import { describe, expect, test } from "vitest";
import { STANDING_MARKER } from "../../src/decide/standing-pull-request.ts";
import { CONFIG_PATH } from "../../src/domain/config.ts";
import { NO_CHECK_FACTS } from "../../src/facts/check-facts.ts";
import type { PullRequestFacts } from "../../src/facts/pull-request-facts.ts";
import type { StateBranchFacts, WaitingCommit } from "../../src/facts/state-branch-facts.ts";
import { pullRequestFacts } from "./pull-request-facts.ts";
import { TestRepository } from "./repository.ts";

const HEAD = "1".repeat(40);
const ours: WaitingCommit = { oid: HEAD, isOurs: true, madeBy: null };
const mallorys: WaitingCommit = { oid: "2".repeat(40), isOurs: false, madeBy: null };
const waiting: StateBranchFacts = { standing: 7, commits: [ours] };
const own = pullRequestFacts({
  number: 7,
  author: "diagram-tracker",
  authorIsBot: true,
  branch: "diagram-tracker/state",
  headSha: HEAD,
});

function isStanding(pr: PullRequestFacts, stateBranch: StateBranchFacts, mode = "pull-request"): boolean {
  const repository = new TestRepository({ [CONFIG_PATH]: `commit: ${mode}\n` });
  repository.stateBranch = stateBranch;
  repository.checks = { ...NO_CHECK_FACTS, required: new Set() };
  repository.pulls.set(pr.number, pr);
  const at = "2026-11-24T10:00:00Z";
  const plan = repository.decide([{ kind: "pull-request", key: "look", at, number: pr.number }]);
  return plan.log[0]?.decision === "the bot's own pull request";
}

describe("the bot's own pull request", () => {
  test.each<[string, PullRequestFacts, StateBranchFacts, boolean]>([
    ["comes from the bot's branch, with the bot's commits alone", own, waiting, true],
    [
      "is not one that somebody else opened from there",
      { ...own, author: "mallory", authorIsBot: false },
      { ...waiting, standing: null },
      false,
    ],
    ["is not one that another bot opened from there", own, { ...waiting, standing: null }, false],
    [
      "is not one from another branch",
      { ...own, branch: "renovate/x", body: STANDING_MARKER },
      waiting,
      false,
    ],
    ["is not a fork's whose branch has the same name", { ...own, fromFork: true }, waiting, false],
    [
      "is anybody's once somebody pushed to it",
      { ...own, headSha: mallorys.oid },
      { ...waiting, commits: [ours, mallorys] },
      false,
    ],
    [
      "is anybody's also where the bot went on from there",
      own,
      { ...waiting, commits: [mallorys, ours] },
      false,
    ],
    [
      "is anybody's at a commit that the branch has no more",
      { ...own, headSha: mallorys.oid },
      waiting,
      false,
    ],
    ["is anybody's where so much waits that nobody can tell", own, { ...waiting, commits: null }, false],
    [
      "is known by its words once it is merged, whatever became of the branch",
      { ...own, state: "merged", body: STANDING_MARKER, branch: "earlier" },
      { standing: null, commits: [] },
      true,
    ],
    [
      "is not a merged one of a person who copied these",
      { ...own, authorIsBot: false, state: "merged", body: STANDING_MARKER },
      { standing: null, commits: [] },
      false,
    ],
  ])("%s", (_, pr, facts, expected) => {
    expect(isStanding(pr, facts)).toBe(expected);
  });

  test.each(["direct", "branch"])("is none in the mode %s", (mode) => {
    expect(isStanding(own, waiting, mode)).toBe(false);
  });
});
