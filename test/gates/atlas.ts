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

/**
 * The rules were made with those whose name has an even hexadecimal digit where the names differ first: all of the sample begin
 * with a zero.
 */
export function isForRules(name: string): boolean {
  return Number.parseInt(name.charAt(1), 16) % 2 === 0;
}

/** What the rules make of the Atlas's drawings in `folder`, beside what a reader says of them. */
export function judgeAtlas(folder: string, isWanted: (name: string) => boolean): AtlasVerdict[] {
  const file = new URL("../../fixtures/atlas-verdicts.yml", import.meta.url);
  const verdicts = parse(readFileSync(file, "utf8")) as Record<string, string>;
  const gates = {
    ...DEFAULT_CONFIG.gates,
    palette: { ...DEFAULT_CONFIG.gates.palette, profile: "four-plane" },
  };
  return Object.entries(verdicts)
    .filter(([name]) => isWanted(name))
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
