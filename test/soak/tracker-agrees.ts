import { Octokit } from "@octokit/rest";
import { decide } from "../../src/decide/decide.ts";
import { SnapshotReader } from "../../src/github/read/read-snapshot.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import type { GitHub } from "../../src/playground/github/start-github.ts";

/**
 * The files that a fresh look at the repository would change, and those that cannot be read: none, if the tracker says what
 * the assignments say.
 */
export async function filesThatWouldChange(github: GitHub, handle: RepositoryHandle): Promise<string[]> {
  const [owner = "", name = ""] = handle.fullName.split("/");
  const client = new Octokit({ baseUrl: github.url, auth: github.installationToken(owner) });
  const repo = { client, repository: { owner, name } };
  const read = await new SnapshotReader().read(repo, { pullRequests: [], recentCommits: false });
  if (read === null) throw new Error(`${handle.fullName} is empty`);
  const now = new Date().toISOString();
  const events = [{ kind: "push" as const, key: "push", at: now }];
  const decision = decide({ snapshot: read.snapshot, events, people: new Map(), now });
  if (decision.kind === "missing") throw new Error("to render the tracker more facts were asked for");
  const { files, problems } = decision.plan;
  return [
    ...files.map(({ path }) => path),
    ...problems.map(({ file, message }) => `${file}: ${message}`),
  ].map((wrong) => `${handle.fullName}: ${wrong}`);
}
