import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Probot } from "probot";
import { redact } from "../log/redact.ts";
import { type Metrics, silentMetrics } from "../metrics/metrics.ts";
import { BodyMemory } from "./body-memory.ts";
import { limitConnections } from "./connections.ts";
import { closeServer, type ListenAt, listen, urlOf } from "./listen.ts";
import { ReadingTurns } from "./reading-turns.ts";
import { RefusalLog } from "./refusal-log.ts";
import { addressTooLong, HEAD_BYTES } from "./request-limits.ts";
import { receiveWebhook } from "./webhook-endpoint.ts";

export const WEBHOOK_PATH = "/api/github/webhooks";

/** A client that is slower than that holds a connection for nothing; in ms. */
const HEADERS_TIMEOUT = 10_000;
const REQUEST_TIMEOUT = 30_000;
/** How often Node looks for such clients. */
const CHECK_EVERY = 5_000;

export interface ServerParts extends ListenAt {
  readonly probot: Probot;
  /** What GitHub signs its webhooks with. */
  readonly secret: string;
  /** What request bodies may hold; default: 40 MB beside a small share for each. */
  readonly memory?: BodyMemory;
  /** How many connections may be open at once; default: 512. */
  readonly connections?: number;
  readonly log: Logger;
  readonly metrics?: Metrics;
  /** Why the server cannot do its work at the moment; null when it can. */
  readonly trouble: () => Promise<string | null>;
  /** Hears why a delivery could not be kept. */
  readonly notKept?: (fault: unknown) => void;
  /** More pages, by path. */
  readonly pages?: Readonly<Record<string, () => Promise<HttpPage>>>;
}

export interface HttpPage {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

export interface RunningServer {
  readonly url: string;
  /** Takes no new connection, and resolves when the last answer was sent, or after five seconds. */
  close(): Promise<void>;
}

const OPTIONS = { connectionsCheckingInterval: CHECK_EVERY, maxHeaderSize: HEAD_BYTES } as const;

/** Throws an OperatorError where the address cannot be listened on. */
export async function startServer(parts: ServerParts): Promise<RunningServer> {
  const { memory = new BodyMemory(), metrics = silentMetrics } = parts;
  const refusals = new RefusalLog(parts.log);
  const door = { ...parts, memory, metrics, refusals, turns: new ReadingTurns() };
  const server = createServer(OPTIONS, (request, response) => {
    answer(door, request, response).catch((error: unknown) => {
      parts.log.error({ err: error }, "a request was not answered");
      response.destroy();
    });
  });
  server.headersTimeout = HEADERS_TIMEOUT;
  server.requestTimeout = REQUEST_TIMEOUT;
  limitConnections(server, {
    ...(parts.connections !== undefined && { limit: parts.connections }),
    onRefused: () => metrics.connectionRefused(),
  });
  const port = await listen(server, parts);
  const close = async () => {
    await closeServer(server);
    refusals.close();
  };
  return { url: urlOf(parts.host, port), close };
}

/** Nobody has a reason to look into what is answered here, or to show it inside a page. */
const HEADERS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
} as const;

type Door = ServerParts & {
  readonly memory: BodyMemory;
  readonly turns: ReadingTurns;
  readonly refusals: RefusalLog;
  readonly metrics: Metrics;
};

async function answer(parts: Door, request: IncomingMessage, response: ServerResponse): Promise<void> {
  for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
  const tooLong = addressTooLong(request);
  if (tooLong !== null) {
    request.resume();
    response.writeHead(414, { "content-type": PLAIN }).end(`${tooLong}\n`);
    return;
  }
  const path = pathOfUrl(request.url ?? "/");
  // Apps that Probot's set-up page once registered send to "/" until somebody changes the address.
  if (path === WEBHOOK_PATH || (path === "/" && request.method === "POST")) {
    return receiveWebhook(parts, request, response);
  }
  // Nobody reads a body here.
  request.resume();
  const page = await findPage(parts, path, request.method ?? "GET");
  response
    .writeHead(page.status, { "content-type": page.type })
    .end(request.method === "HEAD" ? undefined : page.body);
}

/** Without the query and slashes at its end. */
export function pathOfUrl(url: string): string {
  const path = url.split("?", 1)[0] ?? "";
  let end = path.length;
  while (end > 1 && path[end - 1] === "/") end -= 1;
  return path.slice(0, end);
}

const PLAIN = "text/plain; charset=utf-8";

const text = (status: number, body: string): HttpPage => ({
  status,
  type: PLAIN,
  body: `${body}\n`,
});

async function findPage(
  { trouble, pages = {} }: ServerParts,
  path: string,
  method: string,
): Promise<HttpPage> {
  if (method !== "GET" && method !== "HEAD") return text(405, "Only GET is understood here.");
  if (path === "/healthz") return text(200, "ok");
  if (path === "/readyz") {
    const reason = await trouble();
    return reason === null ? text(200, "ready") : text(503, `not ready: ${redact(reason)}`);
  }
  if (path === "/") return text(200, `Diagram Tracker. GitHub sends its webhooks to ${WEBHOOK_PATH}.`);
  const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
  return page ? page() : text(404, "There is no such page.");
}
