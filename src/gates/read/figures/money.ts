import { findInstanceType } from "./instances.ts";

const DIGITS = "\\d(?:[\\d,_]{0,18}\\d)?(?:\\.\\d{1,10})?";
const MAGNITUDE = "(?:[kKMBT](?!\\w)|(?:mn|bn|thousand|million|billion|trillion)\\b)";
const MONEY = new RegExp(
  `(?:(?:US|A|C)?\\$|€|£|¥|₹)\\s?${DIGITS}(?:\\s?${MAGNITUDE})?(?:-\\$?${DIGITS}(?:\\s?${MAGNITUDE})?)?\\+?` +
    `|\\b${DIGITS}\\s?(?:${MAGNITUDE})?\\s?(?:USD|EUR|GBP|INR|JPY|dollars|euros)\\b`,
  "g",
);
const RATE =
  /^(?:\s?\/\s?|\s+per\s+|\s+a\s+)(?:s|sec|second|min|minute|h|hr|hour|d|day|wk|week|mo|mth|month|y|yr|year|GB|TB|PB|GiB|TiB|M|1M|million|1K|user|node|vCPU|vCore|core|request|requests|req|query|queries|event|message|GB-month|seat|trip|order|transaction|server|instance|GPU|incident|execution)\b|^\s?(?:monthly|annually|annual|yearly|hourly|daily|p\.?a\.?)\b/i;
const ABOUT_MONEY =
  /\b(?:costs?|spend|spent|bill(?:ed|ing)?|budget|prices?|pricing|sav(?:e[sd]?|ings?)|opex|capex|tco|roi|infra(?:structure)?|egress|on-demand|reserved|spot|expens\w{1,5}|hosting|licen[cs]e\w{0,2}|revenue|loss(?:es)?|impact|gmv)\b/i;
/** Money that the drawn flow carries, and what a company is worth. */
const CARRIED =
  /\b(?:amount\s?[:=]|transfer\w{0,4}|balance|pays?|paid|payment of|authori[sz]\w{1,5}|withdraw\w{0,3}|debit\w{0,3}|credit\w{0,3}|deposit\w{0,3}|refund\w{0,3}|charge[sd]?|sends?|sent|received?s?|(?:order|cart|invoice) (?:total|amount|value)|valuation|valued|market cap)(?!\w)/i;
const LARGE = new RegExp(`${MAGNITUDE}\\+?$`);

/**
 * An amount that says what something costs or brings. `$49.99` that a customer pays in a payment flow is none.
 * `isAboutCost`: the drawing is about money, so that every amount is one.
 */
export function findCost(text: string, isAboutCost: boolean): string | null {
  const isCarried = CARRIED.test(text);
  for (const match of amountsOf(text)) {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 24);
    const rate = RATE.exec(after)?.[0];
    if (rate !== undefined) return match[0] + rate.trimEnd();
    if (isAboutMoney(text) || findInstanceType(text) !== null) return match[0].trim();
    if (!isCarried && (isAboutCost || LARGE.test(match[0].trim()))) return match[0].trim();
  }
  return null;
}

/** Every amount of money, whatever it is for. */
export function findAmounts(text: string): string[] {
  return amountsOf(text).map(([amount]) => amount.trim());
}

/** But for what an alarm is set to: `> $6,500/hour`. */
function amountsOf(text: string): RegExpExecArray[] {
  return [...text.matchAll(MONEY)].filter(
    ({ 0: amount, index }) =>
      !/[>≥]=?\s?$/.test(text.slice(Math.max(0, index - 3), index)) &&
      !(/^\$\d{1,2}$/.test(amount) && SQL.test(text)),
  );
}

/** `WHERE id = $1` has a parameter. */
const SQL = /\b(?:SELECT|WHERE|VALUES|INSERT|UPDATE|SET|LIMIT)\b|\w = \$\d/;
/** What a company is worth is nobody's cost. */
const VALUATION = /\b(?:market cap\w{0,14}|valuation|share price)\b/i;

export function isAboutMoney(text: string): boolean {
  return ABOUT_MONEY.test(text);
}

export function isCarried(text: string): boolean {
  return CARRIED.test(text);
}

/** Of a chart, whose unit stands on its axis: "Savings ($M)". */
export function findSeriesCost(series: string): string | null {
  if (VALUATION.test(series)) return null;
  return /\((?:in )?(?:US)?[$€£¥₹]|\b(?:USD|EUR|GBP|dollars|euros)\b/.test(series) || findCost(series, true)
    ? series
    : null;
}
