import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TestRepository } from "./repository.ts";

/**
 * Whatever is done to a command that nobody sees, or that only looks like the same letter: it does the same, or the reply
 * says something. It never means another diagram, not even that of the thread's title.
 */
const INVISIBLE = [
  "\u200b",
  "\u200c",
  "\u200d",
  "\u2060",
  "\ufeff",
  "\u00ad",
  "\u034f",
  "\u061c",
  "\u180e",
  "\u200e",
  "\u200f",
]
  .concat([
    "\u202a",
    "\u202b",
    "\u202c",
    "\u202d",
    "\u202e",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
    "\ufe0f",
    "\u{e0041}",
  ])
  .concat(["\u0000", "\u0007", "\u007f", "\u0085"]);
const BLANKS = [
  "\u00a0",
  "\u2000",
  "\u2009",
  "\u202f",
  "\u205f",
  "\u3000",
  "\u2028",
  "\u2029",
  "\t",
  "\u3164",
  "\u2800",
  "&nbsp;",
];
const SAME: Readonly<Record<string, readonly string[]>> = {
  "-": ["\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2212", "\ufe63", "\uff0d", "\\-", "&#45;"],
  "/": ["\uff0f", "\u2044", "\u2215"],
  a: ["\u0430", "\uff41", "\u0251"],
  c: ["\u0441", "\uff43"],
  i: ["\u0456", "\u0131", "\uff49"],
  F: ["\uff26", "\u{1d405}", "\ua4dd"],
  G: ["\u050c", "\uff27", "\u13c0"],
  I: ["\u0399", "\u0406", "\u04c0", "\u2160"],
  L: ["\uff2c", "\u216c", "\u13de"],
  N: ["\u039d", "\uff2e", "\ua4e0"],
};

/** One thing that is done to one letter of the command. */
const change = fc.record({
  at: fc.nat(),
  how: fc.constantFrom("before", "behind", "instead", "look-alike"),
  which: fc.nat(),
});

function changed(text: string, changes: readonly { at: number; how: string; which: number }[]): string {
  const letters = [...text];
  for (const { at, how, which } of changes) {
    const place = at % letters.length;
    const letter = letters[place] ?? "";
    const invisible = INVISIBLE[which % INVISIBLE.length] ?? "";
    if (how === "before") letters[place] = invisible + letter;
    else if (how === "behind") letters[place] = letter + invisible;
    else if (letter === " ") letters[place] = BLANKS[which % BLANKS.length] ?? " ";
    else if (how === "look-alike")
      letters[place] = SAME[letter]?.[which % (SAME[letter]?.length ?? 1)] ?? letter;
  }
  return letters.join("");
}

function heldBy(repository: TestRepository, login: string): string[] {
  const files = [...repository.files].filter(([, text]) => text.includes(`\n  assignee: ${login}`));
  return files.map(([path]) => path).filter((path) => path.startsWith("assignments/"));
}

describe("no variation that nobody sees changes in silence what a command does", () => {
  test.each([
    ["/claim G-LIN-FL", ["assignments/G-LIN-FL.yml"]],
    ["/claim: G-LIN-FL G-LIN-ST", ["assignments/G-LIN-FL.yml", "assignments/G-LIN-ST.yml"]],
    ["/claim G-LIN-*", ["assignments/G-LIN-FL.yml", "assignments/G-LIN-SQ.yml", "assignments/G-LIN-ST.yml"]],
  ])("%s", (command, meant) => {
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 4 }), fc.boolean(), (changes, isTitled) => {
        const repository = new TestRepository();
        const body = changed(command, changes);
        const reply = repository.comment("ada", body, isTitled ? { title: "G-LIN-SQ: Sequence" } : {});
        const held = heldBy(repository, "ada");
        expect(reply, JSON.stringify(body)).not.toBe("");
        for (const path of held) expect(meant, JSON.stringify(body)).toContain(path);
      }),
      { numRuns: 400 },
    );
  });
});
