/**
 * The Probot app: what it is sent goes into the inbox, and nothing else happens before GitHub has its answer. GitHub gives
 * up after ten seconds and never sends again by itself, so all work is done later, by the worker:
 * https://docs.github.com/webhooks/using-webhooks/handling-failed-webhook-deliveries
 *
 * When `keep` fails, so does the handler: GitHub gets a 500 and shows the delivery as failed, which is the truth.
 */
import type { ApplicationFunction } from "probot";
import { instantAt } from "./clock.ts";
import type { Delivery } from "./facts/event.ts";
import { SUBSCRIBED_EVENTS } from "./github/webhooks/all-webhooks.ts";
import { onboardingsOf } from "./github/webhooks/onboarding.ts";
import { REACHABILITY_EVENTS, type Reachability, reachabilityOf } from "./github/webhooks/reachability.ts";
import { deliveriesOf } from "./github/webhooks/read-webhook.ts";

/** Resolves once the deliveries are safe. */
export type Keep = (deliveries: readonly Delivery[]) => Promise<void>;

/** Resolves once what waits follows the change. */
export type Follow = (change: Reachability) => Promise<void>;

/** `now`: milliseconds since the epoch. */
export function createApp(keep: Keep, follow: Follow, now: () => number): ApplicationFunction {
  return (app) => {
    // One handler for everything: Probot runs handlers in parallel, and one that fails rejects the whole call.
    app.on([...SUBSCRIBED_EVENTS, ...REACHABILITY_EVENTS], async ({ id, name, payload }) => {
      const change = reachabilityOf(name, payload);
      if (change) await follow(change);
      // What no installation sent is from nowhere that the App can read or answer.
      const sent = deliveriesOf(id, name, payload).filter(({ installationId }) => installationId !== null);
      await keep([...sent, ...onboardingsOf(id, name, payload, instantAt(now()))]);
    });
  };
}
