/**
 * Everything that can be wrong with a campaign that workflows run: the workflows of a clone, and what the run's own token may
 * not in the repository, asked for with somebody's own. Changes nothing.
 */
import { pino } from "pino";
import { type Diagnosis, ok, problem } from "../doctor/finding.ts";
import { CONFIG_PATH } from "../domain/config.ts";
import type { RepositoryId } from "../domain/repository-id.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { classifyFailure, isRefusal } from "../github/client/failure.ts";
import { pathOf, type RepositoryClient } from "../github/client/repository-client.ts";
import { makeTokenClient } from "../github/client/token-client.ts";
import { SnapshotReader } from "../github/read/read-snapshot.ts";
import { checkWorkflows } from "./check-workflows.ts";
import { probeToken } from "./probe-token.ts";

export interface ActionContext {
  readonly workflows: readonly SourceFile[];
  /** Null: the clone does not say where it belongs. */
  readonly repository: RepositoryId | null;
  readonly apiUrl: string;
  /** Somebody's own; null: only the files are looked at. */
  readonly token: string | null;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

export async function* examineAction(context: ActionContext): AsyncGenerator<Diagnosis> {
  const { workflows, repository, apiUrl, token, now } = context;
  yield* checkWorkflows(workflows);
  if (repository === null) {
    const what = "The clone has no remote `origin` on GitHub, so only the files were looked at.";
    yield problem("warning", "repository", { what, fix: "Run it in a clone of the campaign's repository." });
    return;
  }
  const subject = `${repository.owner}/${repository.name}`;
  if (token === null) {
    const what = "GITHUB_TOKEN is not set, so the repository's rules and settings were not looked at.";
    const fix =
      "Set it to a token of yours: `GITHUB_TOKEN=$(gh auth token) diagram-tracker doctor --action`.";
    yield problem("warning", subject, { what, fix });
    return;
  }
  const client = makeTokenClient({
    token,
    baseUrl: apiUrl,
    log: pino({ level: "silent" }),
    now,
    onlyReads: true,
  });
  try {
    yield* await checkSettings({ client, repository }, subject);
  } catch (error) {
    const what = `It could not be looked at: ${classifyFailure(error, now()).reason}.`;
    const fix = "Check that the token is one of yours, and may read the repository.";
    yield problem("error", subject, { what, fix });
  }
}

async function checkSettings(repo: RepositoryClient, subject: string): Promise<Diagnosis[]> {
  const read = await new SnapshotReader().read(repo, { pullRequests: [], recentCommits: false });
  if (read === null) return [ok(subject, "It has no commit yet, so nothing is done there.")];
  const { config, snapshot } = read;
  const remarks = await probeToken(
    repo,
    { config, branch: snapshot.defaultBranch, lastRun: { kind: "none" } },
    // The runs have a token of their own, whoever looks.
    { isApps: false },
  );
  const settings = config.commit === "pull-request" ? await checkPullRequests(repo, subject) : [];
  const found = remarks
    .filter(({ level }) => level !== "notice")
    .map(({ level, message }) =>
      problem(level === "error" ? "error" : "warning", subject, { what: message, fix: null }),
    );
  const all = [...found, ...settings, ...(await checkDefaults(repo, subject))];
  return all.length > 0 ? all : [ok(subject, "Nothing that can be seen keeps the runs from their work.")];
}

/** Only who administers the repository is told. */
async function checkPullRequests(
  { client, repository }: RepositoryClient,
  subject: string,
): Promise<Diagnosis[]> {
  const route = "GET /repos/{owner}/{repo}/actions/permissions/workflow";
  const fix = `Tick “Allow GitHub Actions to create and approve pull requests” in Settings → Actions → General, of the organization and of the repository, or put \`commit: branch\` into ${CONFIG_PATH}.`;
  try {
    const { data } = await client.request(route, pathOf(repository));
    if (data.can_approve_pull_request_reviews) return [];
    const what = "`commit: pull-request` is set, and the runs may not open pull requests.";
    return [problem("error", subject, { what, why: "Nobody is asked to merge what they commit.", fix })];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    const what = "Whether the runs may open pull requests is told only to who administers the repository.";
    return [problem("warning", subject, { what, fix })];
  }
}

/** A private repository is not there for a token of another one. */
async function checkDefaults(
  { client, repository }: RepositoryClient,
  subject: string,
): Promise<Diagnosis[]> {
  try {
    const where = { owner: repository.owner, repo: ".github" };
    const { data } = await client.request("GET /repos/{owner}/{repo}", where);
    if (!data.private) return [];
    const what = `${repository.owner}/.github is private, and the runs' token sees no other repository: defaults that stand there do not count.`;
    const fix = `Put what you need into ${CONFIG_PATH}, or make ${repository.owner}/.github public.`;
    return [problem("warning", subject, { what, fix })];
  } catch (error) {
    if (!isRefusal(error)) throw error;
    return [];
  }
}
