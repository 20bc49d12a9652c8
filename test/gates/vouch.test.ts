/**
 * Who would gain by cheating: an author whose own tick is taken for a reviewer's, and whoever lets a bot tick. See the head
 * of `src/gates/vouch.ts`.
 */
import { describe, expect, test } from "vitest";
import type { Revision } from "../../src/facts/revision.ts";
import { vouch } from "../../src/gates/vouch.ts";
import { named, pullRequestFacts } from "../decide/pull-request-facts.ts";

const OPEN = "- [ ] Cost Data\n- [ ] 3 AM Test\n";
const COST = OPEN.replace("[ ] Cost", "[x] Cost");
const BOTH = OPEN.replaceAll("[ ]", "[x]");

type Step = readonly [editor: string | null, body: string | null];

/** Who vouches for what, after ada wrote the first text and the others edited it, one a day. */
function vouched(steps: readonly Step[], isTold = true): Record<string, string | null> {
  const history = steps.map(([login, body], day): Revision => {
    const type = login?.endsWith("[bot]") ? "Bot" : "User";
    return { at: `2026-11-2${day}T10:00:00Z`, editor: login === null ? null : { login, type }, body };
  });
  const last = history.at(-1);
  const pr = pullRequestFacts({
    body: last?.body ?? "",
    bodyEditedAt: history.length > 1 ? (last?.at ?? null) : null,
    bodyEditors: history.length > 1 ? named(...steps.map(([login]) => login)) : [],
  });
  const found = vouch(pr, isTold ? history : null, (id) => id.startsWith("G-"));
  return Object.fromEntries(
    found.map(({ point, id, word }) => [
      id === null ? point : `${point} ${id}`,
      word.by === null ? null : `${word.by} ${word.isTick ? word.at.slice(8, 10) : "wrote"}`,
    ]),
  );
}

describe("a tick is the word of whoever ticked it", () => {
  test.each<[string, readonly Step[], Record<string, string>]>([
    ["in the opening text", [["ada", BOTH]], { cost_data: "ada 20", three_am_test: "ada 20" }],
    [
      "each in their own edit",
      [
        ["ada", OPEN],
        ["rita", COST],
        ["ada", BOTH],
      ],
      { cost_data: "rita 21", three_am_test: "ada 22" },
    ],
    [
      "also when another one mended the text later",
      [
        ["ada", COST],
        ["rita", `${COST}\nA comma.`],
      ],
      { cost_data: "ada 20" },
    ],
    [
      "also when a bot rewrote the text around it",
      [
        ["ada", OPEN],
        ["rita", COST],
        ["coderabbitai[bot]", `${COST}\nSummary.`],
      ],
      { cost_data: "rita 21" },
    ],
    [
      "the last time, where it was taken out in between",
      [
        ["rita", COST],
        ["ada", OPEN],
        ["ada", COST],
      ],
      { cost_data: "ada 22" },
    ],
    [
      "for the diagram that it stands under now",
      [
        ["ada", OPEN],
        ["rita", `## G-LIN-FL\n${COST}`],
        ["ada", `## G-LIN-SQ\n${COST}`],
      ],
      { "cost_data G-LIN-SQ": "ada 22" },
    ],
  ])("%s", (_, steps, expected) => {
    expect(vouched(steps)).toEqual(expected);
  });
});

describe("nobody vouches for a tick", () => {
  test.each<[string, readonly Step[]]>([
    [
      "of a bot",
      [
        ["ada", OPEN],
        ["coderabbitai[bot]", COST],
      ],
    ],
    [
      "of a bot that is called like the author",
      [
        ["ada", OPEN],
        ["ada[bot]", COST],
      ],
    ],
    [
      "of an account that is gone",
      [
        ["ada", OPEN],
        [null, COST],
      ],
    ],
    [
      "whose edit somebody deleted from the history",
      [
        ["ada", OPEN],
        ["ada", null],
        ["rita", `${COST}\nA comma.`],
      ],
    ],
    [
      "before what GitHub lists",
      [
        ["ada", null],
        ["rita", COST],
      ],
    ],
    [
      "further back than is read",
      [
        ["ada", OPEN],
        ["rita", COST],
        ["ada", COST + "x".repeat(600_000)],
        ["ada", COST],
      ],
    ],
  ])("%s", (_, steps) => {
    expect(vouched(steps)).toEqual({});
  });

  test("where the history is not of the text that stands there, and not the author alone edited it", () => {
    expect(
      vouched(
        [
          ["ada", OPEN],
          ["rita", COST],
        ],
        false,
      ),
    ).toEqual({});
    expect(
      vouched(
        [
          ["ada", OPEN],
          ["ada", COST],
        ],
        false,
      ),
    ).toEqual({ cost_data: "ada wrote" });
    const pr = pullRequestFacts({
      body: COST,
      bodyEditedAt: "2026-11-24T10:00:00Z",
      bodyEditors: named("ada", "rita"),
    });
    const stale = [{ at: "2026-11-23T10:00:00Z", editor: { login: "rita", type: "User" }, body: BOTH }];
    expect(vouch(pr, stale, () => true)).toEqual([]);
    expect(vouch({ ...pr, bodyEditors: null }, null, () => true)).toEqual([]);
  });

  test("of a bot's pull request as it was opened", () => {
    expect(vouch(pullRequestFacts({ body: COST, authorIsBot: true }), null, () => true)).toEqual([]);
  });
});
