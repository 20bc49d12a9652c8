import { expect, test } from "vitest";
import { ReadingTurns } from "../../src/server/reading-turns.ts";

/** In how many turns of the event loop something was called, and how often in the fullest. */
async function turnsOf(count: number): Promise<{ read: number[]; mostInATurn: number }> {
  const turns = new ReadingTurns();
  const read: number[] = [];
  let inThisTurn = 0;
  let mostInATurn = 0;
  const done = Promise.withResolvers<void>();
  for (let at = 0; at < count; at++) {
    turns.take(() => {
      read.push(at);
      inThisTurn += 1;
      mostInATurn = Math.max(mostInATurn, inThisTurn);
      if (read.length === count) done.resolve();
    });
  }
  const watch = () => {
    inThisTurn = 0;
    if (read.length < count) setImmediate(watch);
  };
  setImmediate(watch);
  await done.promise;
  return { read, mostInATurn };
}

test("whoever asked first reads first, and only one in a turn of the event loop", async () => {
  const { read, mostInATurn } = await turnsOf(100);
  expect(read).toEqual(Array.from({ length: 100 }, (_, at) => at));
  expect(mostInATurn).toBe(1);
});

test("between many in a row whatever else waits comes first", async () => {
  const turns = new ReadingTurns();
  let read = 0;
  const again = () => {
    read += 1;
    if (read < 100) turns.take(again);
  };
  turns.take(again);
  // A timer that is due at once: were there no rest, the hundred would still come one a turn, but never pause.
  await new Promise((resolve) => setTimeout(resolve, 1));
  expect(read).toBeLessThan(100);
  while (read < 100) await new Promise((resolve) => setImmediate(resolve));
});
