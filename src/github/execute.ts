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
import { messagesIn } from "../messages/messages.ts";
import { HeadMoved } from "./client/failure.ts";
import { untilAborted } from "./client/repository-client.ts";
import { settleRefusal } from "./commit/refusal-issue.ts";
import { commitBatch } from "./commit-batch.ts";
import { decideBatch } from "./decide-batch.ts";
import type { BatchContext, ExecuteParts, Remaining } from "./execute-parts.ts";
import { logDone, logHandled } from "./log-handled.ts";
import { OutboxKeeper } from "./outbox-keeper.ts";
import { postBatch } from "./post-batch.ts";
import { readBatch } from "./read-batch.ts";
import { beginBatch, recoverBatch } from "./recover.ts";
import { tellOfVanished } from "./tell-of-vanished.ts";

/** How often a commit is tried on a head that keeps moving. */
const ATTEMPTS = 6;
const PAUSE_MS = 250;

/**
 * One batch, from what GitHub says now to what is posted. `left`: what could not be written, with the deliveries that need it. Throws
 * `HeadMoved` where others push faster than we decide, and whatever failed before the commit; what was planned is kept for the next try.
 */
export async function execute(
  parts: ExecuteParts,
  batch: Batch,
  saveOutbox: (outbox: Outbox) => Promise<void>,
  /** Aborts once another worker has the repository: nothing more may be written then. */
  signal?: AbortSignal,
): Promise<BatchResult> {
  const { repository } = batch;
  const client = await parts.clientFor(batch);
  const keeper = await OutboxKeeper.open(batch, saveOutbox, parts.now);
  const context: BatchContext = {
    batch,
    repo: { client: signal ? untilAborted(client, signal) : client, repository },
    log: parts.log.child({ repository: `${repository.owner}/${repository.name}` }),
    now: new Date(parts.now()).toISOString(),
    outbox: keeper,
  };
  const { log } = context;
  let remaining = beginBatch(context);

  try {
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
      if (made === "secret") remaining = { ...remaining, refused: keysOf(remaining) };
      if (made !== "nothing" && made !== "committed") continue;
      const committed = made === "committed";

      const { vanished } = decided.plan;
      if (vanished !== null) await tellOfVanished(context, vanished, read.config);
      const left = await postBatch(parts, context, remaining, decided, read);
      // Only a batch that was tried before may have met a refusal.
      if (committed && batch.outbox !== null) {
        await settleRefusal(context, read.target.branch, messagesIn(read.config.language).refusal);
      }
      if (left === null) await keeper.noteRecent();
      else await keeper.noteProgress();
      logDone(log, { batch, left, remaining, decided });
      return { committed, ...(left !== null && { left }) };
    }
    throw new HeadMoved(`the branch moved ${ATTEMPTS} times under our commit`);
  } catch (error) {
    if (!signal?.aborted) await keeper.noteProgress();
    throw error;
  }
}

function keysOf({ deliveries }: Remaining): ReadonlySet<string> {
  return new Set(deliveries.map(({ event }) => event.key));
}
