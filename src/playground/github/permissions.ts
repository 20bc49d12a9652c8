/** What a token may, whoever it was made for. */
import type { Actor } from "./credentials.ts";
import type { Permissions } from "./model.ts";
import type { World } from "./world.ts";

/**
 * What a run's GITHUB_TOKEN may where the workflow says nothing else. It never sees teams, and never administers
 * (https://docs.github.com/actions/concepts/security/github_token).
 */
export const WRITING_TOKEN: Permissions = {
  actions: "read",
  checks: "write",
  contents: "write",
  issues: "write",
  pull_requests: "write",
};

/** Of a run that a fork's pull request or Dependabot started, whatever the workflow says. */
export const FORK_TOKEN: Permissions = {
  actions: "read",
  checks: "read",
  contents: "read",
  issues: "read",
  pull_requests: "read",
};

/** `level`: `write` is good for reading, too. A person's own token may what the person may, which is asked elsewhere. */
export function isGranted(world: World, actor: Actor, area: string, level: "read" | "write"): boolean {
  if (area === "metadata" || actor.kind === "user" || actor.kind === "app") return true;
  const granted: Readonly<Record<string, string | undefined>> =
    actor.kind === "actions" ? actor.permissions : world.app.permissions;
  return granted[area] === "write" || granted[area] === level;
}
