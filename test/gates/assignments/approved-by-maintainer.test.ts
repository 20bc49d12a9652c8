import { expect, test } from "vitest";
import { CONFIG_PATH } from "../../../src/domain/config.ts";
import type { Person } from "../../../src/domain/person.ts";
import type { PullRequestFacts } from "../../../src/facts/pull-request-facts.ts";
import { assignmentsCheck } from "../../../src/gates/assignments/assignments-check.ts";
import { checkInput } from "../check-input.ts";

const HEAD = "1".repeat(40);

/** Ada makes herself reviewer. */
function conclusion(reviews: PullRequestFacts["reviews"], author = "ada") {
  const input = checkInput({
    pr: { author, reviews, headSha: HEAD },
    files: { [CONFIG_PATH]: "claims: { limit: 3 }\nreviewers: [ada]\n" },
  });
  const hasRole = (role: string, { login }: Person) =>
    login === "maria" || (role === "reviewer" && login === "grace");
  return assignmentsCheck({ ...input, hasRole })?.conclusion;
}
const approved = (reviewer: string, commit = HEAD) =>
  ({ reviewer, opinion: "approved", commit, at: "2026-11-24T10:00:00Z" }) as const;

test("a change of the configuration fails without a maintainer, whoever else approves it", () => {
  expect(conclusion([])).toBe("failure");
  expect(conclusion([approved("grace"), approved("ada")])).toBe("failure");
});

test("it passes once a maintainer approved it, or opened it", () => {
  expect(conclusion([approved("maria")])).toBe("success");
  expect(conclusion([], "maria")).toBe("success");
});

test("what a maintainer approved before the last commit is not what would be merged", () => {
  expect(conclusion([approved("maria", "2".repeat(40))])).toBe("failure");
});
