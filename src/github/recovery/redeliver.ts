/**
 * Asks GitHub to deliver again what did not arrive. GitHub never does so by itself; it keeps its log, and takes such
 * requests, for three days: https://docs.github.com/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks
 *
 * Only what GitHub itself counts as failed is asked for. The log has no payloads, and what was said is known to the inbox
 * by the comment and not by GitHub's GUID, so the log cannot tell what an inbox that was lost has missed; and to have
 * three days of an App delivered anew would be far dearer than to read the repositories. That is left to the
 * reconciliation, and so is all that failed before this inbox began.
 *
 * A sweep that is cut short leaves its checkpoint where it stopped, so that the next one goes on there.
 */

import { classifyFailure } from "../client/failure.ts";
import type { GitHubClient } from "../client/repository-client.ts";
import { webhookNamed } from "../webhooks/all-webhooks.ts";
import { isReachabilityEvent } from "../webhooks/reachability.ts";
import type { RecoveryInbox } from "./recovery-inbox.ts";

export interface RedeliverParts {
  /** Signs as the App itself. */
  readonly app: GitHubClient;
  readonly inbox: Pick<RecoveryInbox, "readCheckpoint" | "writeCheckpoint" | "seen">;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly dryRun?: boolean;
}

export interface Redelivered {
  /** Attempts that the log holds since the last sweep. */
  readonly read: number;
  /** GUIDs of what was asked for; in a dry run, of what would be. */
  readonly asked: readonly string[];
  /** How many more failed and wait for the next sweep. */
  readonly left: number;
}

interface Attempt {
  /** GitHub's are longer than a JavaScript number holds. */
  readonly id: number | bigint;
  readonly guid: string;
  readonly delivered_at: string;
  readonly redelivery: boolean;
  readonly status_code: number;
  readonly event: string;
  readonly action: string | null;
}

const SWEPT_CHECKPOINT = "deliveries-swept";
const MINUTE = 60_000;
const KEPT_BY_GITHUB = 3 * 24 * 60 * MINUTE;
/** An attempt may show in the log a little after its time. */
const OVERLAP = 10 * MINUTE;
const ASKED_AT_ONCE = 200;
const PAGES = 300;

export async function redeliverFailed(parts: RedeliverParts): Promise<Redelivered> {
  const { app, inbox, now, dryRun = false } = parts;
  const checkpoint = await inbox.readCheckpoint(SWEPT_CHECKPOINT);
  if (checkpoint === null) {
    if (!dryRun) await inbox.writeCheckpoint(SWEPT_CHECKPOINT, new Date(now).toISOString());
    return { read: 0, asked: [], left: 0 };
  }
  const from = Math.max(Date.parse(checkpoint) - OVERLAP, now - KEPT_BY_GITHUB);
  const attempts = await readAttempts(app, from);
  const failed = await findFailed(attempts, inbox);
  if (dryRun) return { read: attempts.length, asked: failed.map(({ guid }) => guid), left: 0 };
  const asked: string[] = [];
  let done = 0;
  for (const attempt of failed.slice(0, ASKED_AT_ONCE)) {
    const answer = await ask(app, attempt, now);
    if (answer === "stop") break;
    if (answer === "asked") asked.push(attempt.guid);
    done += 1;
  }
  const left = failed.slice(done);
  const oldest = left.map(({ delivered_at }) => Date.parse(delivered_at)).sort((a, b) => a - b)[0];
  await inbox.writeCheckpoint(SWEPT_CHECKPOINT, new Date(oldest ?? now).toISOString());
  return { read: attempts.length, asked, left: left.length };
}

/** Newest first, as the log comes, back to the moment. */
async function readAttempts(app: GitHubClient, from: number): Promise<Attempt[]> {
  const attempts: Attempt[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < PAGES; page++) {
    const { data, headers } = await app.request("GET /app/hook/deliveries", {
      per_page: 100,
      ...(cursor !== undefined && { cursor }),
    });
    const near = data.filter(({ delivered_at }) => Date.parse(delivered_at) >= from);
    attempts.push(...near);
    cursor = nextCursor(headers.link);
    if (near.length < data.length || cursor === undefined) break;
  }
  return attempts;
}

function nextCursor(link: string | undefined): string | undefined {
  const next = /<([^<>]+)>;\s{0,9}rel="next"/.exec(link ?? "")?.[1];
  return next === undefined ? undefined : (new URL(next).searchParams.get("cursor") ?? undefined);
}

/**
 * One attempt for each delivery that no attempt brought. What failed once is asked for before what failed again, so that
 * deliveries which fail each time never keep others waiting; oldest first.
 */
async function findFailed(
  attempts: readonly Attempt[],
  inbox: Pick<RecoveryInbox, "seen">,
): Promise<readonly Attempt[]> {
  const arrived = new Set(attempts.filter(isOk).map(({ guid }) => guid));
  const failed = new Map<string, Attempt>();
  for (const attempt of attempts) {
    if (!arrived.has(attempt.guid) && isSubscribed(attempt) && !failed.has(attempt.guid)) {
      failed.set(attempt.guid, attempt);
    }
  }
  // Kept, but GitHub did not get to hear it in time.
  for (const guid of await inbox.seen([...failed.keys()])) failed.delete(guid);
  return [...failed.values()].sort(
    (a, b) =>
      Number(a.redelivery) - Number(b.redelivery) || Date.parse(a.delivered_at) - Date.parse(b.delivered_at),
  );
}

function isOk({ status_code }: Attempt): boolean {
  return status_code >= 200 && status_code < 300;
}

function isSubscribed({ event, action }: Attempt): boolean {
  if (isReachabilityEvent(event, action)) return true;
  const actions = webhookNamed(event)?.actions;
  return actions !== undefined && (actions.length === 0 || actions.includes(action ?? ""));
}

async function ask(app: GitHubClient, { id }: Attempt, now: number): Promise<"asked" | "gone" | "stop"> {
  try {
    // The description says number; it only becomes a part of the address.
    const delivery_id = id as number;
    await app.request("POST /app/hook/deliveries/{delivery_id}/attempts", { delivery_id });
    return "asked";
  } catch (error) {
    // Too old, or of an installation that is gone: there is nothing to be had any more.
    return classifyFailure(error, now).transient ? "stop" : "gone";
  }
}
