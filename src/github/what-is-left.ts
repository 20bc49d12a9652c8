import type { BatchResult } from "../facts/batch.ts";
import { type Delivery, pullRequestAbout } from "../facts/event.ts";
import { classifyFailure } from "./client/failure.ts";
import type { Unwritten } from "./post/post-all.ts";

/**
 * The deliveries that are not done while this is not written; null: all are. Where none of them is about it, as where a
 * command on an issue changed a pull request, all are tried again: what was written is not written twice.
 *
 * Throws what no later try mends, and what keeps the App out.
 */
export function whatIsLeft(
  deliveries: readonly Delivery[],
  unwritten: readonly Unwritten[],
  now: number,
): NonNullable<BatchResult["left"]> | null {
  const ids = new Set<string>();
  let first: { readonly error: unknown; readonly dueAt: number } | null = null;
  for (const { answers, pullRequest, error } of unwritten) {
    const verdict = classifyFailure(error, now);
    if (!verdict.transient || verdict.unreachable) throw error;
    const dueAt = verdict.dueAt ?? 0;
    if (first === null || dueAt < first.dueAt) first = { error, dueAt };
    const waiting = deliveries.filter(
      ({ event }) =>
        answers.includes(event.key) || (pullRequest !== null && pullRequestAbout(event) === pullRequest),
    );
    for (const { id } of waiting.length > 0 ? waiting : deliveries) ids.add(id);
  }
  return first && { deliveryIds: [...ids], error: first.error };
}
