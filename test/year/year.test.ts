/** Some weeks of a campaign whose people forget and whose server dies; `npm run year` plays a whole year of a large one. */
import { expect, test } from "vitest";
import { FAULTS } from "./faults.ts";
import { playYear, type YearOptions } from "./play-year.ts";

const WEEKS: YearOptions = {
  seed: 5,
  days: 24,
  diagrams: 30,
  people: 7,
  pace: 0.4,
  times: { days: 5, remind_before: 2, remind_after: 1, release_after: 4, idle_after: 7, nudge_after: 3 },
  deaths: 40,
};

test("nobody loses anything unwarned, nothing is said twice, and all that is shown agrees at midnight", async () => {
  const { wrong, killed, reminders, reviews, days } = await playYear(WEEKS);
  expect(wrong).toEqual([]);
  expect(killed).toBeGreaterThan(8);
  expect(reminders).toBeGreaterThan(15);
  expect(reviews).toBeGreaterThan(1);
  const quiet = days.filter(({ isQuiet }) => isQuiet);
  expect(quiet.length).toBeGreaterThan(1);
  // On the day after something was handed over, or a Monday was missed, it looks once more.
  expect(quiet.filter(({ requests }) => requests > 1).length).toBeLessThan(3);
});

test.each(FAULTS)("a bot that $name is found out", async ({ wrong, shows }) => {
  const { wrong: found } = await playYear({ ...WEEKS, deaths: 50, diesAt: "commit", wrong });
  expect(found.join("\n")).toMatch(shows);
});
