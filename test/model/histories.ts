/** Random histories. They are plain data, so a counterexample shrinks to the few steps that matter. */
import fc from "fast-check";
import type { DrawStep, LineStep, Step, TitleStep } from "./steps.ts";
import { AGENT, type Command, IDS, type Id, PEOPLE } from "./world.ts";

/** What happened since the bot looked last: all of it is heard at once. */
export interface Batch {
  readonly steps: readonly Step[];
  /** Every event arrives twice. */
  readonly isDoubled: boolean;
  /** In which order they arrive: 0 as they happened, anything else is the seed of a shuffle. */
  readonly shuffle: number;
}

export type History = readonly Batch[];

// Mostly the first ones, so that what people do meets.
const id = fc.constantFrom<Id>(...IDS, "G-LIN-FL", "G-LIN-FL", "G-LIN-FL", "G-LIN-SQ");
const person = fc.constantFrom(...PEOPLE);
const form = fc.nat(5);
// Mostly the first one or two, so that what happens, happens to the same pull request.
const pull = fc.oneof({ weight: 4, arbitrary: fc.constant(0) }, { weight: 2, arbitrary: fc.nat(2) });
const pick = <const T>(...list: readonly T[]) => fc.constantFrom<T>(...list);
const often = (weight: number) => fc.nat(weight).map((n) => n !== 0);
const seldom = (weight: number) => fc.nat(weight).map((n) => n === weight);

const ids = fc.oneof(
  { weight: 5, arbitrary: id.map((one) => [one]) },
  { weight: 4, arbitrary: fc.constant<readonly []>([]) },
  { weight: 2, arbitrary: fc.uniqueArray(id, { minLength: 2, maxLength: 4 }) },
);
const title: fc.Arbitrary<TitleStep> = fc.record({
  ids: fc.oneof({ weight: 12, arbitrary: ids }, { weight: 1, arbitrary: fc.constant("group" as const) }),
  form,
});
const line: fc.Arbitrary<LineStep> = fc.record({
  says: pick("mention", "diagram", "keyword", "ticked", "negated", "nothing", "nothing", "command", "group"),
  form,
  ids: fc.uniqueArray(id, { minLength: 1, maxLength: 2 }),
});
const edited = line.filter(({ says }) => says !== "command");
const draw: fc.Arbitrary<DrawStep> = fc.record({
  what: pick("own file", "own file", "page", "page", "sketch", "readme", "prose", "formatter", "remove"),
  id,
  by: pick("heading", "comment", "title", "name", "nobody"),
});
const draws = fc.array(draw, { minLength: 1, maxLength: 3 });

const MAINTAINERS_VERBS: readonly string[] = ["assign", "complete", "reopen"];

const anySay = fc.record({
  do: fc.constant("say" as const),
  who: person,
  verb: pick<Command["verb"]>(
    "claim",
    "claim",
    "claim",
    "claim next",
    "release",
    "release",
    "assign",
    "complete",
    "reopen",
    "verify",
    "start",
    "review",
  ),
  id,
  to: person,
  pull: fc.option(fc.nat(2), { nil: null }),
  onIssue: fc.boolean(),
});

// Who may not is only now and then worth a try.
const say: fc.Arbitrary<Step> = fc
  .tuple(anySay, often(4))
  .map(([one, isMaintainers]) =>
    isMaintainers && MAINTAINERS_VERBS.includes(one.verb) ? { ...one, who: "maria" } : one,
  );

const open: fc.Arbitrary<Step> = fc.record({
  do: fc.constant("open" as const),
  author: pick(...PEOPLE, "ada", "bob", "zoe", AGENT),
  title,
  branch: fc.option(id, { nil: null, freq: 2 }),
  form,
  lines: fc.array(line, { maxLength: 2 }),
  closes: fc.oneof(
    { weight: 3, arbitrary: fc.constant<readonly []>([]) },
    { weight: 1, arbitrary: fc.nat(2).map((n) => [n + 1]) },
  ),
  draw: draws,
  isStacked: seldom(9),
  draft: seldom(4),
});

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: say },
  { weight: 6, arbitrary: open },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("title" as const), pull, title }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: pick("body", "body", "bot edit"),
      pull,
      lines: fc.array(edited, { minLength: 1, maxLength: 2 }),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant("push" as const), pull, draw: draws }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant("merge" as const),
      pull,
      isHeard: fc.boolean(),
      isTitleKnown: often(3),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({ do: pick("draft", "ready", "close", "reopen", "look", "vanish"), pull }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("revise" as const),
      pull,
      who: pick("grace", "grace", "maria", "bob"),
      opinion: pick("approved", "approved", "changes_requested", "dismissed"),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant("revert" as const), pull, author: pick("ada", "bob", "maria") }),
  },
);

const batch: fc.Arbitrary<Batch> = fc.record({
  steps: fc.array(step, { minLength: 1, maxLength: 3 }),
  isDoubled: seldom(4),
  shuffle: fc.oneof(
    { weight: 3, arbitrary: fc.constant(0) },
    { weight: 1, arbitrary: fc.integer({ min: 1, max: 999 }) },
  ),
});

/** Something complete, for all that can only happen afterwards. */
const completed: fc.Arbitrary<History> = fc
  .record({ id, author: pick("ada", "bob", AGENT), isApproved: fc.boolean() })
  .map(({ id, author, isApproved }) => [
    once({
      do: "open",
      author,
      title: { ids: [id], form: 0 },
      branch: null,
      form: 0,
      lines: [],
      closes: [],
      draw: [{ what: "own file", id, by: "nobody" }],
      isStacked: false,
      draft: false,
    }),
    ...(isApproved ? [once({ do: "revise", pull: 0, who: "grace", opinion: "approved" })] : []),
    once({ do: "merge", pull: 0, isHeard: true, isTitleKnown: true }),
  ]);

function once(step: Step): Batch {
  return { steps: [step], isDoubled: false, shuffle: 0 };
}

const anything = fc.array(batch, { minLength: 1, maxLength: 5 });

export const histories: fc.Arbitrary<History> = fc.oneof(
  { weight: 3, arbitrary: anything },
  { weight: 1, arbitrary: fc.tuple(completed, anything).map(([before, after]) => [...before, ...after]) },
);
