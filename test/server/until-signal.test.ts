import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { untilSignal } from "../../src/server/until-signal.ts";

test("a signal that npm hands on once more ends nothing; a second one does, at once", async () => {
  const exits: number[] = [];
  const target = Object.assign(new EventEmitter(), { exit: (code: number) => exits.push(code) });
  let time = 1_000;
  const signalled = untilSignal(target, () => time);
  target.emit("SIGINT", "SIGINT");
  time += 20;
  target.emit("SIGINT", "SIGINT");
  target.emit("SIGTERM", "SIGTERM");
  expect(await signalled).toBe("SIGINT");
  expect(exits).toEqual([]);

  time += 1_000;
  target.emit("SIGTERM", "SIGTERM");
  expect(exits).toEqual([1]);
});
