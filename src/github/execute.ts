/**
 * Handles one batch: the waiting deliveries of one repository.
 *
 * Everything is decided on what GitHub says now, and written only if that is still so. What is planned is saved before it
 * is carried out: the commit, then the replies, the notices and the checks. When a try fails between two of these, the
 * next one does the rest. What was written is noted when the try ends; where it was cut off before, it is found (commit by
 * trailer, reply by marker, check by its ID). A first try spends no request on that.
 *
 * What could not be said is left, and all deliveries that need nothing of it are done. Throws what it cannot handle; see
 * `classifyFailure` for whether that is worth another try.
 */
import type { Batch, BatchResult, Outbox } from "../facts/batch.ts";
import type { Delivery } from "../facts/event.ts";
import { HeadMoved } from "./client/failure.ts";
import { untilAborted } from "./client/repository-client.ts";
import { settleRefusal } from "./commit/refusal-issue.ts";
import { commitBatch, REFUSED } from "./commit-batch.ts";
import { decideBatch } from "./decide-batch.ts";
import type { BatchContext, ExecuteParts } from "./execute-parts.ts";
import { logHandled } from "./log-handled.ts";
import { postBatch } from "./post-batch.ts";
import { readBatch } from "./read-batch.ts";
import { beginBatch, recoverBatch } from "./recover.ts";
import { whatIsLeft } from "./what-is-left.ts";
import { Writes } from "./writes.ts";

/** How often a commit is tried on a head that keeps moving. */
const ATTEMPTS = 6;
const PAUSE_MS = 250;

export async function execute(
  parts: ExecuteParts,
  batch: Batch,
  saveOutbox: BatchContext["saveOutbox"],
  /** Aborts once another worker has the repository: nothing more may be written then. */
  signal?: AbortSignal,
): Promise<BatchResult> {
  const { repository } = batch;
  const client = await parts.clientFor(batch);
  let { outbox } = batch;
  const writes = new Writes(outbox === null ? null : outbox.progress, parts.now);
  const save = async (next: Outbox) => {
    await saveOutbox(next);
    outbox = next;
  };
  const context: BatchContext = {
    batch,
    repo: { client: signal ? untilAborted(client, signal) : client, repository },
    log: parts.log.child({ repository: `${repository.owner}/${repository.name}` }),
    now: new Date(parts.now()).toISOString(),
    writes,
    saveOutbox: save,
  };
  const noteProgress = async () => {
    if (outbox !== null && !signal?.aborted) await save({ ...outbox, progress: writes.progress });
  };
  if (outbox?.progress) await save(withoutProgress(outbox));
  try {
    const result = await carryOut(parts, context, signal);
    if (result.left) await noteProgress();
    return result;
  } catch (error) {
    await noteProgress();
    throw error;
  }
}

/** From now on any of it may be written without a note of it. */
function withoutProgress({ progress: _, ...outbox }: Outbox): Outbox {
  return outbox;
}

async function carryOut(
  parts: ExecuteParts,
  context: BatchContext,
  signal: AbortSignal | undefined,
): Promise<BatchResult> {
  const { batch, repo, log, writes } = context;
  let remaining = beginBatch(context);

  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (attempt > 0) await parts.sleep(PAUSE_MS * 2 ** attempt * (0.5 + parts.random()));
    signal?.throwIfAborted();

    const read = await readBatch(parts.snapshots, context, remaining);
    if (read === null) {
      logHandled(log, remaining.deliveries, "nothing to do: the repository has no commit yet");
      return { committed: remaining.committed };
    }
    if (remaining.uncertain) remaining = await recoverBatch(context, read, remaining);

    const decided = await decideBatch(parts, context, read, remaining);
    remaining = { ...remaining, outbox: decided.outbox };

    const made = await commitBatch(parts, context, read, decided, remaining);
    if (made === "unknown") remaining = { ...remaining, uncertain: true };
    if (made === "strange") remaining = { ...remaining, metStrange: true };
    if (made === "moved" || made === "unknown" || made === "strange") continue;
    const committed = made === "committed";

    const unwritten = await postBatch(parts, context, remaining, decided);
    // Only a batch that was tried before may have met a refusal.
    if (committed && batch.outbox !== null && writes.isThere(REFUSED) !== false) {
      await settleRefusal(repo, writes, read.target.branch);
      writes.gone(REFUSED);
    }
    const left = whatIsLeft(batch.deliveries, unwritten, parts.now());
    const decidedNow = new Set(remaining.deliveries);
    const done = batch.deliveries.filter(({ id }) => !left?.deliveryIds.includes(id));
    const isNew = (delivery: Delivery) => decidedNow.has(delivery);
    logHandled(log, done.filter(isNew), decided.plan.log);
    logHandled(
      log,
      done.filter((delivery) => !isNew(delivery)),
      "done by an earlier try",
    );
    return { committed, ...(left && { left }) };
  }
  throw new HeadMoved(`the branch moved ${ATTEMPTS} times under our commit`);
}
