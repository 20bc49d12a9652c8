/**
 * Finds the commits that carried out deliveries. Which try of ours wrote a commit tells its seal; any other
 * has to be the App's own, and that is asked only where one names such a delivery. Where a seal was to be expected, the App's
 * name alone does not do, whatever the server.
 */
import type { Outbox } from "../../facts/batch.ts";
import {
  type CommitAnswer,
  NO_COMMITS,
  RECENT_COMMITS,
  type RecentCommits,
} from "../campaign/snapshot-answer.ts";
import { ask } from "../client/ask.ts";
import { present } from "../client/page.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import { CommitAuthors, readSelf } from "../own-commits.ts";
import { readSealed, readTrailer } from "../trailer.ts";

/** Far enough for a day of a busy repository. */
const PAGES = 10;
const COMMITS_PER_PAGE = 100;

export interface Wanted {
  /** What an earlier try planned. */
  readonly planned: Outbox | null;
  /** Deliveries of comments of which no try is remembered, with the instants when they were written. */
  readonly late: readonly { readonly id: string; readonly formerId: string; readonly at: string }[];
  /** Another run, of which nothing is known, may carry out what this one planned. */
  readonly isUnremembered: boolean;
}

/** Delivery ID → OID of the commit that says to have carried it out: `head`, or one before it. */
export async function findCommits(
  repo: RepositoryClient,
  head: CommitAnswer,
  { planned: outbox, late, isUnremembered }: Wanted,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  const planned = outbox !== null && outbox.parent !== null ? outbox.deliveryIds : [];
  // What a trailer may say → the delivery's ID.
  const wanted = new Map<string, string>([
    ...late.map(({ id, formerId }) => [formerId, id] as const),
    ...[...planned, ...late.map(({ id }) => id)].map((id) => [id, id] as const),
  ]);
  const [oldest] = late.map(({ at }) => at).sort();
  const expectsSeal = new Set(isUnremembered || outbox?.secret === undefined ? [] : planned);
  let { nodes, pageInfo } = head.history ?? NO_COMMITS;
  for (let page = 1; wanted.size > 0; page++) {
    const commits = present(nodes);
    const naming: { readonly id: string; readonly oid: string }[] = [];
    for (const { oid, message } of commits) {
      const sealed = new Set(outbox?.secret === undefined ? [] : readSealed(message, outbox.secret));
      for (const named of readTrailer(message)) {
        const id = wanted.get(named);
        if (id === undefined) continue;
        if (sealed.has(named)) found.set(id, oid);
        else naming.push({ id, oid });
      }
    }
    const ours = naming.length > 0 ? await readOurs(repo, head.oid, page) : null;
    for (const { id, oid } of naming) {
      if ((expectsSeal.has(id) ? ours?.signed : ours?.any)?.has(oid)) found.set(id, oid);
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

interface OwnOids {
  readonly any: ReadonlySet<string>;
  readonly signed: ReadonlySet<string>;
}

/** The App's own commits on that page of the history. */
async function readOurs(repo: RepositoryClient, sha: string, page: number): Promise<OwnOids> {
  const [self, { data }] = await Promise.all([
    readSelf(repo),
    repo.client.request("GET /repos/{owner}/{repo}/commits", {
      ...pathOf(repo.repository),
      sha,
      per_page: COMMITS_PER_PAGE,
      page,
    }),
  ]);
  const authors = new CommitAuthors(repo, self, data);
  const oids = (those: typeof data) => new Set(those.map((one) => one.sha));
  return {
    any: oids(data.filter((one) => authors.isOurs(one))),
    signed: oids(data.filter((one) => authors.isSignedForUs(one))),
  };
}

const OLDER = `query ReadCommits($owner: String!, $name: String!, $head: GitObjectID!, $after: String) {
  repository(owner: $owner, name: $name) {
    object(oid: $head) { ... on Commit {
      history(first: ${COMMITS_PER_PAGE}, after: $after) { ${RECENT_COMMITS} }
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
