/**
 * The look: one query, one point of GitHub's quota, that says when something happened last in a repository. Everything that
 * counts moves one of three instants: a push to any branch the repository's, and what is written, edited, reviewed, labelled or
 * merged that of its issue or pull request. An edit that moved none of them would be found by the next reconciliation, since
 * that reads from the last one on and not from the last look.
 */
import { ask } from "../client/ask.ts";
import { present } from "../client/page.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { CAMPAIGN, type CampaignSigns, mayContainCampaign } from "./campaign-signs.ts";

const NEWEST = "first: 1, orderBy: { field: UPDATED_AT, direction: DESC }";

const ACTIVITY = `query ReadActivity($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    ${CAMPAIGN}
    pushedAt
    issues(${NEWEST}) { nodes { updatedAt } }
    pullRequests(${NEWEST}) { nodes { updatedAt } }
  }
}`;

interface Updated {
  readonly nodes: readonly ({ readonly updatedAt: string } | null)[] | null;
}

interface Answer {
  readonly repository: CampaignSigns & {
    /** Null: nobody has pushed yet. */
    readonly pushedAt: string | null;
    readonly issues: Updated;
    readonly pullRequests: Updated;
  };
}

export interface Activity {
  /** When something happened last, in ms since the epoch; 0: nothing ever did. */
  readonly newest: number;
}

/** Null: the repository is archived, or holds neither a configuration nor a catalog. */
export async function readActivity({ client, repository }: RepositoryClient): Promise<Activity | null> {
  const answer = await ask<Answer>(client, ACTIVITY, { ...repository });
  if (!mayContainCampaign(answer.repository)) return null;
  const { pushedAt, issues, pullRequests } = answer.repository;
  const threads = [...present(issues.nodes), ...present(pullRequests.nodes)];
  const instants = [...threads.map(({ updatedAt }) => updatedAt), ...(pushedAt === null ? [] : [pushedAt])];
  return { newest: Math.max(0, ...instants.map((at) => Date.parse(at))) };
}
