import { describe, expect, test } from "vitest";
import { configSchema } from "../../src/domain/config.ts";
import { dayIn, isTimeZone } from "../../src/domain/time-zone.ts";

describe("the day of a moment", () => {
  test.each([
    ["UTC", "2026-12-05T23:59:59Z", "2026-12-05"],
    ["UTC", "2026-12-06T00:00:00.000Z", "2026-12-06"],
    ["Europe/Berlin", "2026-12-05T22:59:59Z", "2026-12-05"],
    ["Europe/Berlin", "2026-12-05T23:00:00Z", "2026-12-06"],
    // In summer it begins an hour earlier.
    ["Europe/Berlin", "2026-07-05T21:59:59Z", "2026-07-05"],
    ["Europe/Berlin", "2026-07-05T22:00:00Z", "2026-07-06"],
    // A day of 23 hours, and one of 25.
    ["Europe/Berlin", "2027-03-27T23:00:00Z", "2027-03-28"],
    ["Europe/Berlin", "2027-03-28T21:59:59Z", "2027-03-28"],
    ["Europe/Berlin", "2027-03-28T22:00:00Z", "2027-03-29"],
    ["Europe/Berlin", "2026-10-24T22:00:00Z", "2026-10-25"],
    ["Europe/Berlin", "2026-10-25T22:59:59Z", "2026-10-25"],
    ["Europe/Berlin", "2026-10-25T23:00:00Z", "2026-10-26"],
    // Half an hour of daylight saving, and a day that Samoa did without.
    ["Australia/Lord_Howe", "2026-10-03T13:29:59Z", "2026-10-03"],
    ["Australia/Lord_Howe", "2026-10-04T13:00:00Z", "2026-10-05"],
    ["Pacific/Apia", "2011-12-30T09:59:59Z", "2011-12-29"],
    ["Pacific/Apia", "2011-12-30T10:00:00Z", "2011-12-31"],
    ["America/Los_Angeles", "2026-12-05T07:59:59Z", "2026-12-04"],
  ])("in %s at %s is %s", (zone, instant, day) => {
    expect(dayIn(zone, instant)).toBe(day);
  });
});

test.each([
  ["Europe/Berlin", true],
  ["UTC", true],
  ["Europe/Atlantis", false],
  ["+01:00", false],
  ["", false],
])("%j is a time zone: %s", (name, is) => {
  expect(isTimeZone(name)).toBe(is);
  expect(configSchema.safeParse({ time_zone: name }).success).toBe(is);
});
