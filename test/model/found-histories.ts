/** What took many more histories to find than one run plays, each with the sentence that is true of it. */
import type { Batch, History } from "./histories.ts";
import type { Step } from "./steps.ts";
import { AGENT } from "./world.ts";

type Say = Extract<Step, { do: "say" }>;
type Open = Extract<Step, { do: "open" }>;

const inOrder = (...steps: readonly Step[]): Batch => ({ steps, isDoubled: false, shuffle: 0 });
const shuffled = (...steps: readonly Step[]): Batch => ({ steps, isDoubled: false, shuffle: 1 });
const say = (who: Say["who"], verb: Say["verb"], id: Say["id"]): Step => ({
  ...{ do: "say", who, verb, id, to: "ada", pull: null, onIssue: false },
});
const open = (author: Open["author"], ids: readonly Say["id"][], draw: Open["draw"]): Step => ({
  ...{ do: "open", author, title: { ids, form: 0 }, branch: null, form: 0, lines: [], closes: [], draw },
  ...{ isStacked: false, draft: false },
});
const ownFile = (id: Say["id"]): Open["draw"][number] => ({ what: "own file", id, by: "heading" });
/** Nobody heard of it, nor what its title was then. */
const mergeFirst: Step = { do: "merge", pull: 0, isHeard: false, isTitleKnown: false };

