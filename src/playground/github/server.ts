import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { Refused } from "./acts/refused.ts";
import { answerGraphql, answerRest, seeGraphql, seeRest } from "./answer.ts";
import type { Actor } from "./credentials.ts";
import type { HttpAnswer, IncomingCall } from "./exchange.ts";
import { answerFault } from "./fault-answers.ts";
import type { RateResource } from "./rate-limits.ts";
import type { StandInParts } from "./server-parts.ts";

/** Listens on the loopback interface; port 0 takes any that is free. */
export async function listenOnLoopback(
  parts: StandInParts,
  port: number,
): Promise<{ server: Server; url: string }> {
  const server = createServer((request, response) => {
    void handle(parts, request, response).catch((error: unknown) => {
      parts.invalidRequests.push(`${request.method} ${request.url}: the stand-in failed: ${String(error)}`);
      response.writeHead(500, { "content-type": "application/json" });
      response.end(JSON.stringify({ message: `The stand-in failed: ${String(error)}` }));
    });
  });
  // A client in the same process may be busy for longer than the usual five seconds.
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

async function handle(
  parts: StandInParts,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { world, faults, requests } = parts;
  const url = new URL(request.url ?? "/", world.apiUrl);
  // Where an Enterprise server has its API, so that GHE_HOST can name the stand-in too.
  const path = url.pathname.replace(/^\/api\/v3(?=\/)/, "").replace(/^\/api\/graphql$/, "/graphql");
  const body = await readBody(request);
  const method = request.method ?? "GET";
  const isGraphql = method === "POST" && path === "/graphql";
  const seen = isGraphql ? seeGraphql(body) : seeRest(method, path);
  const resource: RateResource = isGraphql ? "graphql" : "core";
  const { actor, refusal } = authenticate(parts, request);
  const finish = (answer: HttpAnswer | "reset") => {
    const status = answer === "reset" ? 0 : answer.status;
    requests.add({ ...seen, status, at: world.now(), actor: actor?.account.login ?? null });
    if (answer === "reset") request.socket.destroy();
    else send(response, answer, parts.rateLimits.headers(actor, resource));
  };

  if ((await faults.pass(seen, "before")) === "dropped") return finish("reset");
  const fault = faults.draw(seen);
  if (fault?.when === "before") return finish(answerFault(fault, parts.rateLimits.look(actor, resource)));
  const answer = await answerRequest(parts, { seen, url, path, method, body, actor, refusal, isGraphql });
  if ((await faults.pass(seen, "after")) === "dropped") return finish("reset");
  return finish(fault === null ? answer : answerFault(fault, parts.rateLimits.look(actor, resource)));
}

async function answerRequest(parts: StandInParts, call: IncomingCall): Promise<HttpAnswer> {
  try {
    if (call.refusal !== null) throw call.refusal;
    return call.isGraphql ? await answerGraphql(parts, call) : answerRest(parts, call);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { status, message, errors } = error;
    const documentation_url = "https://docs.github.com/rest";
    const body = {
      message,
      ...(errors !== undefined && { errors }),
      documentation_url,
      status: String(status),
    };
    return { status, body };
  }
}

function authenticate(
  parts: StandInParts,
  request: IncomingMessage,
): { actor: Actor | null; refusal: Refused | null } {
  try {
    return { actor: parts.credentials.authenticate(request.headers.authorization), refusal: null };
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return { actor: null, refusal: error };
  }
}

function send(
  response: ServerResponse,
  { status, body, headers }: HttpAnswer,
  more: Record<string, string>,
): void {
  const text = body === null ? "" : JSON.stringify(body);
  response.writeHead(status, {
    "content-type": "application/json; charset=utf-8",
    "content-length": Buffer.byteLength(text),
    ...more,
    ...headers,
  });
  response.end(text);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
