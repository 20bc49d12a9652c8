import type { Outbox } from "../../facts/batch.ts";
import {
  type CommitAnswer,
  NO_COMMITS,
  RECENT_COMMITS,
  type RecentCommits,
} from "../campaign/snapshot-answer.ts";
import { ask } from "../client/ask.ts";
import { present } from "../client/page.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { readTrailer } from "../trailer.ts";

/** Far enough for a day of a busy repository. */
const PAGES = 10;

export interface Wanted {
  /** What an earlier try planned. */
  readonly planned: Outbox | null;
  /** Deliveries of comments of which no try is remembered, with the instants when they were written. */
  readonly late: readonly { readonly id: string; readonly formerId: string; readonly at: string }[];
}

/** Delivery ID → OID of the commit that says to have carried it out: `head`, or one before it. */
export async function findCommits(
  repo: RepositoryClient,
  head: CommitAnswer,
  { planned: outbox, late }: Wanted,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const planned = outbox !== null && outbox.parent !== null ? outbox.deliveryIds : [];
  // What a trailer may say → the delivery's ID.
  const wanted = new Map<string, string>([
    ...late.map(({ id, formerId }) => [formerId, id] as const),
    ...[...planned, ...late.map(({ id }) => id)].map((id) => [id, id] as const),
  ]);
  const [oldest] = late.map(({ at }) => at).sort();
  let { nodes, pageInfo } = head.history ?? NO_COMMITS;
  for (let page = 1; wanted.size > 0; page++) {
    const commits = present(nodes);
    for (const { oid, message } of commits) {
      for (const named of readTrailer(message)) {
        const id = wanted.get(named);
        if (id !== undefined) found.set(id, oid);
      }
    }
    // Our commit comes after the one that it was planned for, and after the comments that it carries out.
    const isPlanFar =
      planned.some((id) => found.has(id)) || commits.some(({ oid }) => oid === outbox?.parent);
    const last = commits.at(-1)?.committedDate;
    const isLateFar = oldest === undefined || (last !== undefined && Date.parse(last) < Date.parse(oldest));
    const isFar = (planned.length === 0 || isPlanFar) && isLateFar;
    if (isFar || !pageInfo.hasNextPage || page === PAGES) return found;
    ({ nodes, pageInfo } = await readOlder(repo, head.oid, pageInfo.endCursor));
  }
  return found;
}

const OLDER = `query ReadCommits($owner: String!, $name: String!, $head: GitObjectID!, $after: String) {
  repository(owner: $owner, name: $name) {
    object(oid: $head) { ... on Commit {
      history(first: 100, after: $after) { ${RECENT_COMMITS} }
    } }
  }
}`;

async function readOlder(
  { client, repository }: RepositoryClient,
  head: string,
  after: string | null,
): Promise<RecentCommits> {
  type Answer = { repository: { object: { history?: RecentCommits } | null } };
  const answer = await ask<Answer>(client, OLDER, { ...repository, head, after });
  return answer.repository.object?.history ?? NO_COMMITS;
}
