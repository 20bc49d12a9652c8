import { type Delivery, eventId } from "../facts/event.ts";
import { deliveriesOf } from "../github/webhooks/read-webhook.ts";
import { type StartingEvent, webhookOf } from "./started-by.ts";

/**
 * What the event itself says. IDs are told from what happened, never drawn: the same event in a second run is the same
 * delivery.
 */
export function parseEvent(name: StartingEvent, payload: unknown): Delivery[] {
  const webhook = webhookOf(name);
  if (webhook === null) return [];
  return deliveriesOf("", webhook, payload).map((delivery) => ({
    ...delivery,
    id: eventId(delivery, delivery.event),
    // The token is the repository's, whoever made it.
    installationId: null,
  }));
}

/**
 * Each happening once, and first what was heard of it itself: of a pull request that was closed that says more than what is
 * found on GitHub later.
 */
export function withoutDoubles(deliveries: readonly Delivery[]): Delivery[] {
  const known = new Set<string>();
  return deliveries.filter(({ event }) => {
    // What is looked at, is looked at as it is now.
    const isLook = event.kind === "pull-request" || event.kind === "issue";
    const name = isLook ? `${event.kind} ${event.number}` : event.key;
    const isNew = !known.has(name);
    known.add(name);
    return isNew;
  });
}
