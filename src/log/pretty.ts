/**
 * A line of the log as a person at a terminal reads it: time, level, what was said, and the rest as `key=value`. The log's
 * own JSON goes in, so that both formats say the same.
 *
 * It is ours, of one page: `pino-pretty` is a dozen packages and a process-wide parser for what is a JSON.parse here, and
 * what strangers wrote must not steer the terminal.
 */
const RESET = "\u001b[0m";
const GREY = "\u001b[90m";
const COLOURS: Readonly<Record<string, string>> = {
  trace: GREY,
  debug: GREY,
  info: "\u001b[32m",
  warn: "\u001b[33m",
  error: "\u001b[31m",
  fatal: "\u001b[31m",
};

export function renderLine(line: string, isColoured: boolean): string {
  const entry: unknown = JSON.parse(line);
  if (typeof entry !== "object" || entry === null) return line;
  const { time, level, msg, err, error, ...rest } = entry as Record<string, unknown>;
  const paint = (code: string, text: string) => (isColoured ? `${code}${text}${RESET}` : text);
  const name = String(level);
  const fields = Object.entries(rest).map(
    ([key, value]) => `${paint(GREY, `${inert(key)}=`)}${renderValue(value)}`,
  );
  const head = [
    paint(GREY, inert(String(time))),
    paint(COLOURS[name] ?? "", inert(name.toUpperCase().padEnd(5))),
    ...(msg === undefined ? [] : [inert(String(msg))]),
    ...fields,
  ];
  return `${[head.join(" "), ...renderError(err ?? error, "  ")].join("\n")}\n`;
}

function renderValue(value: unknown): string {
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return inert(/^[^\s"=]+$/.test(text) || typeof value !== "string" ? text : JSON.stringify(text));
}

/** As `describeError` made it, with all that it was caused by. */
function renderError(error: unknown, indent: string): string[] {
  if (typeof error !== "object" || error === null) return [];
  const { type, message, stack, cause, errors } = error as Record<string, unknown>;
  const shown = typeof stack === "string" ? stack : `${String(type)}: ${String(message)}`;
  return [
    ...shown.split("\n").map((line) => `${indent}${inert(line.trim())}`),
    ...[cause, ...(Array.isArray(errors) ? errors : [])].flatMap((one) => renderError(one, `${indent}  `)),
  ];
}

/** Control characters as they are written in a string: an escape sequence of somebody's moves no cursor. */
function inert(text: string): string {
  return text.replaceAll(
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
