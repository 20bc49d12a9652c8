/**
 * Keeps the standing pull request: one is open while something waits, its description says what. Opening it twice is
 * refused by GitHub, writing the same description again is not tried: a retry repeats nothing.
 */
import type { Logger } from "pino";
import { renderStandingBody, STANDING_TITLE } from "../decide/standing-pull-request.ts";
import { pathOf, type RepositoryClient } from "./client.ts";
import { classifyFailure, readFailure } from "./failure.ts";
import type { Publication, Target } from "./target.ts";

export interface Published {
  /** The branch's head as far as it is known: what may be merged. */
  readonly head: string | null;
  /** Messages of commits that the pull request did not list yet when it was read. */
  readonly messages: readonly string[];
  readonly wantsAutoMerge: boolean;
}

export async function publish(
  repo: RepositoryClient,
  { branch, publication }: Target,
  { head, messages, wantsAutoMerge }: Published,
  log: Logger,
): Promise<void> {
  if (publication === null) return;
  const { standing, base, isPending } = publication;
  // What an earlier try committed may have been merged since.
  if (standing === null && head === null && !isPending) return;
  const body = renderStandingBody([...(standing?.messages ?? []), ...messages], { own: branch, base });
  try {
    const id = standing ? standing.id : await open(repo, { branch, base, body });
    if (standing?.isOurs && standing.body !== body) await rewrite(repo, standing.number, body);
    const oid = head ?? standing?.head ?? null;
    if (id !== null && oid !== null && wantsAutoMerge && !standing?.isAutoMerging) {
      await mergeWhenReady(repo, { id, oid, method: publication.autoMerge }, log);
    }
  } catch (error) {
    // The claims are on the branch and hold; what passes is tried again with the batch.
    const { transient, reason } = classifyFailure(error, 0);
    if (transient) throw error;
    log.warn({ branch, reason }, "the standing pull request could not be kept");
  }
}

/** Null: there is one already, or nothing to merge. */
async function open(
  { client, repository }: RepositoryClient,
  { branch, base, body }: { branch: string; base: string; body: string },
): Promise<string | null> {
  try {
    const { data } = await client.request("POST /repos/{owner}/{repo}/pulls", {
      ...pathOf(repository),
      title: STANDING_TITLE,
      head: branch,
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
  { id, oid, method }: { id: string; oid: string; method: Publication["autoMerge"] },
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
