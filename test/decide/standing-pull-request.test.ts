import { describe, expect, test } from "vitest";
import { isStandingPullRequest, STANDING_MARKER } from "../../src/decide/standing-pull-request.ts";
import { DEFAULT_CONFIG } from "../../src/domain/config.ts";

describe("the bot's own pull request", () => {
  const own = { branch: "diagram-tracker/state", fromFork: false, authorIsBot: true, body: "" };

  test.each([
    ["comes from the bot's branch", own, true],
    ["also when somebody opened it by hand", { ...own, authorIsBot: false }, true],
    [
      "is known by its words once the branch has another name",
      { ...own, branch: "x", body: STANDING_MARKER },
      true,
    ],
    [
      "is not a person's who copied these",
      { ...own, branch: "x", authorIsBot: false, body: STANDING_MARKER },
      false,
    ],
    ["is not another bot's", { ...own, branch: "renovate/x" }, false],
    [
      "is not a fork's whose branch has the same name",
      { ...own, fromFork: true, body: STANDING_MARKER },
      false,
    ],
  ])("%s", (_, pr, expected) => {
    expect(isStandingPullRequest(pr, DEFAULT_CONFIG)).toBe(expected);
  });
});
