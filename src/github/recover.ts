/**
 * After a crash or a lost answer: which deliveries of an earlier try are done already, told by what stands on GitHub. A
 * commit is found by its trailer, a reply by its marker. What the earlier try committed but did not say is said now.
 *
 * Only comments are told apart; to look at a pull request or at the default branch once more changes nothing.
 */
import type { CommentEvent, Delivery } from "../decide/event.ts";
import type { Outbox } from "../inbox/inbox.ts";
import { ask } from "./ask.ts";
import { NO_COMMITS, RECENT_COMMITS, type RecentCommits } from "./ask-for-snapshot.ts";
import type { Reach } from "./client.ts";
import { markerOf, readOwnComments } from "./reply.ts";
import { readTrailer } from "./trailer.ts";

export interface Recovered {
  /** IDs of the deliveries that need nothing but the replies below. */
  readonly done: ReadonlySet<string>;
  /** Replies that belong to an earlier commit and were not posted. */
  readonly replies: Outbox["replies"];
  readonly committed: boolean;
}

type CommentDelivery = Delivery & { readonly event: CommentEvent };

export async function recover(
  reach: Reach,
  outbox: Outbox,
  now: { deliveries: readonly Delivery[]; head: string; recent: RecentCommits },
): Promise<Recovered> {
  const ours = new Set(outbox.deliveryIds);
  const comments = now.deliveries.filter((delivery): delivery is CommentDelivery => {
    return delivery.event.kind === "comment" && ours.has(delivery.id);
  });
  const committed = await findCommitted(reach, outbox, now);
  const done = new Set(comments.filter(({ id }) => committed.has(id)).map(({ id }) => id));
  const open: Outbox["replies"][number][] = [];
  const seen = new Map<number, readonly string[]>();
  for (const reply of outbox.replies) {
    const answered = comments.filter(({ event }) => reply.answers.includes(event.key));
    const [first] = answered.map(({ event }) => event.at).sort();
    if (first === undefined) continue;
    const said = seen.get(reply.thread) ?? (await readOwnComments(reach, reply.thread, first));
    seen.set(reply.thread, said);
    const isPosted = said.some((body) => body.includes(markerOf(reply.answers)));
    if (isPosted) for (const { id } of answered) done.add(id);
    else if (answered.some(({ id }) => committed.has(id))) open.push(reply);
  }
  return { done, replies: open, committed: committed.size > 0 };
}

/** Far enough for a day of a busy repository. */
const PAGES = 10;

async function findCommitted(
  reach: Reach,
  { deliveryIds, parent }: Outbox,
  { head, recent }: { head: string; recent: RecentCommits },
): Promise<Set<string>> {
  const found = new Set<string>();
  if (parent === null) return found;
  const wanted = new Set(deliveryIds);
  let { nodes, pageInfo } = recent;
  for (let page = 1; ; page++) {
    for (const { message } of (nodes ?? []).filter((node) => node !== null)) {
      for (const id of readTrailer(message)) if (wanted.has(id)) found.add(id);
    }
    // Our commit comes after the one that it was planned for.
    const isFar = nodes?.some((node) => node?.oid === parent);
    if (isFar || found.size > 0 || !pageInfo.hasNextPage || page === PAGES) return found;
    ({ nodes, pageInfo } = await readOlder(reach, head, pageInfo.endCursor));
  }
}

const OLDER = `query ReadCommits($owner: String!, $name: String!, $head: GitObjectID!, $after: String) {
  repository(owner: $owner, name: $name) {
    object(oid: $head) { ... on Commit {
      history(first: 100, after: $after) { ${RECENT_COMMITS} }
    } }
  }
}`;

async function readOlder(
  { client, repository }: Reach,
  head: string,
  after: string | null,
): Promise<RecentCommits> {
  type Answer = { repository: { object: { history?: RecentCommits } | null } };
  const answer = await ask<Answer>(client, OLDER, { ...repository, head, after });
  return answer.repository.object?.history ?? NO_COMMITS;
}
