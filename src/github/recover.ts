/**
 * After a crash or a lost answer: which deliveries of an earlier try are done already, told by what stands on GitHub. A
 * commit is found by its trailer, a reply by its marker. What the earlier try committed but did not say is said now.
 *
 * A comment that is heard long after it was written is looked for too, though no try of it is remembered: GitHub or a
 * maintainer may deliver it once more after the inbox was lost.
 *
 * Only what gets a reply is told apart; to look at a pull request or at the default branch once more changes nothing.
 */

import type { Outbox } from "../facts/batch.ts";
import type { CheckEvent, CommentEvent, Delivery } from "../facts/event.ts";
import { ask } from "./ask.ts";
import { NO_COMMITS, RECENT_COMMITS, type RecentCommits } from "./ask-for-snapshot.ts";
import type { RepositoryClient } from "./client.ts";
import { present } from "./page.ts";
import { answersOf, readOwnComments } from "./reply.ts";
import { readTrailer } from "./trailer.ts";

export interface Recovered {
  /** IDs of the deliveries that need nothing but the replies below. */
  readonly done: ReadonlySet<string>;
  /** Replies that belong to an earlier commit and were not posted. */
  readonly replies: Outbox["replies"];
  /** Keys of comments that a commit carried out (its OID), of which nobody remembers what was to be replied. */
  readonly unanswered: ReadonlyMap<string, string>;
  readonly committed: boolean;
}

export interface Uncertain {
  /** What an earlier try planned. */
  readonly outbox: Outbox | null;
  readonly deliveries: readonly Delivery[];
  /** ISO instant. Comments from before it are late. */
  readonly lateBefore: string;
  readonly head: string;
  readonly recent: RecentCommits;
}

type CommentDelivery = Delivery & { readonly event: CommentEvent };
type AnsweredDelivery = Delivery & { readonly event: CommentEvent | CheckEvent };

/** Those that may have been handled though no try of theirs is remembered. */
export function lateComments({
  outbox,
  deliveries,
  lateBefore,
}: Pick<Uncertain, "outbox" | "deliveries" | "lateBefore">): CommentDelivery[] {
  const planned = new Set(outbox?.deliveryIds);
  return deliveries.filter(isComment).filter(({ id, event }) => {
    return !planned.has(id) && Date.parse(event.at) < Date.parse(lateBefore);
  });
}

export async function recover(repo: RepositoryClient, uncertain: Uncertain): Promise<Recovered> {
  const { outbox, deliveries } = uncertain;
  const planned = new Set(outbox?.deliveryIds);
  const tried = deliveries.filter(isAnswered).filter(({ id }) => planned.has(id));
  const late = lateComments(uncertain);
  const commits = await findCommits(repo, uncertain, late);
  const done = new Set(tried.filter(({ id }) => commits.has(id)).map(({ id }) => id));
  const said = new OwnComments(repo);
  const open: Outbox["replies"][number][] = [];
  for (const reply of outbox?.replies ?? []) {
    const answered = tried.filter(({ event }) => reply.answers.includes(event.key));
    const [first] = answered.map(({ event }) => event.at).sort();
    if (first === undefined) continue;
    const bodies = await said.on(reply.thread, first);
    // Only a marker at the end is ours: what stands before it may be quoted from anybody.
    const isPosted = bodies.some((body) => answersOf(body).join(" ") === reply.answers.join(" "));
    if (isPosted) for (const { id } of answered) done.add(id);
    else if (answered.some(({ id }) => commits.has(id))) open.push(reply);
  }
  const unanswered = new Map<string, string>();
  for (const { id, event } of late) {
    const bodies = await said.on(event.thread, event.at);
    const commit = commits.get(id);
    if (bodies.some((body) => answersOf(body).includes(event.key))) done.add(id);
    else if (commit !== undefined) unanswered.set(event.key, commit);
  }
  return { done, replies: open, unanswered, committed: tried.some(({ id }) => commits.has(id)) };
}

/** Our own comments on threads, each thread read once, or again when an earlier moment is asked for. */
class OwnComments {
  private readonly repo: RepositoryClient;
  private readonly read = new Map<number, { readonly since: string; readonly bodies: readonly string[] }>();

  constructor(repo: RepositoryClient) {
    this.repo = repo;
  }

  async on(thread: number, since: string): Promise<readonly string[]> {
    const known = this.read.get(thread);
    if (known && known.since <= since) return known.bodies;
    const bodies = await readOwnComments(this.repo, thread, since);
    this.read.set(thread, { since, bodies });
    return bodies;
  }
}

function isComment(delivery: Delivery): delivery is CommentDelivery {
  return delivery.event.kind === "comment";
}

/** Whoever asks for an override is told how; to run a check again is answered by the check. */
function isAnswered(delivery: Delivery): delivery is AnsweredDelivery {
  const { event } = delivery;
  return event.kind === "comment" || (event.kind === "check" && event.wish === "override");
}

/** Far enough for a day of a busy repository. */
const PAGES = 10;

/** Delivery ID → OID of the commit that says to have carried it out. */
async function findCommits(
  repo: RepositoryClient,
  { outbox, head, recent }: Uncertain,
  late: readonly CommentDelivery[],
): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  const planned = outbox !== null && outbox.parent !== null ? outbox.deliveryIds : [];
  const wanted = new Set([...planned, ...late.map(({ id }) => id)]);
  const [oldest] = late.map(({ event }) => event.at).sort();
  let { nodes, pageInfo } = recent;
  for (let page = 1; wanted.size > 0; page++) {
    const commits = present(nodes);
    for (const { oid, message } of commits) {
      for (const id of readTrailer(message)) if (wanted.has(id)) found.set(id, oid);
    }
    // Our commit comes after the one that it was planned for, and after the comments that it carries out.
    const isPlanFar =
      planned.some((id) => found.has(id)) || commits.some(({ oid }) => oid === outbox?.parent);
    const last = commits.at(-1)?.committedDate;
    const isLateFar = oldest === undefined || (last !== undefined && Date.parse(last) < Date.parse(oldest));
    const isFar = (planned.length === 0 || isPlanFar) && isLateFar;
    if (isFar || !pageInfo.hasNextPage || page === PAGES) return found;
    ({ nodes, pageInfo } = await readOlder(repo, head, pageInfo.endCursor));
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
