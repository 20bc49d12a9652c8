import { Refused } from "./acts/refused.ts";
import type { Actor } from "./credentials.ts";
import type { HttpAnswer, IncomingCall } from "./exchange.ts";
import type { SeenRequest } from "./faults.ts";
import { answerDocument, type GraphqlBody, prepareDocument } from "./graphql/execute.ts";
import { validateRequest } from "./openapi/validate-request.ts";
import { isGranted } from "./permissions.ts";
import type { Needs } from "./rest/route.ts";
import { matchRoute, routes } from "./rest/router.ts";
import type { StandInParts } from "./server-parts.ts";

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
export function answerRest(
  parts: StandInParts,
  { url, path, method, body: text, actor }: IncomingCall,
): HttpAnswer {
  const match = matchRoute(method, path);
  if (match === null)
    throw malformed(parts, 400, `${method} ${path}`, ["the stand-in does not serve this operation"]);
  const route = routes[match.key];
  const caller = admit(parts, actor, route.needs);
  if (match.key !== "GET /rate_limit" && !parts.rateLimits.spend(caller, "core")) {
    throw new Refused(403, `API rate limit exceeded for installation ID ${caller.account.id}.`);
  }
  const query = Object.fromEntries(url.searchParams);
  const body = readJson(text);
  const problems = validateRequest(match.key, { params: match.params, query, body });
  if (problems.length > 0) throw malformed(parts, 422, match.key, problems);
  return route.run({ ...parts, actor: caller, params: match.params, query, body, url });
}

export async function answerGraphql(
  parts: StandInParts,
  { body: text, actor }: IncomingCall,
): Promise<HttpAnswer> {
  if (actor === null) throw new Refused(401, "This endpoint requires you to be authenticated.");
  if (actor.kind === "app") throw new Refused(401, "Bad credentials");
  if (!parts.rateLimits.spend(actor, "graphql")) {
    const message = `API rate limit exceeded for installation ID ${actor.account.id}.`;
    return { status: 200, body: { errors: [{ type: "RATE_LIMITED", message }] } };
  }
  const body = readGraphqlBody(text);
  if (body === null) throw malformed(parts, 400, "graphql", ["the body is not JSON with a query"]);
  const document = prepareDocument(body);
  const { world, rateLimits } = parts;
  const answer = await answerDocument(document, body, { world, rateLimits, actor });
  for (const problem of answer.problems)
    parts.invalidRequests.push(`graphql ${document.operation}: ${problem}`);
  return { status: 200, body: answer.body };
}

function admit(parts: StandInParts, actor: Actor | null, needs: Needs): Actor {
  if (needs === "nothing") return actor ?? { kind: "user", account: parts.world.account("anonymous") };
  if (actor === null) throw new Refused(401, "Requires authentication");
  if ((needs === "app") !== (actor.kind === "app")) {
    const rule = "A JSON web token could not be decoded";
    throw actor.kind === "app" ? new Refused(401, "Bad credentials") : new Refused(401, rule);
  }
  if (needs === "app" || needs === "token") return actor;
  const [area = "", level = "read"] = needs.split(":");
  if (actor.kind === "installation") parts.usedPermissions.add(needs);
  // Comments on a pull request are an issue's comments: either permission will do.
  const areas = area === "issues" ? [area, "pull_requests"] : [area];
  const isAllowed = areas.some((one) =>
    isGranted(parts.world, actor, one, level === "write" ? level : "read"),
  );
  if (!isAllowed) throw new Refused(403, "Resource not accessible by integration");
  return actor;
}

function malformed(parts: StandInParts, status: number, what: string, problems: readonly string[]): Refused {
  parts.invalidRequests.push(`${what}: ${problems.join("; ")}`);
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
