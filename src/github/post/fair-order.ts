import type { Reply } from "../../decide/plan.ts";

/**
 * The replies in the order in which GitHub's limits are spent on them: everybody's first, then everybody's second, so that
 * whoever asks for a hundred keeps nobody else waiting. Those of one thread keep their order.
 */
export function fairOrder(replies: readonly Reply[]): Reply[] {
  const counts = new Map<string, number>();
  const threads = new Map<number, number>();
  const ranked = replies.map((reply) => {
    const { people } = reply;
    const own = Math.min(...people.map((person) => counts.get(person) ?? 0));
    const rank = Math.max(people.length > 0 ? own : 0, threads.get(reply.thread) ?? 0);
    for (const person of new Set(people)) counts.set(person, (counts.get(person) ?? 0) + 1);
    threads.set(reply.thread, rank);
    return { reply, rank };
  });
  return ranked.toSorted((one, other) => one.rank - other.rank).map(({ reply }) => reply);
}
