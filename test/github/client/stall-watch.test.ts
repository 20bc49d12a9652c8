import { expect, test } from "vitest";
import { classifyFailure } from "../../../src/github/client/failure.ts";
import { StallWatch } from "../../../src/github/client/stall-watch.ts";

const cutOff = Object.assign(new Error("read ECONNRESET"), { status: 500 });
const down = Object.assign(new Error("unavailable"), { status: 503, response: { headers: {} } });

/** A batch whose decision takes so long, and which fails with that. */
function failed(milliseconds: number, error: unknown) {
  let now = 0;
  const watch = new StallWatch(() => now);
  watch.watch(() => {
    now += milliseconds;
  })(null);
  return classifyFailure(watch.blame(error), 0);
}

test("a connection that was cut while a decision held the server is the batch's fault, and does not pass", () => {
  expect(failed(23_000, cutOff)).toMatchObject({
    transient: false,
    reason: "the decision on it held the server for 23 s, and its connections were cut",
  });
});

test("a connection that was cut otherwise passes", () => {
  expect(failed(400, cutOff)).toMatchObject({ transient: true });
});

test("what GitHub itself answers is not the decision's fault, however long that took", () => {
  expect(failed(23_000, down)).toMatchObject({ transient: true });
});
