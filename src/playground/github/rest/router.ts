import { type OperationKey, operationKeys } from "../openapi/operations.ts";
import { accessRoutes } from "./access.ts";
import { actionsRoutes } from "./actions.ts";
import { appRoutes } from "./app.ts";
import { checkRoutes } from "./checks.ts";
import { compareRoutes } from "./compare.ts";
import { gitRoutes } from "./git.ts";
import { commentRoutes, issueRoutes, sidebarRoutes } from "./issues.ts";
import { objectRoutes } from "./objects.ts";
import { protectionRoutes } from "./protection.ts";
import { pullRoutes } from "./pulls.ts";
import { repositoryRoutes } from "./repositories.ts";
import type { Needs, Routes } from "./route.ts";

/** Complete by its type: an operation that is listed and not served does not compile. */
export const routes: Routes<OperationKey> = {
  ...accessRoutes,
  ...actionsRoutes,
  ...appRoutes,
  ...checkRoutes,
  ...commentRoutes,
  ...compareRoutes,
  ...gitRoutes,
  ...issueRoutes,
  ...objectRoutes,
  ...protectionRoutes,
  ...pullRoutes,
  ...repositoryRoutes,
  ...sidebarRoutes,
};

/** What a token must be good for to call `GET /app`, say; null where the stand-in does not serve that. */
export function neededPermission(operation: string): Needs | null {
  const key = operationKeys.find((one) => one === operation);
  return key === undefined ? null : routes[key].needs;
}

interface Pattern {
  readonly key: OperationKey;
  readonly method: string;
  readonly expression: RegExp;
  readonly names: readonly string[];
}

/** Parameters that may hold slashes, as octokit leaves some of them: `git/ref/heads/main`. */
const spanning = new Set(["path", "ref", "branch", "basehead"]);

const patterns: readonly Pattern[] = operationKeys
  .map((key) => {
    const [method = "", path = ""] = key.split(" ");
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? "");
    const source = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
      spanning.has(name) ? "(.+)" : "([^/]+)",
    );
    return { key, method, names, expression: new RegExp(`^${source}$`) };
  })
  // The fewer parameters, the better the match: `issues/comments` is not an issue's number.
  .sort((a, b) => a.names.length - b.names.length || b.expression.source.length - a.expression.source.length);

export interface Match {
  readonly key: OperationKey;
  readonly params: Readonly<Record<string, string>>;
}

export function matchRoute(method: string, path: string): Match | null {
  for (const { key, method: wanted, expression, names } of patterns) {
    const values = wanted === method ? expression.exec(path) : null;
    if (values === null) continue;
    const decoded = names.map((name, at) => [name, decode(values[at + 1] ?? "")] as const);
    return { key, params: Object.fromEntries(decoded) };
  }
  return null;
}

/** Half an escape stays as it is: then nothing has that name. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
