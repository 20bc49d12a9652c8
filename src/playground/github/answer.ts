import { Refused } from "./acts/refused.ts";
import type { Actor } from "./credentials.ts";
import type { SeenRequest } from "./faults.ts";
import { answerDocument, type GraphqlBody, prepareDocument } from "./graphql/execute.ts";
import { validateRequest } from "./openapi/validate-request.ts";
import type { Needs } from "./rest/route.ts";
import { matchRoute, routes } from "./rest/router.ts";
import type { Desk, IncomingCall } from "./server.ts";

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function seeRest(method: string, path: string): SeenRequest {
  const label = matchRoute(method, path)?.key ?? `${method} ${path}`;
  return { method, path, label, operation: null, fields: [], isWrite: method !== "GET" && method !== "HEAD" };
}

export function seeGraphql(text: string): SeenRequest {
  const body = readGraphqlBody(text);
  const found = body === null ? null : prepareDocument(body);
  return {
    method: "POST",
    path: "/graphql",
    label: `graphql ${found?.operation ?? found?.fields[0] ?? ""}`.trim(),
    operation: found?.operation ?? null,
    fields: found?.fields ?? [],
    isWrite: found?.isMutation ?? false,
  };
}

/** Who, how often, what: in this order, as GitHub refuses. */
export function answerRest(desk: Desk, { url, path, method, body: text, actor }: IncomingCall): Answer {
  const match = matchRoute(method, path);
  if (match === null)
    throw malformed(desk, 400, `${method} ${path}`, ["the stand-in does not serve this operation"]);
  const route = routes[match.key];
  const caller = admit(desk, actor, route.needs);
  if (match.key !== "GET /rate_limit" && !desk.rateLimits.spend(caller, "core")) {
    throw new Refused(403, `API rate limit exceeded for installation ID ${caller.account.id}.`);
  }
  const query = Object.fromEntries(url.searchParams);
  const body = readJson(text);
  const problems = validateRequest(match.key, { params: match.params, query, body });
  if (problems.length > 0) throw malformed(desk, 422, match.key, problems);
  return route.run({ ...desk, actor: caller, params: match.params, query, body, url });
}

export async function answerGraphql(desk: Desk, { body: text, actor }: IncomingCall): Promise<Answer> {
  if (actor === null) throw new Refused(401, "This endpoint requires you to be authenticated.");
  if (actor.kind === "app") throw new Refused(401, "Bad credentials");
  if (!desk.rateLimits.spend(actor, "graphql")) {
    const message = `API rate limit exceeded for installation ID ${actor.account.id}.`;
    return { status: 200, body: { errors: [{ type: "RATE_LIMITED", message }] } };
  }
  const body = readGraphqlBody(text);
  if (body === null) throw malformed(desk, 400, "graphql", ["the body is not JSON with a query"]);
  const document = prepareDocument(body);
  const { world, rateLimits } = desk;
  const answer = await answerDocument(document, body, { world, rateLimits, actor });
  for (const problem of answer.problems)
    desk.invalidRequests.push(`graphql ${document.operation}: ${problem}`);
  return { status: 200, body: answer.body };
}

function admit(desk: Desk, actor: Actor | null, needs: Needs): Actor {
  if (needs === "nothing") return actor ?? { kind: "user", account: desk.world.account("anonymous") };
  if (actor === null) throw new Refused(401, "Requires authentication");
  if ((needs === "app") !== (actor.kind === "app")) {
    const rule = "A JSON web token could not be decoded";
    throw actor.kind === "app" ? new Refused(401, "Bad credentials") : new Refused(401, rule);
  }
  if (actor.kind !== "installation" || needs === "app" || needs === "token") return actor;
  const [area = "", level] = needs.split(":");
  desk.usedPermissions.add(needs);
  // Comments on a pull request are an issue's comments: either permission will do.
  const held = [
    desk.world.app.permissions[area],
    area === "issues" ? desk.world.app.permissions["pull_requests"] : "",
  ];
  const isHeld = area === "metadata" || held.some((grant) => grant === "write" || grant === level);
  if (!isHeld) throw new Refused(403, "Resource not accessible by integration");
  return actor;
}

function malformed(desk: Desk, status: number, what: string, problems: readonly string[]): Refused {
  desk.invalidRequests.push(`${what}: ${problems.join("; ")}`);
  return new Refused(status, `Invalid request.\n\n${problems.join("\n")}`);
}

function readJson(text: string): unknown {
  if (text === "") return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new Refused(400, `Problems parsing JSON: ${String(cause)}`);
  }
}

function readGraphqlBody(text: string): GraphqlBody | null {
  try {
    const body: unknown = JSON.parse(text);
    const isDocument =
      typeof body === "object" && body !== null && "query" in body && typeof body.query === "string";
    return isDocument ? (body as GraphqlBody) : null;
  } catch {
    return null;
  }
}
