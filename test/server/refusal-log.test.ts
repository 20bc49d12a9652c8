import { pino } from "pino";
import { beforeEach, expect, test } from "vitest";
import { RefusalLog } from "../../src/server/refusal-log.ts";

let lines: Record<string, unknown>[];
let timers: (() => void)[];
let refusals: RefusalLog;

beforeEach(() => {
  lines = [];
  timers = [];
  const log = pino({ base: null, timestamp: false }, { write: (line) => lines.push(JSON.parse(line)) });
  refusals = new RefusalLog(log, (_ms, run) => {
    timers.push(run);
    return () => {
      timers = timers.filter((one) => one !== run);
    };
  });
});

const refuse = (times: number, status = 400, reason = "not signed") => {
  for (let time = 1; time <= times; time++)
    refusals.note({ status, reason, about: { delivery: `d${time}` } });
};
const pass = () => {
  for (const run of [...timers]) run();
};

test("the first ten of a minute have a line each, the rest a count", () => {
  refuse(1_000);
  expect(lines).toHaveLength(10);
  expect(lines[9]).toEqual({
    level: 40,
    delivery: "d10",
    status: 400,
    reason: "not signed",
    msg: "webhook refused",
  });
  pass();
  expect(lines.slice(10)).toEqual([
    { level: 40, status: 400, reason: "not signed", more: 990, msg: "more webhooks refused" },
  ]);
});

test("the next minute begins anew, and a few are not counted as more", () => {
  refuse(10);
  pass();
  refuse(10);
  pass();
  expect(lines.map(({ msg }) => msg)).toEqual(Array(20).fill("webhook refused"));
});

test("each kind counts for itself, so that a flood of one hides no other", () => {
  refuse(1_000, 503, "no room");
  refuse(1);
  expect(lines.filter(({ status }) => status === 400)).toHaveLength(1);
});

test("what was not said yet is said at the end, once", () => {
  refuse(12);
  refusals.close();
  pass();
  expect(lines.slice(10)).toEqual([expect.objectContaining({ more: 2 })]);
  expect(timers).toEqual([]);
});
