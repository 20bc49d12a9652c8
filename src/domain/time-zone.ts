/**
 * Which day it is somewhere, by the time zone database that every JavaScript engine carries. Pure: the moment is given, and
 * days that have 23 or 25 hours are as long as that.
 */
import { type CivilDate, civilDateOf, daysBetween } from "./civil-date.ts";

const formats = new Map<string, Intl.DateTimeFormat>();

export function isTimeZone(name: string): boolean {
  // `+01:00` is no place: it has no summer.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/** The day of an ISO instant in a time zone. */
export function dayIn(timeZone: string, instant: string): CivilDate {
  if (timeZone === "UTC") return civilDateOf(instant);
  const parts = formatOf(timeZone).formatToParts(momentOf(instant));
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? "";
  return civilDateOf(`${part("year").padStart(4, "0")}-${part("month")}-${part("day")}`);
}

const EPOCH = civilDateOf("1970-01-01");

/** Milliseconds since the epoch of an instant as GitHub writes them, in UTC. */
function momentOf(instant: string): number {
  const [, hours, minutes, seconds] = /T(\d\d):(\d\d):(\d\d)(?:\.\d+)?Z$/.exec(instant) ?? [];
  if (hours === undefined) throw new RangeError(`not an ISO instant in UTC: ${instant}`);
  const time = Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds);
  return (daysBetween(EPOCH, civilDateOf(instant)) * 86_400 + time) * 1000;
}

function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat("en-US", {
      timeZone,
      calendar: "iso8601",
      numberingSystem: "latn",
      year: "numeric",
      month: "2-digit",
      day: "2-digit",
    });
    formats.set(timeZone, format);
  }
  return format;
}
