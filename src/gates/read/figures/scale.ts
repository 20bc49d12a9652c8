import { type Amount, amountsIn, isBound, withName, withUnit } from "./amounts.ts";

const PER = "(?:\\s?\\/\\s?|\\s+per\\s+|\\s+a\\s+)";
const TIME = "(?:s|secs?|seconds?|min|minutes?|h|hrs?|hours?|days?|weeks?|months?|years?)\\b";
const WORD = "[A-Za-z][A-Za-z-]{0,20}";
const RATE = new RegExp(
  `^\\s?(?:(?:${WORD}\\s)?(?:${WORD})?${PER}${TIME}|(?:${WORD}\\s){0,2}(?:daily|monthly|weekly)\\b|(?:RPS|QPS|TPS|WPS|IOPS|MPS|EPS|rps|qps|tps|wps|ops|req|pps)(?:\\/s(?:ec)?)?\\b)`,
);
/** `Queries/sec: 14.4k`, `QPS: 450k` */
const NAMED_RATE = new RegExp(`\\b(?:RPS|QPS|TPS|IOPS|${WORD}(?:\\/|\\sper\\s)${TIME})\\s?[:=]\\s?$`, "i");
const NOT_A_RATE =
  /[$€£¥]|\b(?:EUR|USD|GBP|dollars|euros|ms|µs|us|ns|errors?|restarts?|retr(?:y|ies)|failures?|alerts?|deploys?|deployments?|releases?|hours?\s?\/|hours a|days a|minutes?\s?\/|downtime|times|engineers?|plans?)\b/i;
/** What somebody may do, and what an alarm is set to: no load. */
const LIMITS =
  /\b(?:rate limit\w{0,4}|limit(?:s|ed|ing)?|quotas?|thresholds?|scale at|max(?:imum)?|throttl\w{1,4}|timeouts?)\b/i;

const SERVED =
  "(?:users|user base|MAUs?|DAUs?|customers|subscribers|members|drivers|riders|passengers|merchants|sellers|tenants|viewers|readers|players|listeners|couriers|people|visitors|teams|organi[sz]ations|companies|websites|sites|stores|accounts|profiles)";
const STORED =
  "(?:devices|bikes|cars|vehicles|sessions|connections|streams|meetings|calls|requests|queries|searches|messages|events|orders|trips|rides|bookings|transactions|payments|invocations|executions|records|rows|documents|objects|files|photos|images|videos|tweets|posts|tracks|songs|products|items|listings|vectors|repositories|repos|commits|applications|apps|pages|emails|notifications|series|keys|entries|edges|relationships|parameters|points|hosts|jobs)";
const BETWEEN = "(?:(?!(?:and|or|of|the|to|in|for|per)\\b)[A-Za-z][\\w-]{0,20}\\s){0,2}";
const PEOPLE = new RegExp(`^\\s?${BETWEEN}${SERVED}\\b`, "i");
const THINGS = new RegExp(`^\\s?${BETWEEN}${STORED}\\b`, "i");
const NAMED_THINGS = new RegExp(`\\b(?:${SERVED}|${STORED})\\s?[:=]\\s?$`, "i");
/** So many of a thing are a scale; users are one in any number. */
const MANY = 1000;
const POOL =
  /\b(?:pool\w{0,3}|max(?:imum)?|database|DB|\w{0,10}SQL|jdbc|hikari\w{0,3}|threads?|core connections)\b/i;

const BYTES = "(?:[KMGTPEZ]i?B(?:ytes?)?|kB|(?:[Kk]ilo|[Mm]ega|[Gg]iga|[Tt]era|[Pp]eta|[Ee]xa)bytes?)";
const VOLUME = new RegExp(`^\\s?(?:${BYTES}|[KMGT]bps|[KMGT]bit\\/s)(?![\\w-])(?:${PER}${TIME})?`);
const HARDWARE =
  /^\s?\S{1,10}\s?(?:of\s)?(?:system\s)?(?:RAM|memory|heap|cache|VRAM|HBM|NVMe(?! storage)|SSD(?! storage)|EBS|disk|limit|config\w{0,7}|instances?|plan|tier)\b/i;
const ABOUT_MEMORY = /\b(?:memory|heap|RAM|VRAM|[AHV]100)\b/i;
/** What one message has. */
const SMALL = /\d\+?\s?[KkM]i?B(?:ytes?)?$/;
const IS_STORED = /\b(?:size|storage|stored|data|index\w{0,3}|logs?|volume|archive\w?|backup|traffic)\b/i;

/** Users, requests a second, data volume. `label`: all that stands in the same node. */
export function findScale(text: string, label = text): string | null {
  const amounts = amountsIn(text).filter((amount) => !isBound(amount));
  const isLimit = LIMITS.test(text);
  return (
    (isLimit ? null : first(amounts, rateOf)) ??
    first(amounts, (amount) => servedBy(amount, label, isLimit)) ??
    (isMemory(text, label) ? null : first(amounts, (amount) => volumeOf(amount, text)))
  );
}

function first(amounts: readonly Amount[], find: (amount: Amount) => string | null): string | null {
  for (const amount of amounts) {
    const found = find(amount);
    if (found !== null) return found;
  }
  return null;
}

function rateOf(amount: Amount): string | null {
  const rate = withUnit(amount, RATE) ?? withName(amount, NAMED_RATE);
  return rate === null || NOT_A_RATE.test(rate) ? null : rate;
}

function servedBy(amount: Amount, label: string, isLimit: boolean): string | null {
  if (/^(?:19|20)\d\d$/.test(amount.words)) return null;
  const people = amount.value > 1 ? withUnit(amount, PEOPLE) : null;
  if (people !== null || isLimit || amount.value < MANY) return people;
  const things = withUnit(amount, THINGS) ?? withName(amount, NAMED_THINGS);
  return things !== null && /connections/i.test(things) && POOL.test(label) ? null : things;
}

function volumeOf(amount: Amount, text: string): string | null {
  const volume = withUnit(amount, VOLUME);
  if (volume === null || HARDWARE.test(amount.after)) return null;
  const isOfMessage = SMALL.test(volume) && !(/MB/i.test(volume) && IS_STORED.test(text));
  return isOfMessage ? null : volume;
}

function isMemory(text: string, label: string): boolean {
  const [heading = ""] = label.split("\n", 1);
  return ABOUT_MEMORY.test(text) || ABOUT_MEMORY.test(heading);
}

/** Any amount of data, also that of one message. */
export function sizeOf(amount: Amount): string | null {
  return withUnit(amount, VOLUME);
}

const SERIES = new RegExp(`\\b(?:${SERVED}|${STORED}|${WORD}(?:\\/|\\sper\\s)${TIME})`, "i");

/** Of a chart, whose unit stands on its axis: "Requests per Second (thousands)". */
export function findSeriesScale(series: string): string | null {
  return SERIES.test(series) && !NOT_A_RATE.test(series) ? series : null;
}
