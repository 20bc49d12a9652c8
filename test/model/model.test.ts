/**
 * Random histories over the bot's decisions and over a short model of what the specification says. MODEL_HISTORIES says
 * how many, MODEL_SEED which: the same ones in every run, so that one commit is always judged alike.
 * `npm run model` plays a million.
 */
import { expect, test } from "vitest";
import { checkHistories } from "./check-histories.ts";
import { FOUND } from "./found-histories.ts";
import { play } from "./play.ts";

const HISTORIES = Number(process.env["MODEL_HISTORIES"] ?? 10_000);
const SEED = Number(process.env["MODEL_SEED"] ?? 20_261_124);
/** No time limit that a busy machine reaches: a thousand times what a history takes. */
const TIMEOUT = 60_000 + HISTORIES * 1000;

test("whatever people do in whichever order it is heard of, every diagram is where the specification has it", {
  timeout: TIMEOUT,
}, async () => {
  const { histories, cut } = await checkHistories(HISTORIES, SEED);
  expect(histories + cut).toBe(HISTORIES);
  // A model that has an opinion on few histories tests few.
  expect(cut / HISTORIES).toBeLessThan(0.05);
});

test.each(FOUND)("%s", (_what, history) => {
  const count = { histories: 0, cut: 0, events: 0 };
  play(history, count);
  expect(count).toMatchObject({ histories: 1, cut: 0 });
});