export const FOUND: readonly (readonly [string, History])[] = [
  [
    "what was set free at the first look makes the drawing that names nobody no other diagram's at the second",
    [
      inOrder(open("ada", ["G-LIN-FL", "G-LIN-FA"], [{ what: "sketch", id: "G-LIN-FL", by: "heading" }])),
      shuffled({ do: "revise", pull: 0, who: "grace", opinion: "approved" }),
      inOrder(say("maria", "complete", "G-LIN-FL"), mergeFirst),
    ],
  ],
  [
    "what a pull request alone held may be claimed, where that is merged by the time somebody's word about it is read",
    [
      inOrder(open("zoe", ["G-LIN-SQ", "G-LIN-FL"], [ownFile("G-LIN-FL")])),
      inOrder(say("zoe", "claim", "G-LIN-FL"), say("ada", "claim", "G-LIN-SQ"), mergeFirst),
    ],
  ],
  [
    "what is verified stays so where one of two places that say the same goes",
    [
      inOrder(open("ada", ["G-SEQ-FL"], [{ what: "own file", id: "G-SEQ-FL", by: "nobody" }])),
      inOrder({ do: "merge", pull: 0, isHeard: true, isTitleKnown: true }),
      shuffled(
        open("ada", ["G-LIN-FL"], [ownFile("G-LIN-FL"), { what: "page", id: "G-LIN-FL", by: "heading" }]),
        say("ada", "claim", "G-LIN-FL"),
      ),
      shuffled(say("grace", "verify", "G-LIN-FL"), mergeFirst),
      inOrder(
        { do: "push", pull: 1, draw: [{ what: "remove", id: "G-LIN-FL", by: "heading" }] },
        say("ada", "claim", "G-LIN-FL"),
      ),
    ],
  ],
  [
    "what is verified stays so where a drawing that was there becomes the diagram's own",
    [
      inOrder(open("ada", ["G-SEQ-FL"], [{ what: "own file", id: "G-SEQ-FL", by: "nobody" }])),
      inOrder({ do: "merge", pull: 0, isHeard: true, isTitleKnown: true }),
      shuffled(
        open(
          "ada",
          ["G-LIN-FL"],
          [
            { what: "sketch", id: "G-LIN-FL", by: "heading" },
            { what: "page", id: "G-LIN-SQ", by: "heading" },
          ],
        ),
        say("ada", "claim", "G-LIN-FL"),
      ),
      shuffled(say("grace", "verify", "G-LIN-FL"), mergeFirst),
      inOrder(
        { do: "push", pull: 1, draw: [{ what: "remove", id: "G-LIN-FL", by: "heading" }] },
        say("ada", "claim", "G-LIN-FL"),
      ),
    ],
  ],
  [
    "a bot's pull request that loses the name of a diagram is no longer its, where it only changes what was drawn",
    [
      inOrder(say("ada", "claim", "G-LIN-SQ")),
      inOrder(open("maria", [], [ownFile("G-LIN-SQ")])),
      inOrder(mergeFirst),
      inOrder(open(AGENT, ["G-LIN-FL", "G-LIN-SQ"], [ownFile("G-LIN-SQ")])),
      inOrder({ do: "title", pull: 1, title: { ids: ["G-LIN-FL"], form: 0 } }),
    ],
  ],
  [
    "to take away a text without a drawing undoes nothing",
    [
      inOrder(
        open("ada", ["G-LIN-FL"], [{ what: "prose", id: "G-LIN-FL", by: "heading" }, ownFile("G-LIN-FL")]),
      ),
      inOrder({ do: "merge", pull: 0, isHeard: true, isTitleKnown: true }),
      inOrder({
        ...{ do: "open", author: "ada", title: { ids: [], form: 0 }, branch: null, form: 0 },
        lines: [{ says: "mention", form: 0, ids: ["G-LIN-FL"] }],
        ...{ closes: [], isStacked: false, draft: false },
        draw: [{ what: "remove", id: "G-SEQ-SQ", by: "heading" }],
      }),
      inOrder({ do: "merge", pull: 1, isHeard: false, isTitleKnown: false }),
    ],
  ],
  [
    "what another merge put beside a drawing need not be seen by whoever approved the drawing",
    [
      inOrder(open(AGENT, ["G-LIN-FL"], [ownFile("G-LIN-FL")])),
      inOrder({
        ...{ do: "open", author: "ada", title: { ids: [], form: 0 }, branch: null, form: 0, lines: [] },
        ...{ closes: [1], isStacked: false, draft: false },
        draw: [ownFile("G-LIN-FL")],
      }),
      shuffled(
        { do: "push", pull: 0, draw: [{ what: "prose", id: "G-LIN-FL", by: "heading" }] },
        { do: "revise", pull: 0, who: "grace", opinion: "approved" },
      ),
      inOrder(
        open("ada", ["G-LIN-FL"], [{ what: "page", id: "G-LIN-FL", by: "nobody" }, ownFile("G-LIN-SQ")]),
      ),
      inOrder({ do: "merge", pull: 2, isHeard: false, isTitleKnown: false }, mergeFirst),
    ],
  ],
  [
    "what goes on with another pull request leaves room for what this one names, at the first look",
    [
      shuffled(say("ada", "claim next", "G-LIN-FL")),
      shuffled(open("ada", ["G-LIN-SQ", "G-LIN-FL"], [ownFile("G-SEQ-FL")]), {
        ...{ do: "open", author: "ada", title: { ids: ["G-LIN-FL"], form: 0 }, branch: null, form: 0 },
        ...{ lines: [], closes: [2], isStacked: false, draft: false },
        draw: [ownFile("G-LIN-FL")],
      }),
      inOrder(say("ada", "release", "G-LIN-FL"), {
        ...{ do: "push", pull: 0, draw: [{ what: "remove", id: "G-SEQ-FL", by: "heading" }] },
      }),
    ],
  ],
  [
    "what was merged completes what its author claims later on the issue that it closes",
    [
      inOrder({
        ...{ do: "open", author: "zoe", title: { ids: ["G-LIN-FL"], form: 0 }, branch: null, form: 0 },
        ...{ lines: [], closes: [2], isStacked: false, draft: false },
        draw: [{ what: "page", id: "G-LIN-ST", by: "name" }, ownFile("G-LIN-FL")],
      }),
      inOrder(mergeFirst, say("zoe", "claim", "G-LIN-ST"), say("ada", "claim", "G-LIN-FL")),
      inOrder({ do: "revise", pull: 0, who: "grace", opinion: "approved" }),
    ],
  ],
];
