import fc from "fast-check";
import { expect, test } from "vitest";
import {
  addDays,
  type CivilDate,
  civilDateOf,
  daysBetween,
  parseCivilDate,
} from "../../src/domain/civil-date.ts";

const day = fc
  .date({ min: new Date("0001-01-01T00:00:00Z"), max: new Date("9998-01-01T00:00:00Z"), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as CivilDate);

test("days are added as the calendar of the platform adds them", () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -300, max: 300 }), (date, days) => {
      const expected = new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000)
        .toISOString()
        .slice(0, 10);
      fc.pre(/^\d{4}-/.test(expected));
      expect(addDays(date, days)).toBe(expected);
      expect(daysBetween(date, addDays(date, days))).toBe(days);
    }),
    { numRuns: 1000 },
  );
});

test.each([
  ["2024-02-29", true],
  ["2023-02-29", false],
  ["1900-02-29", false],
  ["2000-02-29", true],
  ["2024-13-01", false],
  ["2024-00-10", false],
  ["2024-04-31", false],
  ["2024-4-1", false],
  ["20240401", false],
  ["", false],
])("%s is a day of the calendar: %s", (text, expected) => {
  expect(parseCivilDate(text) !== null).toBe(expected);
});

test("an instant is its UTC day, and anything else throws", () => {
  expect(civilDateOf("2026-11-24T23:59:59Z")).toBe("2026-11-24");
  expect(() => civilDateOf("yesterday")).toThrow("not an ISO instant: yesterday");
});
