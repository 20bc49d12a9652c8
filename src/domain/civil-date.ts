/**
 * Calendar days without a clock and without time zones. The campaign counts in the days of one place, UTC unless it says
 * otherwise: a contributor in Auckland and one in Lima read the same due date in the file.
 */
export type CivilDate = string & { readonly brand: "CivilDate" };

const FORM = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** `2024-09-22` → the date; anything that is not a day of the calendar → null. */
export function parseCivilDate(text: string): CivilDate | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const length = month === 2 && isLeapYear(year) ? 29 : DAYS_IN_MONTH[month - 1];
  return length !== undefined && day >= 1 && day <= length ? (text as CivilDate) : null;
}

/** The UTC day of an ISO 8601 instant as GitHub writes them (`2024-09-20T10:11:12Z`). Throws on anything else. */
export function civilDateOf(instant: string): CivilDate {
  const date = parseCivilDate(instant.slice(0, 10));
  if (!date) throw new RangeError(`not an ISO instant: ${instant}`);
  return date;
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return fromDayNumber(dayNumber(date) + days);
}

export function laterOf(one: CivilDate, other: CivilDate): CivilDate {
  return daysBetween(one, other) > 0 ? other : one;
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The Monday of the week that the day lies in, as ISO 8601 counts weeks. */
export function mondayOf(date: CivilDate): CivilDate {
  const days = dayNumber(date);
  // Day 0 was a Wednesday.
  return fromDayNumber(days - ((((days + 2) % 7) + 7) % 7));
}

function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

// Days since 0000-03-01, and back: the usual civil-from-days arithmetic on 400-year eras of 146,097 days.
function dayNumber(date: CivilDate): number {
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  return year * 365 + Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400) + dayOfYear;
}

function fromDayNumber(days: number): CivilDate {
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = ((shifted + 2) % 12) + 1;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, "0")}-${pad(month)}-${pad(day)}` as CivilDate;
}

function pad(value: number): string {
  return String(value).padStart(2, "0");
}

/** As they are written where there is little room, in English. */
export const MONTHS = [
  "Jan",
  "Feb",
  "Mar",
  "Apr",
  "May",
  "Jun",
  "Jul",
  "Aug",
  "Sep",
  "Oct",
  "Nov",
  "Dec",
] as const;
