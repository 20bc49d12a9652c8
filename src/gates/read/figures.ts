/**
 * Figures in running text: amounts, rates, volumes, percentiles. Each function gives the words that it found, to be
 * quoted as evidence, or null. They look at one label at a time, and the expressions are bounded.
 */

const NUMBER = "(?<![\\w.,$€£¥#-])\\d{1,15}(?:[,_]\\d{3}){0,5}(?:\\.\\d{1,6})?";
const SCALED = `[~≈<>]?\\s?${NUMBER}\\s?(?:[kKMBT](?![\\w])|thousand|million|billion|trillion|mn|bn)?\\+?`;
const PER = "(?:\\s?\\/\\s?|\\s+per\\s+|\\s+a\\s+)";
const SECOND = "(?:s|secs?|seconds?|min|minutes?|h|hrs?|hours?|days?|weeks?|months?)\\b";

const MONEY = new RegExp(
  "(?:(?:US|A|C)?\\$|€|£|¥|₹)\\s?\\d{1,15}(?:[,_]\\d{3}){0,5}(?:\\.\\d{1,6})?\\s?(?:[kKMBT]\\b|thousand|million|billion|mn\\b|bn\\b)?" +
    "|\\b\\d{1,15}(?:[,_]\\d{3}){0,5}(?:\\.\\d{1,6})?\\s?(?:[kKMBT]|thousand|million|billion)?\\s?(?:USD|EUR|GBP|INR|JPY|dollars|euros)\\b",
  "g",
);
const MONEY_RATE = new RegExp(
  `^${PER}(?:s|sec|second|min|minute|h|hr|hour|d|day|wk|week|mo|mth|month|y|yr|year|GB|TB|PB|GiB|TiB|M|1M|million|1K|user|node|vCPU|core|request|requests|req|query|event|GB-month|seat|trip|order|transaction)\\b|^\\s?(?:monthly|annually|annual|yearly|hourly|daily|p\\.?a\\.?)\\b`,
  "i",
);
const MONEY_WORD =
  /\b(?:costs?|spend|spent|bill(?:ed|ing)?|budget|prices?|pricing|sav(?:e[sd]?|ings?)|opex|capex|tco|infra(?:structure)?|egress|on-demand|reserved|spot|expens\w{1,5}|hosting|licen[cs]e\w{0,2})\b/i;

/** An amount that says what something costs. `$49.99` that a customer pays in a payment flow is none. */
export function findCost(text: string, isAboutCost: boolean): string | null {
  for (const match of text.matchAll(MONEY)) {
    const after = text.slice(match.index + match[0].length, match.index + match[0].length + 20);
    const rate = MONEY_RATE.exec(after)?.[0];
    if (rate !== undefined) return match[0] + rate.trimEnd();
    if (isAboutCost || isAboutMoney(text) || findInstanceType(text) !== null) return match[0].trim();
  }
  return null;
}

export function isAboutMoney(text: string): boolean {
  return MONEY_WORD.test(text);
}

const RESOURCE = new RegExp(
  `${NUMBER}\\s?[kK]?\\s?(?:[x×]\\s?)?(?:(?!(?:and|or|of|the|to|in|for|per|ms|s|GB|TB|MB)\\b)[A-Za-z][\\w.-]{0,24}\\s){0,2}` +
    "(?:nodes?|brokers?|replicas?|instances?|servers?|pods?|shards?|vCPUs?|cores|workers|machines|hosts|VMs|containers|clusters|racks|GPUs?|tasks|partitions|appliances|boxes)\\b" +
    `|${NUMBER}\\s?(?:GB|GiB|TB|TiB)\\s(?:of\\s)?(?:RAM|memory|heap|NVMe|SSD|EBS)\\b` +
    `|${NUMBER}\\s?[x×]\\s?(?=[a-z0-9.]{2,12}\\.(?:\\d{0,2}x?large|metal|medium|small))[\\w.]{1,30}`,
  "i",
);

/** How much of something is run: `5 brokers`, `96 vCPU`. One of a thing is no count. */
export function findResourceCount(text: string): string | null {
  const found = RESOURCE.exec(text)?.[0].trim() ?? null;
  return found !== null && /^[~≈<>]?\s?(?:0|1)(?![\d.,kK])/.test(found) ? null : found;
}

const AWS =
  "(?:(?:db|cache|ml|kafka|search|ra3|dax|kafka)\\.)?(?:[a-z]{1,3}\\d{1,2}[a-z]{0,4}|u-\\d{1,2}tb\\d|x2iedn|ra3|dc2|mac\\d|hpc\\d[a-z]?)(?:-flex)?\\.(?:nano|micro|small|medium|large|\\d{0,3}x(?:l(?:arge|plus)?|plus)|metal(?:-\\d{1,3}xl)?)";
