import type { Logger } from "pino";
import type { LogLine } from "../decide/plan.ts";
import type { Delivery } from "../facts/event.ts";

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
