/** What people wrote and no server has answered yet, and whether one will. */
import type { Inbox } from "../../src/inbox/inbox.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { ISSUES, THREADS } from "./campaign.ts";
import type { People, PostedCommand } from "./people.ts";

export interface Unanswered extends Pick<PostedCommand, "id" | "at"> {
  readonly repository: RepositoryHandle;
}

/**
 * A look that began so long after a comment was written had it before it, in ms: reads lag for less. Longer than a second, since
 * GitHub counts in whole ones.
 */
const SEEN_BY_THEN_MS = 10_000;

export function findUnanswered(
  repositories: readonly RepositoryHandle[],
  { said }: People,
  slug: string,
): Unanswered[] {
  return repositories.flatMap((repository) => {
    const texts = [...THREADS, ...ISSUES.values()]
      .flatMap((thread) => repository.comments(thread))
      .filter(({ author }) => author === `${slug}[bot]`)
      .map(({ body }) => body.slice(body.lastIndexOf("<!--")));
    const answered = new Set(texts.flatMap((text) => text.split(" ")));
    const all = said.get(repository) ?? [];
    return all
      .filter(({ id }) => !answered.has(`comment-${id}`))
      .map(({ id, at }) => ({ id, at, repository }));
  });
}

/**
 * Of these comments the ones that nobody will answer any more, with the reason: so that a test need not wait for them, however
 * slow the machine is. What they say holds only of those that are unanswered afterwards, too.
 */
export async function findLost(
  inbox: Pick<Inbox, "show" | "schedule">,
  unanswered: readonly Unanswered[],
): Promise<Map<number, string>> {
  const lost = new Map<number, string>();
  for (const { id, at, repository } of unanswered) {
    const [owner = "", name = ""] = repository.fullName.split("/");
    // First this: a look puts in what it found before it says until when all is known.
    const lookedUntil = await inbox.schedule.lookedUntil({ owner, name });
    const kept = await inbox.show(`comment-${id}`);
    const what = `comment-${id} on ${repository.fullName}, written at ${at},`;
    if (kept?.state === "done") lost.set(id, `${what} is done without an answer`);
    if (kept?.state === "set-aside") lost.set(id, `${what} was set aside: ${kept.reason}`);
    if (kept === null && lookedUntil !== null && lookedUntil > Date.parse(at) + SEEN_BY_THEN_MS)
      lost.set(id, `${what} was not found by a look at ${new Date(lookedUntil).toISOString()}`);
  }
  return lost;
}

/** Everything that is not done there, for whoever waited in vain. */
export async function describeInbox(inbox: Pick<Inbox, "list" | "counts" | "schedule">): Promise<string> {
  const open = await inbox.list();
  const lines = open.map(({ id, repository, state, tries, reason }) => {
    return `${id} of ${repository.owner}/${repository.name}: ${state}, ${tries} tries, ${reason}`;
  });
  const counts = JSON.stringify({ ...(await inbox.counts()), ...(await inbox.schedule.counts()) });
  return [`now ${new Date().toISOString()}`, counts, ...lines].join("\n");
}
