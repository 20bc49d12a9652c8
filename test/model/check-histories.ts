import { setImmediate } from "node:timers/promises";
import fc from "fast-check";
import { histories } from "./histories.ts";
import { type Count, play } from "./play.ts";

/** So many histories come from one seed; between two seeds others get their turn. */
const CHUNK = 500;

/** Plays so many histories; throws with the shortest one found in which bot and model disagree. */
export async function checkHistories(wanted: number, seed: number): Promise<Count> {
  const count: Count = { histories: 0, cut: 0, events: 0 };
  for (let done = 0; done < wanted; done += CHUNK) {
    const numRuns = Math.min(CHUNK, wanted - done);
    fc.assert(
      fc.property(histories, (history) => play(history, count)),
      { numRuns, seed: seed + done / CHUNK },
    );
    await setImmediate();
  }
  return count;
}
