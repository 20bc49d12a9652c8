/**
 * Where GitHub sends its webhooks. The signature is checked over the raw bytes as they arrive, so that of a body which is
 * not GitHub's no copy is ever made; 2xx is sent only after the delivery is kept. Probot's own middleware is not used: it
 * reads bodies of any size, and it answers 202 after nine seconds though nothing was kept yet.
 * https://docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries
 *
 * Whatever is refused leaves nothing behind but one log line, and of many alike only a count.
 */
import { createHmac, type Hmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Probot } from "probot";
import { type SubscribedEvent, webhookNamed } from "../github/webhooks/all-webhooks.ts";
import { REACHABILITY_EVENTS } from "../github/webhooks/reachability.ts";
import type { Metrics } from "../metrics/metrics.ts";
import type { BodyMemory } from "./body-memory.ts";
import { isSameSecret } from "./is-same-secret.ts";
import { type NoBody, readBody } from "./read-body.ts";
import type { ReadingTurns } from "./reading-turns.ts";
import type { RefusalLog } from "./refusal-log.ts";

export interface EndpointParts {
  readonly probot: Probot;
  /** What GitHub signs with. */
  readonly secret: string;
  /** Shared by all requests. */
  readonly memory: BodyMemory;
  /** Shared by all requests. */
  readonly turns: ReadingTurns;
  readonly log: Logger;
  readonly refusals: RefusalLog;
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
  parts: EndpointParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { log, refusals, metrics, notKept } = parts;
  const answer = await answerWebhook(parts, request);
  const { status, text, fault } = answer;
  const event = header(request, "x-github-event")?.slice(0, 100);
  const about = { delivery: header(request, "x-github-delivery")?.slice(0, 100), event };
  metrics.webhookAnswered(event, status);
  if (status === 500) notKept?.(fault);
  if (status === 500) log.error({ ...about, status, err: fault }, "webhook not kept");
  else if (status >= 400) refusals.note({ status, reason: text, about });
  else if (answer === unheard) log.info({ ...about, status, reason: text }, "webhook ignored");
  else log.debug({ ...about, status }, "webhook heard");
  // What is left of a body that was not read to its end is not worth the connection.
  if (!request.complete) response.setHeader("connection", "close");
  if (status === 503) response.setHeader("retry-after", String(RETRY_AFTER));
  response.writeHead(status, { "content-type": "text/plain; charset=utf-8" }).end(`${text}\n`);
}

const ok: Answer = { status: 200, text: "ok" };
const unheard: Answer = { status: 200, text: "Nothing here listens to this event." };

/** Goes into commits as a part of their trailers. */
const DELIVERY_ID = /^[\w.:-]{1,100}$/;
const EVENT_NAME = /^\w{1,100}$/;

/** In seconds: as long as a body may take to arrive. GitHub does not wait; what it could not bring is asked for later. */
const RETRY_AFTER = 10;

const REFUSALS: Readonly<Record<NoBody, Answer>> = {
  "too-large": { status: 413, text: "The body is larger than 25 MB." },
  "too-slow": { status: 408, text: "The body did not arrive in time." },
  "cut-off": { status: 400, text: "The body did not arrive whole." },
  "no-room": { status: 503, text: "Too many large bodies are being read. Try again later." },
};

const unsigned: Answer = {
  status: 400,
  text: "The signature does not match: expected the body, signed with WEBHOOK_SECRET.",
};

async function answerWebhook(parts: EndpointParts, request: IncomingMessage): Promise<Answer> {
  if (request.method !== "POST") return { status: 405, text: "Only POST is understood here." };
  if (!/^\s*application\/json\s*(?:;|$)/i.test(header(request, "content-type") ?? "")) {
    return { status: 415, text: "The content type has to be application/json." };
  }
  const id = header(request, "x-github-delivery") ?? "";
  const name = header(request, "x-github-event") ?? "";
  const signature = header(request, "x-hub-signature-256") ?? "";
  if (!DELIVERY_ID.test(id) || !EVENT_NAME.test(name) || signature === "") {
    return { status: 400, text: "X-GitHub-Delivery, X-GitHub-Event and X-Hub-Signature-256 are required." };
  }
  const { memory, turns } = parts;
  // Made with the first piece: under a flood most bodies find no room, and are not read.
  let hmac: Hmac | null = null;
  const signing = () => (hmac ??= createHmac("sha256", parts.secret));
  const body = await readBody(request, { memory, turns, onPiece: (piece) => signing().update(piece) });
  if (typeof body === "string") return REFUSALS[body];
  try {
    if (parts.secret === "" || !isSameSecret(signature, `sha256=${signing().digest("hex")}`)) return unsigned;
    const payload = parseObject(body.text());
    if (payload === null) return { status: 400, text: "The body is not a JSON object." };
    if (!isSubscribed(name)) return unheard;
    return await hand(parts.probot, { id, name, payload });
  } finally {
    body.release();
  }
}

/** To the app, which keeps it. */
async function hand({ webhooks }: Probot, delivery: object): Promise<Answer> {
  try {
    // Octokit's types tell every event's payload; here nobody has looked yet.
    await webhooks.receive(delivery as Parameters<typeof webhooks.receive>[0]);
    return ok;
  } catch (fault) {
    return { status: 500, text: "The delivery could not be kept. Redeliver it later.", fault };
  }
}

function isSubscribed(name: string): name is SubscribedEvent | (typeof REACHABILITY_EVENTS)[number] {
  return webhookNamed(name) !== null || REACHABILITY_EVENTS.some((one) => one === name);
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
