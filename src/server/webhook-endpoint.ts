/**
 * Where GitHub sends its webhooks. The signature is checked over the raw bytes, by Octokit, in constant time; 2xx is sent
 * only after the delivery is kept. Probot's own middleware is not used: it reads bodies of any size, and it answers 202
 * after nine seconds though nothing was kept yet.
 *
 * Whatever is refused leaves nothing behind but one log line.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Probot } from "probot";
import { type SubscribedEvent, webhookNamed } from "../github/webhooks/all-webhooks.ts";
import type { Metrics } from "../metrics/metrics.ts";
import { readBody } from "./read-body.ts";

export interface EndpointParts {
  readonly probot: Probot;
  readonly log: Logger;
  readonly metrics: Pick<Metrics, "webhookAnswered">;
  /** Hears why a delivery could not be kept. */
  readonly notKept?: ((fault: unknown) => void) | undefined;
}

interface Answer {
  readonly status: number;
  readonly text: string;
  /** Why it is 500. */
  readonly fault?: unknown;
}

export async function receiveWebhook(
  { probot, log, metrics, notKept }: EndpointParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const answer = await answerWebhook(probot, request);
  const { status, text, fault } = answer;
  const event = header(request, "x-github-event")?.slice(0, 100);
  const about = { delivery: header(request, "x-github-delivery")?.slice(0, 100), event, status };
  metrics.webhookAnswered(event, status);
  if (status >= 500) notKept?.(fault);
  if (status >= 500) log.error({ ...about, err: fault }, "webhook not kept");
  else if (status >= 400) log.warn({ ...about, reason: text }, "webhook refused");
  else if (answer === unheard) log.info({ ...about, reason: text }, "webhook ignored");
  else log.debug(about, "webhook heard");
  // What is left of a body that was not read to its end is not worth the connection.
  if (!request.complete) response.setHeader("connection", "close");
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}

const ok: Answer = { status: 200, text: "ok" };
const unheard: Answer = { status: 200, text: "Nothing here listens to this event." };

/** Goes into commits as a part of their trailers. */
const DELIVERY_ID = /^[\w.:-]{1,100}$/;

async function answerWebhook({ webhooks }: Probot, request: IncomingMessage): Promise<Answer> {
  if (request.method !== "POST") return { status: 405, text: "Only POST is understood here." };
  if (!/^\s*application\/json\s*(?:;|$)/i.test(header(request, "content-type") ?? "")) {
    return { status: 415, text: "The content type has to be application/json." };
  }
  const id = header(request, "x-github-delivery") ?? "";
  const name = header(request, "x-github-event") ?? "";
  const signature = header(request, "x-hub-signature-256") ?? "";
  if (!DELIVERY_ID.test(id) || name === "" || signature === "") {
    return { status: 400, text: "X-GitHub-Delivery, X-GitHub-Event and X-Hub-Signature-256 are required." };
  }
  const body = await readBody(request);
  if (body === "too-large") return { status: 413, text: "The body is larger than 25 MB." };
  if (body === "too-slow") return { status: 408, text: "The body did not arrive in time." };
  if (body === "cut-off") return { status: 400, text: "The body did not arrive whole." };
  const text = body.toString("utf8");
  // It throws where there is nothing to compare.
  const isSigned = await webhooks.verify(text, signature).catch(() => false);
  if (!isSigned) {
    return {
      status: 400,
      text: "The signature does not match: expected the body, signed with WEBHOOK_SECRET.",
    };
  }
  const payload = parseObject(text);
  if (payload === null) return { status: 400, text: "The body is not a JSON object." };
  if (!isHeard(name)) return unheard;
  try {
    // Octokit's types tell every event's payload; here nobody has looked yet.
    await webhooks.receive({ id, name, payload } as Parameters<typeof webhooks.receive>[0]);
    return ok;
  } catch (fault) {
    return { status: 500, text: "The delivery could not be kept. Redeliver it later.", fault };
  }
}

function isHeard(name: string): name is SubscribedEvent {
  return webhookNamed(name) !== null;
}

function parseObject(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
