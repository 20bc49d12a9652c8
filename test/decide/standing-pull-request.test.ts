import { describe, expect, test } from "vitest";
import {
  isStandingPullRequest,
  renderStandingBody,
  STANDING_MARKER,
} from "../../src/decide/standing-pull-request.ts";
import { DEFAULT_CONFIG } from "../../src/domain/config.ts";

const branches = { own: "diagram-tracker/state", base: "main" };

describe("the bot's own pull request", () => {
  const own = { branch: branches.own, fromFork: false, authorIsBot: true, body: "" };

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

describe("its description", () => {
  test("lists what the commits say, without what they say to machines", () => {
    const body = renderStandingBody(
      [
        "G-LIN-FL: /claim by ada\n\nDiagram-Tracker-Deliveries: one",
        "Update 2 diagrams\n\nG-LIN-SQ: /claim by bob\nG-LIN-ST: /claim by cy\n\n[skip ci]\n\nDiagram-Tracker-Deliveries: two",
      ],
      branches,
    );
    expect(body).toContain(
      "\n- G-LIN-FL: /claim by ada\n- G-LIN-SQ: /claim by bob\n- G-LIN-ST: /claim by cy\n\n",
    );
    expect(body).not.toMatch(/Deliveries|skip ci|Update 2/);
  });

  test("has room for any number of changes, and no effect whatever they say", () => {
    const many = Array.from({ length: 300 }, (_, at) => `X-${at}: @maria <b> [a](javascript:b)`);
    const body = renderStandingBody(many, branches);
    expect(body).toContain("- 200 earlier changes, which the commits list");
    expect(body).not.toMatch(/@maria|<b>|[^\\]\]\(/);
  });
});
