/** Whether an expression takes more than linear time on some text: the text is doubled, and the steps are compared. */
import { type Attack, attacksOn, textOf } from "./attacks.ts";
import { type Compiled, compileExpression } from "./compile-expression.ts";
import { countSteps } from "./count-steps.ts";

export interface Growth extends Attack {
  /** At the first length, and at each one twice as long as the one before. */
  readonly steps: readonly number[];
}

/** At these lengths whatever does not grow at all is told from the rest. */
const SHORT = [64, 128];

/** Where a bound of a repetition lies among the lengths, steps grow faster until it is reached: so far it is followed. */
const LONG = [256, 512, 1024, 2048, 4096];

/** Doubled, linear steps are doubled, squared ones four times as many; few of them hide among many others at first. */
const LINEAR_BELOW = { short: 2.2, long: 3 };

const GIVEN_UP = 5_000_000;

export function findGrowth(expression: Pick<RegExp, "source" | "flags">): Growth | undefined {
  const compiled = compileExpression(expression);
  for (const attack of attacksOn(compiled)) {
    if (!growing(compiled, attack, SHORT, LINEAR_BELOW.short)) continue;
    const steps = growing(compiled, attack, LONG, LINEAR_BELOW.long);
    if (steps) return { ...attack, steps };
  }
  return undefined;
}

/** `undefined` as soon as twice the text takes less than so many times the steps. */
function growing(
  compiled: Compiled,
  attack: Attack,
  lengths: readonly number[],
  linearBelow: number,
): number[] | undefined {
  const steps: number[] = [];
  for (const length of lengths) {
    const taken = countSteps(compiled, textOf(attack, length), GIVEN_UP).steps;
    const before = steps.at(-1);
    steps.push(taken);
    if (taken === Number.POSITIVE_INFINITY) return steps;
    if (before !== undefined && taken / before < linearBelow) return undefined;
  }
  return steps;
}
