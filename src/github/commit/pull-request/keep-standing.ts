/**
 * Keeps the standing pull request: one is open while something waits, its description says what. Opening it twice is
 * refused by GitHub, writing the same description again is not tried: a retry repeats nothing.
 */
import type { Logger } from "pino";
import type { Messages } from "../../../messages/english/english.ts";
import type { RecentCommits } from "../../campaign/snapshot-answer.ts";
import { classifyFailure, readFailure } from "../../client/failure.ts";
import { present } from "../../client/page.ts";
import { pathOf, type RepositoryClient } from "../../client/repository-client.ts";
import type { Committed } from "../commit-mode.ts";
import { readAhead } from "./ancestor.ts";
import { ownMessages, type StandingState } from "./standing.ts";
import { renderStandingBody, type StandingBranches } from "./wording.ts";

/** What was waiting when the repository was read. */
export interface WaitingState extends StandingState {
  readonly branches: StandingBranches;
  /** What it is called when it is opened. */
  readonly title: string;
  readonly say: Messages["maintainers"];
  /** Something waits already, whatever is committed now. */
  readonly isPending: boolean;
  /** The newest commits, if they were asked for. */
  readonly recent: RecentCommits | undefined;
  readonly wantsAutoMerge: boolean;
}

export async function keepStanding(
  repo: RepositoryClient,
  waiting: WaitingState,
  committed: Committed,
  log: Logger,
): Promise<void> {
  const { standing, branches, title, say, isPending, wantsAutoMerge, autoMerge } = waiting;
  const { commit } = committed;
  // What an earlier try committed may have been merged since.
  if (standing === null && commit === null && !isPending) return;
  try {
    const before = standing ? standing.messages : isPending ? await readWaiting(repo, waiting) : [];
    const since = messagesSince(waiting, committed).filter((message) => !before.includes(message));
    const body = renderStandingBody([...before, ...since], branches, say);
    const id = standing ? standing.id : await open(repo, branches, { title, body });
    if (standing?.isOurs && standing.body !== body) await rewrite(repo, standing.number, body);
    const oid = commit?.oid ?? standing?.head ?? null;
    if (id !== null && oid !== null && wantsAutoMerge && !standing?.isAutoMerging) {
      await mergeWhenReady(repo, { id, oid, method: autoMerge }, log);
    }
  } catch (error) {
    // The claims are on the branch and hold; what passes is tried again with the batch.
    const { transient, reason } = classifyFailure(error, 0);
    if (transient) throw error;
    log.warn({ branch: branches.own, reason }, "the standing pull request could not be kept");
  }
}

/** What waits already where the pull request before was closed: messages of the bot's commits, oldest first. */
async function readWaiting(
  repo: RepositoryClient,
  { branches, mergedHead }: WaitingState,
): Promise<string[]> {
  const commits = await readAhead(repo, { base: branches.base, head: branches.own });
  return ownMessages(commits, mergedHead);
}

/** Messages of commits that the pull request did not list yet when it was read, oldest first. */
function messagesSince({ standing, recent }: WaitingState, { commit, isEarlier }: Committed): string[] {
  if (commit) return [commit.message];
  if (standing) return [];
  // An earlier try committed and did not come to open a pull request: its commits are among the newest.
  const messages = present(recent?.nodes).map(({ message }) => message);
  return messages.filter(isEarlier).reverse();
}

/** Null: there is one already, or nothing to merge. */
async function open(
  { client, repository }: RepositoryClient,
  { own: head, base }: StandingBranches,
  { title, body }: { readonly title: string; readonly body: string },
): Promise<string | null> {
  try {
    const { data } = await client.request("POST /repos/{owner}/{repo}/pulls", {
      ...pathOf(repository),
      title,
      head,
      base,
      body,
    });
    return data.node_id;
  } catch (error) {
    const { status, message } = readFailure(error);
    if (status === 422 && /already exists|no commits between/i.test(message)) return null;
    throw error;
  }
}

async function rewrite(
  { client, repository }: RepositoryClient,
  pull_number: number,
  body: string,
): Promise<void> {
  await client.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
    ...pathOf(repository),
    pull_number,
    body,
  });
}

// `method` may be no variable's name: Octokit keeps it for itself.
const ENABLE = `mutation EnableAutoMerge($id: ID!, $by: PullRequestMergeMethod!) {
  enablePullRequestAutoMerge(input: { pullRequestId: $id, mergeMethod: $by }) { clientMutationId }
}`;

const MERGE = `mutation Merge($id: ID!, $oid: GitObjectID!, $by: PullRequestMergeMethod!) {
  mergePullRequest(input: { pullRequestId: $id, expectedHeadOid: $oid, mergeMethod: $by }) { clientMutationId }
}`;

/** GitHub enables auto-merge only while there is something to wait for; what is ready has to be merged. */
async function mergeWhenReady(
  { client }: RepositoryClient,
  { id, oid, method }: { id: string; oid: string; method: StandingState["autoMerge"] },
  log: Logger,
): Promise<void> {
  if (method === null) {
    log.warn("auto_merge is configured, but the repository's settings do not allow auto-merge");
    return;
  }
  try {
    await client.graphql(ENABLE, { id, by: method });
  } catch (error) {
    const { errors } = readFailure(error);
    if (!errors.some(({ message }) => /clean status/i.test(message))) throw error;
    await client.graphql(MERGE, { id, oid, by: method });
  }
}
