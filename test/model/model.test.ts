/**
 * Random histories over the bot's decisions and over a short model of what the specification says. MODEL_HISTORIES says
 * how many, MODEL_SEED which: the same ones in every run, so that one commit is always judged alike.
 * `npm run model` plays a million.
 */
import { expect, test } from "vitest";
import { checkHistories } from "./check-histories.ts";
import type { History } from "./histories.ts";
import { play } from "./play.ts";

const HISTORIES = Number(process.env["MODEL_HISTORIES"] ?? 10_000);
const SEED = Number(process.env["MODEL_SEED"] ?? 20_261_124);
/** No time limit that a busy machine reaches: a thousand times what a history takes. */
const TIMEOUT = 60_000 + HISTORIES * 1000;

test("whatever people do in whichever order it is heard of, every diagram is where the specification has it", {
  timeout: TIMEOUT,
}, async () => {
  const { histories, cut } = await checkHistories(HISTORIES, SEED);
  expect(histories + cut).toBe(HISTORIES);
  // A model that has an opinion on few histories tests few.
  expect(cut / HISTORIES).toBeLessThan(0.05);
});

/** What took many more histories to find than one run plays. */
const FOUND: readonly (readonly [string, History])[] = [
  [
    "what was set free at the first look makes the drawing that names nobody no other diagram's at the second",
    [
      {
        steps: [
          {
            do: "open",
            author: "ada",
            title: { ids: ["G-LIN-FL", "G-LIN-FA"], form: 0 },
            branch: null,
            form: 0,
            lines: [],
            closes: [],
            draw: [{ what: "sketch", id: "G-LIN-FL", by: "heading" }],
            isStacked: false,
            draft: false,
          },
        ],
        isDoubled: false,
        shuffle: 0,
      },
      { steps: [{ do: "revise", pull: 0, who: "grace", opinion: "approved" }], isDoubled: false, shuffle: 1 },
      {
        steps: [
          {
            do: "say",
            who: "maria",
            verb: "complete",
            id: "G-LIN-FL",
            to: "ada",
            pull: null,
            onIssue: false,
          },
          { do: "merge", pull: 0, isHeard: false, isTitleKnown: false },
        ],
        isDoubled: false,
        shuffle: 0,
      },
    ],
  ],
  [
    "who claims what a pull request held alone may have it, where that is merged by the time somebody's words on another diagram of it are read",
    [
      {
        steps: [
          {
            do: "open",
            author: "zoe",
            title: { ids: ["G-LIN-SQ", "G-LIN-FL"], form: 0 },
            branch: null,
            form: 0,
            lines: [],
            closes: [],
            draw: [{ what: "own file", id: "G-LIN-FL", by: "heading" }],
            isStacked: false,
            draft: false,
          },
        ],
        isDoubled: false,
        shuffle: 0,
      },
      {
        steps: [
          {
            do: "say",
            who: "zoe",
            verb: "claim",
            id: "G-LIN-FL",
            to: "ada",
            pull: null,
            onIssue: false,
          },
          {
            do: "say",
            who: "ada",
            verb: "claim",
            id: "G-LIN-SQ",
            to: "ada",
            pull: null,
            onIssue: false,
          },
          { do: "merge", pull: 0, isHeard: false, isTitleKnown: false },
        ],
        isDoubled: false,
        shuffle: 0,
      },
    ],
  ],
];

test.each(FOUND)("%s", (_what, history) => {
  const count = { histories: 0, cut: 0, events: 0 };
  play(history, count);
  expect(count).toMatchObject({ histories: 1, cut: 0 });
});
