import { expect, test } from "vitest";
import { FairTurns } from "../../src/parse-process/fair-turns.ts";

/** Turns that take as long as said, on a clock that only they move. */
function record(atOnce: number) {
  let now = 0;
  const order: string[] = [];
  const turns = new FairTurns(atOnce, () => now);
  const take = (owner: string, name: string, milliseconds = 1) =>
    turns.take(owner, async () => {
      order.push(name);
      await Promise.resolve();
      now += milliseconds;
    });
  return { take, order };
}

test("who took least time is next, however much another one brought before", async () => {
  const { take, order } = record(1);
  await Promise.all([
    ...Array.from({ length: 5 }, (_, at) => take("hog", `hog ${at}`, 3_000)),
    take("ada", "ada 0"),
    take("ada", "ada 1"),
    take("bob", "bob 0"),
  ]);
  expect(order).toEqual(["hog 0", "ada 0", "bob 0", "ada 1", "hog 1", "hog 2", "hog 3", "hog 4"]);
});

test("nobody has two turns at once, also while one is free", async () => {
  let running = 0;
  let most = 0;
  const turns = new FairTurns(2);
  const work = async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
  };
  await Promise.all(Array.from({ length: 6 }, () => turns.take("one", work)));
  expect(most).toBe(1);
});

test("but one who may have several, up to so many", async () => {
  let running = 0;
  let most = 0;
  const turns = new FairTurns(4, undefined, 3);
  const work = async () => {
    most = Math.max(most, ++running);
    await Promise.resolve();
    running--;
  };
  await Promise.all(Array.from({ length: 9 }, () => turns.take("one", work)));
  expect(most).toBe(3);
});

test("what fails is told to who asked, and the others have their turns", async () => {
  const turns = new FairTurns(1);
  const failing = turns.take("one", () => Promise.reject(new Error("no process")));
  const next = turns.take("one", async () => "done");
  await expect(failing).rejects.toThrow("no process");
  expect(await next).toBe("done");
});
