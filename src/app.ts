/**
 * The Probot app: what it hears goes into the inbox, and nothing else happens before GitHub has its answer. GitHub gives
 * up after ten seconds and never sends again by itself, so all work is done later, by the worker.
 *
 * When `keep` fails, so does the handler: GitHub gets a 500 and shows the delivery as failed, which is the truth.
 */
import type { ApplicationFunction } from "probot";
import type { Delivery } from "./facts/event.ts";
import { SUBSCRIBED_EVENTS } from "./facts/subscribed-events.ts";
import { deliveriesOf } from "./github/event-of.ts";

type SubscribedEvent = keyof typeof SUBSCRIBED_EVENTS;

/** Resolves once the deliveries are safe. */
export type Keep = (deliveries: readonly Delivery[]) => Promise<void>;

export function createApp(keep: Keep): ApplicationFunction {
  return (app) => {
    // One handler for everything: Probot runs handlers in parallel, and one that fails rejects the whole call.
    app.on(Object.keys(SUBSCRIBED_EVENTS) as SubscribedEvent[], async ({ id, name, payload }) => {
      // What no installation sent is from nowhere that the App can read or answer.
      await keep(deliveriesOf(id, name, payload).filter(({ installationId }) => installationId !== null));
    });
  };
}
