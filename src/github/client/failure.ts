/**
 * What went wrong on the way to GitHub, told by the answer and not by the class of the error: Probot, the Action and the
 * tests bring different Octokits. Network errors come as status 500 from Octokit; GraphQL fails with HTTP 200.
 */
import { z } from "zod";
import type { FailureVerdict } from "../../facts/failure-verdict.ts";
import { ParserNotStarted } from "../../parse-process/parser-not-started.ts";

export interface Failure {
  /** HTTP status; null for what is no answer of GitHub. Octokit says 500 where there was none. */
  readonly status: number | null;
  /** GitHub answered at all: it was reached. */
  readonly isAnswer: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly errors: readonly GraphqlError[];
  /** What was asked for; empty where the error does not say. */
  readonly url: string;
  readonly message: string;
}

interface GraphqlError {
  readonly type?: string | undefined;
  readonly message: string;
  readonly path?: readonly (string | number)[] | undefined;
}

const headers = z.record(z.string(), z.union([z.string(), z.number(), z.undefined()]));
const shape = z.object({
  status: z.int().optional(),
  message: z.string(),
  headers: headers.optional(),
  request: z.object({ url: z.string().optional() }).optional(),
  response: z.object({ headers: headers.optional() }).optional(),
  errors: z
    .array(
      z.object({
        type: z.string().optional(),
        message: z.string(),
        path: z.array(z.union([z.string(), z.number()])).optional(),
      }),
    )
    .optional(),
});

export function readFailure(error: unknown): Failure {
  const { data } = shape.safeParse(error);
  if (!data)
    return { status: null, isAnswer: false, headers: {}, errors: [], url: "", message: String(error) };
  const found = data.response?.headers ?? data.headers ?? {};
  const texts = Object.entries(found).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  const errors = data.status === undefined ? (data.errors ?? []) : [];
  const status = data.status ?? (errors.length > 0 ? 200 : null);
  const url = data.request?.url ?? "";
  const isAnswer = (data.response ?? data.headers) !== undefined;
  return { status, isAnswer, headers: Object.fromEntries(texts), errors, url, message: data.message };
}

/** The branch is refused to us until a maintainer changes something: it is tried again, but not soon. */
export class BranchRefused extends Error {
  override readonly name = "BranchRefused";
}

/**
 * GitHub does not store what one event of the batch would have written; which one, only single tries can tell.
 * https://docs.github.com/code-security/concepts/secret-security/push-protection-from-the-rest-api
 */
export class ContentRefused extends Error {
  override readonly name = "ContentRefused";
}

/** Others push faster than we decide: tried again a little later. */
export class HeadMoved extends Error {
  override readonly name = "HeadMoved";
}

/** GitHub is about to do it itself: it is looked at again then. */
export class NotYet extends Error {
  override readonly name = "NotYet";
  /** Ms since the epoch. */
  readonly dueAt: number;

  constructor(dueAt: number) {
    super("GitHub closes the issue of a merged pull request itself a moment later: that is waited for");
    this.dueAt = dueAt;
  }
}

/** It may have been written already: it is looked for once more before that is tried again. */
export class Unconfirmed extends Error {
  override readonly name = "Unconfirmed";

  /** `seconds`: since when its answer is lost. */
  constructor(seconds: number) {
    super(`the answer to a write was lost ${seconds} s ago: it is looked for before it is written once more`);
  }
}

/** We would ask for more than GitHub allows: not asked at all. */
export class BudgetSpent extends Error {
  override readonly name = "BudgetSpent";
  /** When there is room again (ms since the epoch). */
  readonly dueAt: number;

