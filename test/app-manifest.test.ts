import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { SUBSCRIBED_EVENTS } from "../src/github/webhooks/all-webhooks.ts";
import { neededPermission } from "../src/playground/github/start-github.ts";

const manifest = parse(readFileSync(new URL("../app.yml", import.meta.url), "utf8"));

describe("the App's manifest asks for exactly what the code uses", () => {
  test("events: those that are heard", () => {
    expect([...manifest.default_events].sort()).toEqual([...SUBSCRIBED_EVENTS, "repository"].sort());
  });

  test("permissions: those of the operations that are called", () => {
    expect(manifest.default_permissions).toEqual(permissionsInUse());
  });
});

/** What the GraphQL documents need; REST routes say it themselves. */
const GRAPHQL: readonly (readonly [RegExp, string])[] = [
  [/\bcreateCommitOnBranch\b/, "contents:write"],
  [/\bpullRequests?\(|\bon PullRequest\b/, "pull_requests:read"],
  [/\bon Issue\b/, "issues:read"],
  [/\bcheckSuites\(/, "checks:read"],
  [/\bmergeQueue\(/, "merge_queues:read"],
];

function permissionsInUse(): Record<string, string> {
  const needs = new Set<string>(["metadata:read"]);
  for (const text of sources()) {
    for (const [, route = ""] of text.matchAll(/"((?:GET|POST|PATCH|PUT|DELETE) \/[^"]+)"/g)) {
      const needed = neededPermission(route);
      if (needed !== null) needs.add(needed);
      else throw new Error(`the stand-in does not serve ${route}, which the code calls`);
    }
    for (const [pattern, need] of GRAPHQL) if (pattern.test(text)) needs.add(need);
  }
  // Comments on a pull request are refused without it, though they are an issue's comments.
  needs.add("pull_requests:write");
  // The one exception, which nothing calls for: an App that may not write statuses cannot be chosen as the source of a
  // required check. https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets
  needs.add("statuses:write");
  const permissions: Record<string, string> = {};
  for (const need of [...needs].sort()) {
    const [area = "", level] = need.split(":");
    if (level) permissions[area] = level;
  }
  return permissions;
}

/** All of the App that talks to GitHub; the Action's token is another one. `read` sorts before `write`, so the stronger one of two wins. */
function sources(): string[] {
  const root = new URL("../src/", import.meta.url);
  const paths = readdirSync(root, { recursive: true, encoding: "utf8" });
  return paths
    .filter((path) => path.endsWith(".ts") && !/^(?:playground|action)\//.test(path))
    .map((path) => readFileSync(new URL(path, root), "utf8"));
}
