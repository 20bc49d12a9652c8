import type { ProbotOctokit } from "probot";
import type { Metrics, Quota } from "../../metrics/metrics.ts";
import { readFailure } from "./failure.ts";

/** An Octokit plugin that tells of every request that the bot makes, those for tokens included. */
export function measureRequests(metrics: Metrics) {
  return ({ hook }: Pick<InstanceType<typeof ProbotOctokit>, "hook">) => {
    hook.wrap("request", async (request, options) => {
      const started = performance.now();
      const operation = operationOf(options);
      const tell = (status: string, headers: Headers) => {
        const seconds = (performance.now() - started) / 1000;
        metrics.requestAnswered({ operation, status, seconds, quota: readQuota(headers) });
        if (COMMENTING.test(operation)) metrics.commentTried(resultOf(status));
      };
      try {
        const response = await request(options);
        tell(hasErrors(response.data) ? "graphql_error" : String(response.status), response.headers);
        return response;
      } catch (error) {
        const { status, headers } = readFailure(error);
        // Octokit gives what never reached GitHub the status 500, but no headers.
        const isAnswer = status !== null && Object.keys(headers).length > 0;
        tell(isAnswer ? String(status) : "none", headers);
        throw error;
      }
    });
  };
}

const COMMENTING = /^(?:POST|PATCH) .*\/comments(?:\/\{comment_id\})?$/;

function resultOf(status: string): "posted" | "refused" | "failed" {
  if (status.startsWith("2")) return "posted";
  return /^4\d\d$/.test(status) && status !== "429" ? "refused" : "failed";
}

type Headers = Readonly<Record<string, string | number | undefined>>;

/** The address as it is written in the code. What is no such pattern, as a list's next page, is not told apart. */
function operationOf({ method, url, ...rest }: { method: string; url: string; query?: unknown }): string {
  if (typeof rest.query === "string" && url.endsWith("/graphql")) {
    return `graphql ${/^\s*(?:query|mutation)\s+(\w+)/.exec(rest.query)?.[1] ?? "other"}`;
  }
  return /^\/(?:[a-z_/-]|\{[a-z_]+\})*$/.test(url) ? `${method} ${url}` : `${method} other`;
}

function hasErrors(data: unknown): boolean {
  return typeof data === "object" && data !== null && "errors" in data && Array.isArray(data.errors);
}

function readQuota(headers: Headers): Quota | null {
  const resource = headers["x-ratelimit-resource"];
  const read = (name: string) => Number(headers[`x-ratelimit-${name}`] ?? Number.NaN);
  const quota = { limit: read("limit"), remaining: read("remaining"), reset: read("reset") };
  const isWhole = Object.values(quota).every(Number.isFinite);
  return typeof resource === "string" && isWhole && /^[a-z_]{1,40}$/.test(resource)
    ? { resource, ...quota }
    : null;
}
