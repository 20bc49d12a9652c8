import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { DEFAULT_CONFIG } from "../../src/domain/config.ts";
import { SHOWN, viewOf } from "./corpus.ts";

/** Which letter of the verdicts stands for which point. */
const LETTERS: Readonly<Record<string, (typeof SHOWN)[number]["key"]>> = {
  P: "production_data",
  C: "cost_data",
  L: "latency_budget",
  F: "failure_mode",
  I: "instance_types",
  S: "scale_metrics",
  K: "color_scheme",
};

export interface AtlasVerdict {
  readonly name: string;
  readonly point: string;
  /** What the reader says, and what the rules say. */
  readonly expected: boolean;
  readonly found: boolean;
}

export interface AtlasSet {
  /** What the report calls it. */
  readonly title: string;
  /** Its file in `fixtures`. */
  readonly file: string;
  readonly isIn: (name: string) => boolean;
}

/**
 * The first sample: the rules were made with those whose name has an even hexadecimal digit where the names differ first; all
 * of them begin with a zero.
 */
const isForRules = (name: string) => Number.parseInt(name.charAt(1), 16) % 2 === 0;

/** The later samples: a third to mend the rules with, settled by the name before anybody had read a drawing. */
const isOfThird = (word: string) => (name: string) =>
  (createHash("sha256").update(`${word}:${name}`).digest()[0] ?? 0) < 85;
const isForMending = isOfThird("half");
const isForMendingAgain = isOfThird("third");

const FIRST = "atlas-verdicts.yml";
const SECOND = "atlas-verdicts-2.yml";
const THIRD = "atlas-verdicts-3.yml";

/** The sets that `npm run gates:corpus -- FOLDER SET` knows. */
export const ATLAS_SETS: Readonly<Record<string, AtlasSet>> = {
  rules: { title: "those that the rules were made with", file: FIRST, isIn: isForRules },
  "held-out": { title: "held out at first", file: FIRST, isIn: (name) => !isForRules(name) },
  "second-rules": { title: "those that the rules were mended with", file: SECOND, isIn: isForMending },
  "second-held-out": {
    title: "held out in the second sample",
    file: SECOND,
    isIn: (name) => !isForMending(name),
  },
  "third-rules": {
    title: "those of the third sample that the rules were mended with",
    file: THIRD,
    isIn: isForMendingAgain,
  },
  "third-held-out": {
    title: "held out in the third sample",
    file: THIRD,
    isIn: (name) => !isForMendingAgain(name),
  },
};

/** What the rules make of the Atlas's drawings in `folder`, beside what a reader says of them. */
export function judgeAtlas(folder: string, { file, isIn }: AtlasSet): AtlasVerdict[] {
  const text = readFileSync(new URL(`../../fixtures/${file}`, import.meta.url), "utf8");
  const verdicts = parse(text) as Record<string, string>;
  const gates = {
    ...DEFAULT_CONFIG.gates,
    palette: { ...DEFAULT_CONFIG.gates.palette, profile: "four-plane" },
  };
  return Object.entries(verdicts)
    .filter(([name]) => isIn(name))
    .flatMap(([name, letters]) => {
      const text = readFileSync(join(folder, `${name}.mmd`), "utf8");
      const view = { ...viewOf(name, text, null), gates: gates as typeof DEFAULT_CONFIG.gates };
      return Object.entries(LETTERS).map(([letter, key]) => ({
        name,
        point: key,
        expected: letters.includes(letter),
        found: SHOWN.find((point) => point.key === key)?.judge(view).kind === "passed",
      }));
    });
}
