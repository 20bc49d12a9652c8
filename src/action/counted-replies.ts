/**
 * Who was declined how often in the last hour, without an inbox that counts: a reply that counts for a limit says for whom, in
 * a hidden line of its own. Only in the bot's own comments, since whoever wrote such a line could silence somebody.
 */
import { instantAt } from "../clock.ts";
import type { Plan } from "../decide/plan.ts";
import { pathOf, type RepositoryClient } from "../github/client/repository-client.ts";
import { readSelf } from "../github/own-commits.ts";
import { readUpdated } from "../github/recovery/read-updated.ts";

const HOUR_MS = 3_600_000;
/** GitHub takes 65,536 characters; the rest is for the marker that the reply gets when it is posted. */
const BODY_LIMIT = 62_000;
const COUNTED = /<!-- diagram-tracker:counts (\S{1,2000}(?: \S{1,2000}){0,100}) -->/;

/** The plan, whose replies say for whom they count. */
export function withCounts(plan: Plan): Plan {
  if (plan.declined.length === 0) return plan;
  const replies = plan.replies.map((reply) => {
    const counted = plan.declined.filter(({ key }) => reply.answers.includes(key));
    if (counted.length === 0) return reply;
    const people = counted.map(({ person }) => encodeURIComponent(person)).join(" ");
    const body = `${reply.body}\n\n<!-- diagram-tracker:counts ${people} -->`;
    return body.length > BODY_LIMIT ? reply : { ...reply, body };
  });
  return { ...plan, replies };
}

/** By the same keys as the inbox's: how many replies of the last hour count. `now`: ms since the epoch. */
export async function readCounted(repo: RepositoryClient, now: number): Promise<ReadonlyMap<string, number>> {
  const since = instantAt(now - HOUR_MS);
  const comments = await readUpdated(since, async (page) => {
    const where = { ...pathOf(repo.repository), ...page };
    return (await repo.client.request("GET /repos/{owner}/{repo}/issues/comments", where)).data;
  });
  const ours = comments.flatMap(({ user, body, created_at }) => {
    const people = COUNTED.exec(body ?? "")?.[1]?.split(" ") ?? [];
    return people.length > 0 && created_at >= since ? [{ login: user?.login, people }] : [];
  });
  const counts = new Map<string, number>();
  if (ours.length === 0) return counts;
  const self = withSuffix((await readSelf(repo)) ?? "");
  for (const person of ours.flatMap(({ login, people }) => (login === self ? people : []))) {
    const key = decodeURIComponent(person);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

/** GraphQL may leave it out. */
function withSuffix(login: string): string {
  return login.endsWith("[bot]") ? login : `${login}[bot]`;
}