const GCP =
  "(?:[a-z]\\d{1,2}[a-z]?)-(?:standard|highmem|highcpu|megamem|ultramem|hypermem|highgpu|megagpu|micro|small|medium|custom)(?:-\\d{1,4}(?:g|-\\d{1,6})?)?(?:-lssd|-metal)?";
const AZURE =
  "(?:Standard_)?[A-HL-NP-Z][A-Z]{0,3}\\d{1,3}(?:-\\d{1,3})?[a-z]{0,5}(?:_[A-Z]\\d{1,3})?[_ ]v\\d|Standard_[A-Z]{1,3}\\d{1,3}[a-z]{0,5}(?:_v\\d)?";
const ORACLE = "(?:VM|BM)\\.(?:Standard|DenseIO|GPU|Optimized|HPC)[\\w.]{1,20}";
const INSTANCE = new RegExp(`(?<![\\w.-])(?:${AWS}|${GCP}|${ORACLE})(?![\\w-]|\\.\\w)`, "i");
const AZURE_INSTANCE = new RegExp(`(?<![\\w.-])(?:${AZURE})(?![\\w-])`);

/** `r5.24xlarge`, `n2-standard-32`, `Standard_E64s_v5`. A family without a size is none. */
export function findInstanceType(text: string): string | null {
  return INSTANCE.exec(text)?.[0] ?? AZURE_INSTANCE.exec(text)?.[0] ?? null;
}

const RATE = new RegExp(
  `${SCALED}\\s?(?:[A-Za-z][A-Za-z-]{0,20}\\s){0,1}(?:[A-Za-z][A-Za-z-]{0,20})?${PER}${SECOND}|${SCALED}\\s?(?:RPS|QPS|TPS|WPS|IOPS|MPS|EPS|rps|qps|tps|wps|ops|req|pps)(?:\\/s(?:ec)?)?\\b`,
);
const NOT_A_RATE = /(?:[$€£¥]|\b(?:ms|µs|us|ns|errors?|restarts?|retr(?:y|ies)|failures?|alerts?)\b)/i;
const PEOPLE = new RegExp(
  `${SCALED}\\s?(?:[A-Za-z][\\w-]{0,20}\\s){0,2}(?:users?|MAUs?|DAUs?|customers|subscribers|members|drivers|riders|merchants|devices|tenants|viewers|players|hosts worldwide|sessions|connections|streams|accounts|listeners|couriers|people|websites)\\b`,
  "i",
);
const VOLUME = new RegExp(
  `${SCALED}\\s?(?:(?:[TPEZ]i?B|[GT]bps|[GT]bit\\/s)|GiB|GB)(?![\\w-])(?!\\s(?:of\\s)?(?:RAM|memory|heap|cache|VRAM|HBM|NVMe|SSD|EBS|disk|limit)\\b)(?:${PER}${SECOND})?`,
);

/** Users, requests a second, data volume. */
export function findScale(text: string): string | null {
  const rate = RATE.exec(text);
  if (rate && !NOT_A_RATE.test(rate[0])) return rate[0].trim();
  return (PEOPLE.exec(text) ?? VOLUME.exec(text))?.[0].trim() ?? null;
}

const DURATION =
  /(?<![\w.])\d{1,7}(?:[,.]\d{1,4})?\s?(?:ns|µs|μs|us|ms|s|secs?|seconds?|min|minutes?|h|hours?|days)(?![\w/])/;
const BARE_PAIR = /\d{1,7}(?:\.\d{1,4})?\s?\/\s?\d{1,7}(?:\.\d{1,4})?\s?(?:ns|µs|μs|us|ms|s)\b/;
const PERCENTILES = {
  p50: /(?<![\w.])(?:p50|P50|p\.?50|median|50th(?:\s(?:percentile|pct))?|TP50|tp50)(?![\d.]*\d|\w)/,
  p99: /(?<![\w.])(?:p99|P99|p\.99|99th(?:\s(?:percentile|pct))?|TP99|tp99)(?![\d.]*\d|\w)/,
} as const;

/** The label when it names the percentile and a duration beside it; `p99.9` is not `p99`. */
export function findPercentile(text: string, percentile: keyof typeof PERCENTILES): string | null {
  if (!PERCENTILES[percentile].test(text)) return null;
  return DURATION.test(text) || BARE_PAIR.test(text) ? text : null;
}

const PERCENT = new RegExp(`${NUMBER}\\s?%`);

const DURATIONS = new RegExp(DURATION, "g");

/** The measured quantities of a text: what makes a diagram one of production and not of a textbook. */
export function findMetrics(text: string, isAboutCost: boolean): string[] {
  const durations = [...text.matchAll(DURATIONS)].map(([found]) => found);
  const percent = PERCENT.exec(text)?.[0] ?? null;
  const others = [findScale(text), percent, findCost(text, isAboutCost), findResourceCount(text)];
  return [...durations, ...others.filter((found) => found !== null)];
}