  constructor(dueAt: number) {
    super("GitHub allows no more comments at the moment (80 a minute and 500 an hour for one installation)");
    this.dueAt = dueAt;
  }
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Answers may have to wait for an hour; commits need not: what was said meanwhile is committed after this long. */
const SILENT = 5 * MINUTE;

export function classifyFailure(error: unknown, now: number): FailureVerdict {
  if (error instanceof BranchRefused) {
    return { transient: true, dueAt: now + 10 * MINUTE, reason: error.message };
  }
  if (error instanceof ContentRefused) return { transient: false, dueAt: null, reason: error.message };
  if (error instanceof HeadMoved || error instanceof Unconfirmed || error instanceof ParserNotStarted)
    return { transient: true, dueAt: null, reason: error.message };
  if (error instanceof NotYet) return { transient: true, dueAt: error.dueAt, reason: error.message };
  if (error instanceof BudgetSpent) {
    return { transient: true, dueAt: Math.min(error.dueAt, now + SILENT), reason: error.message };
  }
  const failure = readFailure(error);
  const reason = describe(failure);
  const limited = isLimit(failure);
  if (limited) return { transient: true, dueAt: dueAfterLimit(failure, now), reason };
  const unreachable = whyUnreachable(failure);
  if (unreachable !== null) {
    const { unreachable: kind, why } = unreachable;
    return { transient: true, dueAt: null, reason: `${why} (${reason})`, unreachable: kind };
  }
  const closed = whyClosed(failure);
  if (closed !== null) return { transient: false, dueAt: null, reason: `${closed} (${reason})`, whole: true };
  const { status } = failure;
  // 401: the installation's token was withdrawn, or the operator is about to mend the key.
  if (status === 401 || status === 408 || (status !== null && status >= 500)) {
    return { transient: true, dueAt: null, reason };
  }
  const passes = failure.errors.some(({ message }) => /something went wrong|timeout|timedout/i.test(message));
  return { transient: passes, dueAt: null, reason };
}

/** The repository takes nothing from us until somebody changes that. One that is gone is another matter. */
export function isClosed(error: unknown): boolean {
  const failure = readFailure(error);
  return !isLimit(failure) && whyClosed(failure) !== null;
}

/** Nothing there can be read or answered until GitHub says so: what waits is kept. */
export function isUnreachable(error: unknown): boolean {
  const failure = readFailure(error);
  return !isLimit(failure) && whyUnreachable(failure) !== null;
}

function whyUnreachable({
  status,
  url,
  message,
  errors,
}: Failure): { readonly unreachable: "repository" | "installation"; readonly why: string } | null {
  const isToken = TOKEN.test(url);
  if (isToken && status === 404)
    return { unreachable: "installation", why: "the App is not installed there" };
  if (status === 403 && (isToken || SUSPENDED.test(message))) {
    return { unreachable: "installation", why: "the App was suspended there by its owner" };
  }
  const isRepository = errors.some(
    ({ type, path }) => type === "NOT_FOUND" && path?.length === 1 && path[0] === "repository",
  );
  return isRepository
    ? { unreachable: "repository", why: "the App reaches no repository of that name" }
    : null;
}

/** A token that was made before that is still good for nothing. */
const SUSPENDED = /installation has been suspended/i;

/** Where an installation's token is made. */
const TOKEN = /\/app\/installations\/\d+\/access_tokens$/;

function whyClosed({ status, message }: Failure): string | null {
  if (/repository was archived/i.test(message)) return "the repository was archived";
  return status === 451 || /repository access blocked/i.test(message) ? "GitHub blocks the repository" : null;
}

/** The request may have taken effect although it failed. */
export function isUncertain(error: unknown): boolean {
  const failure = readFailure(error);
  if (isLimit(failure)) return false;
  if (failure.status !== null && failure.status >= 500) return true;
  return failure.errors.some(({ message }) => /something went wrong|timeout|timedout/i.test(message));
}

/** That a write failed so says nothing about the one after it. */
export function isOneWritesOwn(error: unknown): boolean {
  const isOurs = error instanceof Unconfirmed || error instanceof BudgetSpent || error instanceof NotYet;
  return isOurs || isUncertain(error);
}

/** Nobody was there to take the request. */
export function wasNeverSent(error: unknown): boolean {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if ("code" in cause && NOBODY_THERE.has(String(cause.code))) return true;
  }
  return false;
}

const NOBODY_THERE: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN"]);

/** What it is about is gone, locked, or not ours: no later try changes that, as long as the repository is reached at all. */
export function isRefusal(error: unknown): boolean {
  const failure = readFailure(error);
  const { status } = failure;
  return (
    !isLimit(failure) &&
    whyUnreachable(failure) === null &&
    (status === 403 || status === 404 || status === 410 || status === 422)
  );
}

function isLimit({ status, headers, errors, message }: Failure): boolean {
  if (status === 429 || errors.some(({ type }) => type === "RATE_LIMITED")) return true;
  const isNamed = /rate limit|abuse detection|submitted too quickly/i.test(message);
  if (status === 422 || status === 200) return isNamed;
  return status === 403 && (isNamed || "retry-after" in headers || headers["x-ratelimit-remaining"] === "0");
}

/** In ms from now. HTTP allows seconds and a date. */
function readRetryAfter(value: string | undefined, now: number): number | null {
  if (value === undefined || value.trim() === "") return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return seconds * 1000;
  const instant = Date.parse(value);
  return Number.isNaN(instant) ? null : instant - now;
}

/**
 * GitHub: wait as Retry-After says; or until the reset, if none remains; or at least a minute.
 * https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
function dueAfterLimit({ headers }: Failure, now: number): number {
  const retryAfter = readRetryAfter(headers["retry-after"], now);
  // A day at most: what a proxy in between says is not to be trusted for longer.
  if (retryAfter !== null) return now + Math.min(DAY, Math.max(1000, retryAfter));
  const reset = Number(headers["x-ratelimit-reset"] ?? Number.NaN);
  // A second more, since the reset is rounded.
  if (headers["x-ratelimit-remaining"] === "0" && Number.isFinite(reset)) {
    return now + Math.min(DAY, Math.max(0, reset * 1000 - now)) + 1000;
  }
  return now + MINUTE;
}

function describe({ status, isAnswer, errors, message }: Failure): string {
  const [first] = errors;
  const words = first ? `${first.type ? `${first.type}: ` : ""}${first.message}` : message;
  const text = words
    .replaceAll(/gh[a-z]_\S+/g, "[secret]")
    .replaceAll(/\s+/g, " ")
    .slice(0, 300);
  if (status === null) return text;
  return isAnswer ? `GitHub answered ${status}: ${text}` : `GitHub cannot be reached: ${text}`;
}
