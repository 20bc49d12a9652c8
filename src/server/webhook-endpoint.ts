/**
 * Where GitHub sends its webhooks. Probot checks the signature over the raw bytes; 2xx is sent only after the delivery is
 * kept. Probot's own middleware is not used: it reads bodies of any size, and it answers 202 after nine seconds though
 * nothing was kept yet.
 *
 * Whatever is refused leaves nothing behind but one log line.
 */
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Probot } from "probot";

/** GitHub sends nothing larger. */
export const BODY_LIMIT = 25 * 1024 * 1024;

/** How long a body may take to arrive, in ms: GitHub hangs up after ten seconds anyway. */
const BODY_TIMEOUT = 10_000;

interface Answer {
  readonly status: number;
  readonly text: string;
}

const ok: Answer = { status: 200, text: "ok" };

export async function receiveWebhook(
  probot: Probot,
  log: Logger,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { answer, fault } = await answerWebhook(probot, request);
  const about = {
    delivery: header(request, "x-github-delivery")?.slice(0, 100),
    event: header(request, "x-github-event")?.slice(0, 100),
    status: answer.status,
  };
  if (answer.status >= 500) log.error({ ...about, err: fault }, "webhook not kept");
  else if (answer.status >= 400) log.warn({ ...about, reason: answer.text }, "webhook refused");
  else log.debug(about, "webhook kept");
  // What is left of a body that was not read to its end is not worth the connection.
  if (!request.complete) response.setHeader("connection", "close");
  response.writeHead(answer.status, { "content-type": "text/plain; charset=utf-8" }).end(`${answer.text}\n`);
}

async function answerWebhook(
  probot: Probot,
  request: IncomingMessage,
): Promise<{ answer: Answer; fault?: unknown }> {
  if (request.method !== "POST") return { answer: { status: 405, text: "Only POST is understood here." } };
  if (!/^\s*application\/json\s*(?:;|$)/i.test(header(request, "content-type") ?? "")) {
    return { answer: { status: 415, text: "The content type has to be application/json." } };
  }
  const id = header(request, "x-github-delivery");
  const name = header(request, "x-github-event");
  const signature = header(request, "x-hub-signature-256");
  if (!id || !name || !signature) {
    const text = "X-GitHub-Delivery, X-GitHub-Event and X-Hub-Signature-256 are required.";
    return { answer: { status: 400, text } };
  }
  const body = await readBody(request);
  if (body === "too-large") return { answer: { status: 413, text: "The body is larger than 25 MB." } };
  if (body === "incomplete") return { answer: { status: 408, text: "The body did not arrive whole." } };
  try {
    await probot.webhooks.verifyAndReceive({ id, name, payload: body.toString("utf8"), signature });
    return { answer: ok };
  } catch (fault) {
    return { answer: refusalFor(fault), fault };
  }
}

/** Octokit's faults of the sender carry a status; everything else is ours. */
function refusalFor(fault: unknown): Answer {
  const faults: unknown[] = fault instanceof AggregateError ? fault.errors : [fault];
  const isSenders = faults.some((one) => one instanceof Error && "status" in one && one.status === 400);
  return isSenders
    ? { status: 400, text: "The signature does not match the body, or the body is not JSON." }
    : { status: 500, text: "The delivery could not be kept. Redeliver it later." };
}

async function readBody(request: IncomingMessage): Promise<Buffer | "too-large" | "incomplete"> {
  if (Number(header(request, "content-length") ?? 0) > BODY_LIMIT) return "too-large";
  const chunks: Buffer[] = [];
  let size = 0;
  const timer = setTimeout(() => request.destroy(), BODY_TIMEOUT);
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > BODY_LIMIT) return "too-large";
      chunks.push(chunk);
    }
    return Buffer.concat(chunks);
  } catch {
    // The sender hung up: nobody is there to be told.
    return "incomplete";
  } finally {
    clearTimeout(timer);
  }
}

function header(request: IncomingMessage, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}
