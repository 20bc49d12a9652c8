/**
 * Webhooks from a channel of smee.io, for development: GitHub sends them there, and they are fetched and sent on to this
 * server, which checks their signatures as it does any. The client is loaded only here. Connections to a channel may die
 * without a word (https://github.com/probot/smee-client/issues/172): what is lost then is asked for again like all that was
 * not delivered. Never throws: a channel that cannot be reached keeps nobody from working.
 */
import type { Logger } from "pino";

export interface WebhookProxy {
  stop(): Promise<void>;
}

export async function startWebhookProxy({
  source,
  target,
  log,
}: {
  readonly source: string;
  readonly target: string;
  readonly log: Logger;
}): Promise<WebhookProxy> {
  const { SmeeClient } = await import("smee-client");
  // Its own words hold the channel's address, and who has that reads along.
  const without = (text: unknown) => String(text).replaceAll(source, "the channel");
  const client = new SmeeClient({
    source,
    target,
    logger: {
      info: (text) => log.debug(without(text)),
      error: (text, error) => log.warn({ reason: reasonOf(error) }, without(text)),
    },
  });
  // It goes on trying by itself.
  await client.start().then(
    () => log.info({ proxy: new URL(source).origin }, "webhooks are fetched from a channel"),
    (error: unknown) => log.warn({ reason: reasonOf(error) }, "the channel for webhooks cannot be reached"),
  );
  return { stop: () => client.stop() };
}

/** Of an error, or of an event that tells of one. */
function reasonOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("message" in error)) return undefined;
  return String(error.message);
}
