/**
 * After a crash or a lost answer: which deliveries of an earlier try are done already, told by what stands on GitHub. A
 * commit is found by its sealed trailer, a reply by its marker, unless the earlier try came to note what it wrote. What it
 * committed but did not say is said now, and so is what it said without hearing whether it arrived.
 *
 * What is heard long after it happened is looked for too, though no try of it is remembered: GitHub or a maintainer may
 * deliver it once more after the inbox was lost. So is whatever comes from where there is no inbox at all.
 *
 * Only what gets a reply is told apart; to look at a pull request or at the default branch once more changes nothing.
 */
import type { Reply } from "../decide/plan.ts";
import type { Batch } from "../facts/batch.ts";
import { answeredOn, type Delivery, formerEventId } from "../facts/event.ts";
import type { RepositoryClient } from "./client/repository-client.ts";
import type { BatchContext, Remaining } from "./execute-parts.ts";
import { keyOfReply } from "./post/reply.ts";
import { answersOf } from "./post/reply-marker.ts";
import { findCommits } from "./read/find-commits.ts";
import { OwnComments } from "./read/own-comments.ts";
import type { ReadSnapshot } from "./read/read-snapshot.ts";
import type { Writes } from "./writes.ts";

/** What is older may have been handled by an inbox that was lost since: its answer is looked for first. */
const LATE_MS = 5 * 60_000;

interface LateDelivery extends Delivery {
  /** On which it gets its answer. */
  readonly thread: number;
}

/** A batch before its first attempt: it may have been tried before, or handled where nobody remembers it. */
export function beginBatch({ batch, now }: BatchContext): Remaining {
  const { deliveries, outbox } = batch;
  const uncertain = outbox !== null || findLate(batch, batch, now).length > 0;
  return {
    deliveries,
    outbox,
    replies: [],
    committed: false,
    metStrange: false,
    uncertain,
    refused: new Set(),
    unanswered: new Map(),
  };
}

/** What the earlier try did not do is left. */
export async function recoverBatch(
  { batch, repo, now, outbox: { writes } }: BatchContext,
  { target }: Pick<ReadSnapshot, "target">,
  remaining: Remaining,
): Promise<Remaining> {
  const { deliveries, outbox } = remaining;
  const late = findLate(batch, remaining, now);
  const commits = await findCommits(repo, target.head, {
    planned: outbox,
    late: late.map((one) => ({ id: one.id, formerId: formerEventId(one, one.event), at: one.event.at })),
    isUnremembered: batch.isUnremembered ?? false,
  });
  const earlier = await findDone(repo, writes, remaining, { late, commits });
  const isDone = ({ id }: Delivery) => earlier.done.has(id);
  return {
    ...remaining,
    deliveries: deliveries.filter((delivery) => !isDone(delivery)),
    replies: [...remaining.replies, ...earlier.replies],
    committed: remaining.committed || earlier.committed,
    unanswered: earlier.unanswered,
  };
}

interface Earlier {
  /** IDs of the deliveries that need nothing but the replies below. */
  readonly done: ReadonlySet<string>;
  /** Replies of an earlier commit that were not posted, and those of which it is not known. */
  readonly replies: readonly Reply[];
  readonly unanswered: Remaining["unanswered"];
  readonly committed: boolean;
}

/** `commits`: delivery ID → OID of the commit that carried it out. */
async function findDone(
  repo: RepositoryClient,
  writes: Writes,
  { outbox, deliveries }: Remaining,
  { late, commits }: { late: readonly LateDelivery[]; commits: ReadonlyMap<string, string> },
): Promise<Earlier> {
  const planned = new Set(outbox?.deliveryIds);
  const tried = deliveries.filter(({ id, event }) => planned.has(id) && answeredOn(event) !== null);
  const done = new Set(tried.filter(({ id }) => commits.has(id)).map(({ id }) => id));
  const comments = new OwnComments(repo);
  const replies: Reply[] = [];
  for (const reply of outbox?.replies ?? []) {
    const answered = tried.filter(({ event }) => reply.answers.includes(event.key));
    const [first] = answered.map(({ event }) => event.at).sort();
    if (first === undefined) continue;
    const key = keyOfReply(reply.answers);
    // Only a marker at the end is ours: what stands before it may be quoted from anybody.
    const isMarked = (body: string) => keyOfReply(answersOf(body)) === key;
    const isPosted =
      writes.isThere(key) ?? (await comments.on(reply.thread, first)).some((body) => isMarked(body));
    if (isPosted) writes.found(key);
    else if (writes.isLost(key) || answered.some(({ id }) => commits.has(id)))
      replies.push({ people: [], ...reply });
    else continue;
    for (const { id } of answered) done.add(id);
  }
  const unanswered = new Map<string, string>();
  for (const { id, event, thread } of late) {
    const bodies = await comments.on(thread, event.at);
    const commit = commits.get(id);
    if (bodies.some((body) => answersOf(body).includes(event.key))) done.add(id);
    else if (commit !== undefined) unanswered.set(event.key, commit);
  }
  return { done, replies, unanswered, committed: tried.some(({ id }) => commits.has(id)) };
}

/** Those that may have been handled, and answered, though no try of theirs is remembered. */
function findLate(
  { isUnremembered = false }: Pick<Batch, "isUnremembered">,
  { outbox, deliveries }: Pick<Remaining, "outbox" | "deliveries">,
  now: string,
): LateDelivery[] {
  const planned = new Set(outbox?.deliveryIds);
  return deliveries.flatMap((delivery) => {
    const { id, event } = delivery;
    const thread = answeredOn(event);
    const isLate = isUnremembered || Date.parse(event.at) < Date.parse(now) - LATE_MS;
    return thread !== null && isLate && !planned.has(id) ? [{ ...delivery, thread }] : [];
  });
}
