import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CommentEvent } from "../../src/facts/event.ts";
import { TestRepository } from "./repository.ts";

/**
 * Whatever is done to a command that nobody sees, or that only looks like the same letter, in whichever command and at
 * whichever place (slash, name, word, ID, @login, number, date): it does what it would do, or nothing, and the reply says
 * so. It never means another diagram, person or day, not even the diagram of the thread's title.
 */
const INVISIBLE = [
  ..."\u200b\u200c\u200d\u2060\ufeff\u00ad\u034f\u061c\u180e\u200e\u200f\u202a\u202b\u202c\u202d\u202e",
  ..."\u2066\u2067\u2068\u2069\u206a\ufe00\ufe0f\u{e0041}\u{e0101}\u{1d173}\u0000\u0007\u007f\u0085",
];
const BLANKS = [
  ..."\u00a0\u1680\u2000\u2003\u2009\u202f\u205f\u3000\u2028\u2029\t\u3164\u2800\uffa0",
  "&nbsp;",
];

/** By the letter that they look like. Full-width and mathematical ones are added for all letters and digits. */
const ALIKE: Readonly<Record<string, readonly string[]>> = {
  "-": ["\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\ufe63", "\uff0d", "\\-", "&#45;"],
  "/": ["\uff0f", "\u2044", "\u2215", "\u2571", "\u29f8"],
  "+": ["\uff0b", "\ufe62", "\u207a"],
  "#": ["\uff03", "\ufe5f", "\u266f"],
  "@": ["\uff20", "\ufe6b"],
  "*": ["\uff0a", "\ufe61", "\u2217", "\u204e", "\\*"],
  ":": ["\uff1a", "\ufe55", "\ua789"],
  a: ["\u0430", "\u0251", "\u00e0"],
  b: ["\u0184", "\u042c"],
  c: ["\u0441", "\u03f2", "\u217d"],
  d: ["\u0501", "\u217e"],
  e: ["\u0435", "\u212e", "\u00e9"],
  h: ["\u04bb"],
  i: ["\u0456", "\u0131", "\u2170", "l", "1"],
  l: ["\u04cf", "\u217c", "I", "1"],
  m: ["\u217f"],
  n: ["\u0578", "\u00f1"],
  o: ["\u043e", "\u03bf", "0"],
  p: ["\u0440", "\u03c1"],
  r: ["\u0433"],
  s: ["\u0455", "\u017f"],
  t: ["\u03c4"],
  u: ["\u03c5", "\u057d"],
  v: ["\u03bd", "\u2174"],
  w: ["\u051d"],
  x: ["\u0445", "\u2179"],
  y: ["\u0443"],
  E: ["\u0415", "\u0395"],
  F: ["\ua4dd", "\u03dc"],
  G: ["\u050c", "\u13c0"],
  I: ["\u0399", "\u0406", "\u04c0", "\u2160", "l", "1"],
  L: ["\u216c", "\u13de"],
  N: ["\u039d", "\ua4e0"],
  Q: ["\u051a"],
  S: ["\u0405", "\u13da"],
  T: ["\u0422", "\u03a4"],
  "0": ["O", "\u0660", "\u041e", "\u2070"],
  "1": ["l", "I", "\u0661", "\u00b9"],
  "2": ["\u0662", "\u0968", "\u00b2"],
  "3": ["\u0417", "\u0663"],
  "7": ["\u0667"],
  "8": ["\u0668"],
};

function alikeOf(letter: string): readonly string[] {
  const own = ALIKE[letter] ?? [];
  if (/^[a-zA-Z]$/.test(letter)) {
    const bold = letter >= "a" ? 0x1d41a + letter.charCodeAt(0) - 97 : 0x1d400 + letter.charCodeAt(0) - 65;
    return [...own, String.fromCharCode(letter.charCodeAt(0) + 0xfee0), String.fromCodePoint(bold)];
  }
  return /^\d$/.test(letter)
    ? [
        ...own,
        String.fromCharCode(letter.charCodeAt(0) + 0xfee0),
        String.fromCodePoint(0x1d7ce + Number(letter)),
      ]
    : own;
}

/** One thing that is done to one letter of the command. */
const change = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("before", "behind", "instead", "instead"),
  which: fc.nat(),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(text: string, changes: readonly Change[]): string {
  const letters = [...text];
  // Whoever is called b0b is another one than bob, as G-L1N-FL is another ID, and the reply names them.
  const names = [...text.matchAll(/@\w+|[A-Z]-[A-Z]+-[A-Z*]+/g)];
  const pick = (list: readonly string[], which: number) => list[which % list.length];
  for (const { at, how, which } of changes) {
    const place = at % letters.length;
    const letter = letters[place] ?? "";
    const invisible = pick(INVISIBLE, which) ?? "";
    if (how === "before") letters[place] = invisible + letter;
    else if (how === "behind") letters[place] = letter + invisible;
    else {
      const isOfName = names.some(({ index, 0: name }) => place >= index && place < index + name.length);
      const alike = letter === " " ? BLANKS : alikeOf(letter).filter((one) => !isOfName || !/^\w$/.test(one));
      letters[place] = pick(alike, which) ?? letter;
    }
  }
  return letters.join("");
}

