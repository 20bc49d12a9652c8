import { describe, expect, test } from "vitest";
import { renderStandingBody } from "../../../../src/github/commit/pull-request/wording.ts";
import { english } from "../../../../src/messages/english/english.ts";

const branches = { own: "diagram-tracker/state", base: "main" };

describe("the description of the standing pull request", () => {
  test("lists what the commits say, without what they say to machines", () => {
    const body = renderStandingBody(
      [
        "G-LIN-FL: /claim by ada\n\nDiagram-Tracker-Deliveries: one",
        "Update 2 diagrams\n\nG-LIN-SQ: /claim by bob\nG-LIN-ST: /claim by cy\n\n[skip ci]\n\nDiagram-Tracker-Deliveries: two",
      ],
      branches,
      english.maintainers,
    );
    expect(body).toContain(
      "\n- G-LIN-FL: /claim by ada\n- G-LIN-SQ: /claim by bob\n- G-LIN-ST: /claim by cy\n\n",
    );
    expect(body).not.toMatch(/Deliveries|skip ci|Update 2/);
  });

  test("has room for any number of changes, and no effect whatever they say", () => {
    const many = Array.from({ length: 300 }, (_, at) => `X-${at}: @maria <b> [a](javascript:b)`);
    const body = renderStandingBody(many, branches, english.maintainers);
    expect(body).toContain("- 200 earlier changes, listed in the commits");
    expect(body).not.toMatch(/@maria|<b>|[^\\]\]\(/);
  });
});
