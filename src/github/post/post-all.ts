/**
 * Everything that a batch has to say. A comment that fails keeps nobody on another thread waiting for theirs: the rest is
 * posted, then the failure is thrown, and the next try finds only what is left. Without that, a batch of a hundred
 * threads would begin anew each time that one of a hundred requests fails.
 *
 * A limit of GitHub's ends it at once: asking on would only make the pause longer.
 */
import type { Logger } from "pino";
import type { Notice, Reply } from "../../decide/plan.ts";
import { isUncertain } from "../client/failure.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { postNotice, postReply } from "./reply.ts";

export async function postAll(
  repo: RepositoryClient,
  { replies, notices = [] }: { readonly replies: readonly Reply[]; readonly notices?: readonly Notice[] },
  log: Logger,
): Promise<void> {
  const failed = new Map<number, unknown>();
  const posts = [
    ...replies.map((reply) => ({ thread: reply.thread, post: () => postReply(repo, reply) })),
    ...notices.map((notice) => ({ thread: notice.thread, post: () => postNotice(repo, notice) })),
  ];
  for (const { thread, post } of posts) {
    // The comments of one thread keep their order.
    if (failed.has(thread)) continue;
    try {
      const posted = await post();
      if (posted !== "posted") log.warn({ thread, reason: posted.refused }, "the thread takes no comment");
    } catch (error) {
      if (!isUncertain(error)) throw error;
      failed.set(thread, error);
    }
  }
  for (const error of failed.values()) throw error;
}