interface Case {
  readonly body: string;
  readonly by?: string;
  readonly more?: Partial<CommentEvent>;
  /** What was before. */
  readonly given?: (repository: TestRepository) => void;
}

const REVIEWED = { thread: 7, onPullRequest: true };
const held = (repository: TestRepository) => {
  repository.comment("ada", "/claim G-LIN-FL");
  repository.comment("bob", "/claim G-LIN-SQ");
  repository.comment("bob", "/source G-LIN-SQ https://etcd.io/");
};
const drawn = (repository: TestRepository) => {
  held(repository);
  repository.pull(7, { title: "G-LIN-FL G-LIN-ST", author: "ada" });
};
const merged = (repository: TestRepository) => {
  held(repository);
  repository.pull(7, { title: "Flow", author: "ada", state: "merged", mergedAt: repository.now });
  repository.comment("maria", "/complete G-LIN-SQ");
};

const CASES: readonly Case[] = [
  { body: "/claim G-LIN-FL" },
  { body: "/claim: G-LIN-FL G-LIN-ST" },
  { body: "/claim G-LIN-*" },
  { body: "/claim next 2 of G-LIN-*" },
  { body: "/claim G-LIN-FL due 2026-12-03" },
  { body: "/claim G-LIN-ST not G-LIN-FA", given: held },
  { body: "/claim G-LIN-ST for @cy", given: held },
  { body: "/unclaim G-LIN-FL", given: held },
  { body: "/release @bob", by: "maria", given: held },
  { body: "/source remove G-LIN-SQ https://etcd.io/", by: "bob", given: held },
  {
    body: "/due G-LIN-FL +13",
    given: (repository) => {
      held(repository);
      repository.now = "2026-11-30T10:00:00Z";
    },
  },
  { body: "/due G-LIN-FL 2026-12-07", given: held },
  { body: "/start G-LIN-FL", given: drawn },
  { body: "/verify G-LIN-FL", by: "grace", given: drawn },
  { body: "/assign G-LIN-FL @bob", by: "maria", given: held },
  { body: "/complete G-LIN-FL #7", by: "maria", given: merged },
  { body: "/reopen G-LIN-SQ", by: "maria", given: merged },
  { body: "/override G-LIN-FL too new", by: "maria", given: drawn, more: REVIEWED },
  { body: "/pause", by: "maria", given: held },
  { body: "/status @bob", given: held },
  { body: "/next 3" },
  { body: "/help" },
];

const RUNS = Number(process.env["LOOK_ALIKES"] ?? 30);

describe("no variation that nobody sees changes in silence what a command does", () => {
  test.each(CASES)("$body", ({ body: plain, by = "ada", given, more = {} }) => {
    const before = new TestRepository();
    before.permissions.set("maria", "maintain").set("grace", "write");
    given?.(before);
    const told = (text: string, isTitled: boolean) => {
      const repository = copyOf(before);
      const reply = repository.comment(by, text, {
        ...more,
        ...(isTitled && { title: "G-LIN-SQ: Sequence" }),
      });
      return { state: stateOf(repository), reply };
    };
    const nothing = stateOf(before);
    const meant = { plain: told(plain, false).state, titled: told(plain, true).state };
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 3 }), fc.boolean(), (changes, isTitled) => {
        const text = changed(plain, changes);
        const { state, reply } = told(text, isTitled);
        expect(reply, JSON.stringify(text)).not.toBe("");
        if (state !== nothing)
          expect(state, `${JSON.stringify(text)}: ${reply}`).toBe(isTitled ? meant.titled : meant.plain);
      }),
      { numRuns: RUNS },
    );
  });
});

function copyOf(other: TestRepository): TestRepository {
  const repository = new TestRepository(Object.fromEntries(other.files));
  for (const [login, permission] of other.permissions) repository.permissions.set(login, permission);
  for (const [number, pr] of other.pulls) repository.pulls.set(number, pr);
  repository.now = other.now;
  return repository;
}

/** All assignments, without the words that somebody gave as a reason. */
function stateOf({ files }: TestRepository): string {
  return JSON.stringify(
    [...files]
      .filter(([path]) => path.startsWith("assignments/"))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  ).replace(/reason: .*?(?=\\n|,)/g, "");
}
