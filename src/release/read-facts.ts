import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Publisher, ReleaseFacts } from "./preflight.ts";
import { readPublished } from "./published.ts";
import { runProgram } from "./run-program.ts";

const packageSchema = z.object({
  name: z.string(),
  version: z.string(),
  repository: z.object({ url: z.string() }),
});
const lockSchema = z.object({ version: z.string() });
const eventSchema = z.object({
  repository: z.object({ private: z.boolean(), default_branch: z.string().regex(/^[\w./-]+$/) }),
});
/** https://docs.github.com/actions/reference/workflows-and-actions/variables */
const environmentSchema = z.object({
  GITHUB_REF_NAME: z.string(),
  GITHUB_REF_TYPE: z.enum(["branch", "tag"]),
  GITHUB_REPOSITORY: z.string(),
  GITHUB_SERVER_URL: z.url(),
  GITHUB_EVENT_PATH: z.string(),
  RUNNER_ENVIRONMENT: z.string().optional(),
  ACTIONS_ID_TOKEN_REQUEST_URL: z.string().optional(),
  NODE_AUTH_TOKEN: z.string().optional(),
  NPM_TOKEN: z.string().optional(),
});

/** Of the clone in `cwd`, with its whole history, and of the run of a workflow that the environment tells of. */
export function readReleaseFacts(
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
  { isPublisher }: { readonly isPublisher: boolean },
): ReleaseFacts {
  const run = environmentSchema.parse(env);
  const read = (name: string) => readFileSync(join(cwd, name), "utf8");
  const { name, version, repository } = packageSchema.parse(JSON.parse(read("package.json")));
  const event = eventSchema.parse(JSON.parse(readFileSync(run.GITHUB_EVENT_PATH, "utf8"))).repository;
  const main = `origin/${event.default_branch}`;
  const publisher: Publisher = {
    npm: runProgram("npm", ["--version"], { cwd }),
    isGitHubsRunner: run.RUNNER_ENVIRONMENT === "github-hosted",
    hasIdentity: Boolean(run.ACTIONS_ID_TOKEN_REQUEST_URL),
    hasToken: Boolean(run.NODE_AUTH_TOKEN || run.NPM_TOKEN),
  };
  return {
    tag: run.GITHUB_REF_TYPE === "tag" ? run.GITHUB_REF_NAME : null,
    package: { name, version, repository: repository.url },
    locked: lockSchema.parse(JSON.parse(read("package-lock.json"))).version,
    changelog: read("CHANGELOG.md"),
    repository: run.GITHUB_REPOSITORY,
    server: run.GITHUB_SERVER_URL,
    isPublic: !event.private,
    isOnMain: says(cwd, ["merge-base", "--is-ancestor", "HEAD", main]),
    hasMainsWorkflows: says(cwd, ["diff", "--quiet", "HEAD", main, "--", ".github/workflows"]),
    tags: runProgram("git", ["tag", "--list"], { cwd }).split("\n"),
    published: readPublished(cwd, name),
    publisher: isPublisher ? publisher : null,
  };
}

/** Git says yes with 0 and no with 1. Everything else is no answer. */
function says(cwd: string, args: readonly string[]): boolean {
  try {
    runProgram("git", args, { cwd });
    return true;
  } catch (error) {
    if (error instanceof Error && "status" in error && error.status === 1) return false;
    throw error;
  }
}
