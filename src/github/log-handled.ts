import type { Logger } from "pino";
import type { LogLine } from "../decide/plan.ts";
import type { Batch, BatchResult } from "../facts/batch.ts";
import type { Delivery } from "../facts/event.ts";
import type { Decided } from "./decide-batch.ts";
import type { Remaining } from "./execute-parts.ts";

/** One line for each delivery: why it is done. `log`: the repository's. */
export function logHandled(
  log: Logger,
  deliveries: readonly Delivery[],
  why: string | readonly LogLine[],
): void {
  const decisions = typeof why === "string" ? [] : why;
  const byKey = new Map(decisions.map(({ key, decision }) => [key, decision]));
  const otherwise = typeof why === "string" ? why : "nothing decided";
  for (const { id, event } of deliveries) {
    log.info({ delivery: id, key: event.key, decision: byKey.get(event.key) ?? otherwise }, "handled");
  }
}

/** Of a batch, those that are done: what was decided about them now, or that an earlier try did them. */
export function logDone(
  log: Logger,
  {
    batch,
    left,
    remaining,
    decided,
  }: {
    readonly batch: Pick<Batch, "deliveries">;
    readonly left: BatchResult["left"] | null;
    readonly remaining: Pick<Remaining, "deliveries">;
    readonly decided: Pick<Decided, "plan">;
  },
): void {
  const done = batch.deliveries.filter(({ id }) => !left?.deliveryIds.includes(id));
  const now = new Set(remaining.deliveries);
  const earlier = done.filter((delivery) => !now.has(delivery));
  logHandled(
    log,
    done.filter((delivery) => now.has(delivery)),
    decided.plan.log,
  );
  logHandled(log, earlier, "done by an earlier try");
}
