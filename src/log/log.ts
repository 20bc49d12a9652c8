import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";
import { renderLine } from "./pretty.ts";
import { redactor, secretsOf } from "./redact.ts";

/**
 * The server's log: a line for each thing that happened, with the repository, the delivery and the decision, and never a
 * secret or a whole payload. Levels are named, times are ISO 8601.
 * Octokit's errors carry the request with its headers, and Probot's carry the event: of an error only what it says is kept.
 * Secrets are taken out of the finished line, last of all, so that neither a field nor a format can bring one past it.
 */
export function createLog(
  level: LoggerOptions["level"] = "info",
  destination?: DestinationStream,
  format: "json" | "pretty" = "json",
): Logger {
  const redact = redactor(secretsOf(process.env));
  const isColoured = process.stdout.hasColors?.() ?? false;
  const options: LoggerOptions = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (name) => ({ level: name }) },
    serializers: { err: describeError, error: describeError },
    hooks: {
      streamWrite: (line) => redact(format === "pretty" ? renderLine(line, isColoured) : line),
    },
  };
  return destination ? pino(options, destination) : pino(options);
}

/** The level of a log, but never more talkative than `level`. */
export function atLeast(level: "warn" | "fatal", { levels, level: own }: Logger): string {
  const value = (name: string) => levels.values[name] ?? Number.POSITIVE_INFINITY;
  return value(own) > value(level) ? own : level;
}

interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly status?: number;
  readonly stack?: string;
  readonly cause?: DescribedError;
  readonly errors?: readonly DescribedError[];
}

const DEPTH = 4;

function describeError(error: unknown, depth = 0): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { status, cause } = error as Error & { status?: unknown };
  // Probot throws the failures of its handlers together, each with the whole event.
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [];
  const goesOn = depth < DEPTH;
  return {
    type: error.name,
    message: error.message,
    ...(typeof status === "number" && { status }),
    ...(error.stack && { stack: error.stack }),
    ...(goesOn && cause !== undefined && { cause: describeError(cause, depth + 1) }),
    ...(goesOn && errors.length > 0 && { errors: errors.map((one) => describeError(one, depth + 1)) }),
  };
}
