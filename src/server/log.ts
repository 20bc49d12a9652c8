import { type DestinationStream, type Logger, type LoggerOptions, pino } from "pino";

/**
 * The server's log: JSON lines with the repository, the delivery and the decision, and never a secret or a whole payload.
 * Octokit's errors carry the request with its headers, and Probot's carry the event: of an error only what it says is kept.
 */
export function createLog(level: LoggerOptions["level"] = "info", destination?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level,
    base: null,
    serializers: { err: describeError, error: describeError },
  };
  return destination ? pino(options, destination) : pino(options);
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
  if (!(error instanceof Error)) return { type: typeof error, message: redact(String(error)) };
  const { status, cause } = error as Error & { status?: unknown };
  // Probot throws the failures of its handlers together, each with the whole event.
  const errors: unknown[] = error instanceof AggregateError ? error.errors : [];
  const goesOn = depth < DEPTH;
  return {
    type: error.name,
    message: redact(error.message),
    ...(typeof status === "number" && { status }),
    ...(error.stack && { stack: redact(error.stack) }),
    ...(goesOn && cause !== undefined && { cause: describeError(cause, depth + 1) }),
    ...(goesOn && errors.length > 0 && { errors: errors.map((one) => describeError(one, depth + 1)) }),
  };
}

/** GitHub's tokens begin with `gh?_` or `github_pat_`; App tokens in headers are `bearer eyJ…`. */
export function redact(text: string): string {
  return text
    .replaceAll(/\b(?:gh[a-z]|github_pat)_\S+/g, "[secret]")
    .replaceAll(/\b(?:bearer|token) \S+/gi, "[secret]")
    .replaceAll(/-----BEGIN[^-]+-----[\s\S]*?(?:-----END[^-]+-----|$)/g, "[secret]");
}
