const UNITS = "(?:ns|µs|μs|us|ms|s|secs?|seconds?|min|mins|minutes?|h|hrs?|hours?|days?)(?![\\w/])";
const LONG = `(?<![\\w.,:]|T\\+)\\d{1,7}(?:[,.]\\d{1,4})?\\+?(?:\\s?[-–]\\s?\\d{1,7}(?:\\.\\d{1,4})?)?[\\s-]?${UNITS}`;
/** `retention=7d`, `Access: 30m → 60m`: short where a name or an arrow stands before it. */
const SHORT = "(?<=[:=→]\\s?)\\d{1,4}[mdw](?![\\w/])";
const DURATION = new RegExp(LONG);
const DURATIONS = new RegExp(`${LONG}|${SHORT}`, "g");

/** `45-min`, `2-5ms`, `1.2 s`; a bound that an alarm is set to (`> 5 min`) is none that was measured. */
export function findDurations(text: string): string[] {
  return [...text.matchAll(DURATIONS)]
    .filter(({ index }) => !/[>≥]=?\s?$/.test(text.slice(Math.max(0, index - 3), index)))
    .map(([found]) => found.trim());
}

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

const AXIS = /\((?:ns|µs|μs|us|ms|s|secs?|seconds?)\)/;

/** Of a chart, whose unit stands on its axis: "Latency (ms)". */
export function findSeriesPercentile(series: string, percentile: keyof typeof PERCENTILES): string | null {
  return PERCENTILES[percentile].test(series) && AXIS.test(series) ? series : null;
}
