/**
 * Everything that a batch has to say. A comment that fails keeps nobody on another thread waiting for theirs: the rest is
 * posted, and the next try finds only what is left. Without that, a batch of a hundred threads would begin anew each
 * time that one of a hundred requests fails.
 *
 * A limit of GitHub's ends it at once: asking on would only make the pause longer.
 */
import type { Logger } from "pino";
import type { Notice, Reply } from "../../decide/plan.ts";
import { isOneWritesOwn } from "../client/failure.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import type { Writes } from "../writes.ts";
import { type Posted, postNotice, postReply } from "./reply.ts";

/** What could not be written this time. */
export interface Unwritten {
  /** Keys of the events that are not answered without it. */
  readonly answers: readonly string[];
  /** Number of the pull request that it is about, where it answers nobody. */
  readonly pullRequest: number | null;
  readonly error: unknown;
}

interface Post extends Omit<Unwritten, "error"> {
  readonly thread: number;
  readonly post: () => Promise<Posted>;
}

export async function postAll(
  repo: RepositoryClient,
  writes: Writes,
  { replies, notices }: { readonly replies: readonly Reply[]; readonly notices: readonly Notice[] },
  log: Logger,
): Promise<readonly Unwritten[]> {
  const posts: Post[] = [
    ...replies.map((reply) => {
      const { thread, answers } = reply;
      return { thread, answers, pullRequest: null, post: () => postReply(repo, writes, reply) };
    }),
    ...notices.map((notice) => {
      const { thread } = notice;
      return { thread, answers: [], pullRequest: thread, post: () => postNotice(repo, writes, notice) };
    }),
  ];
  const unwritten: Unwritten[] = [];
  const failed = new Map<number, unknown>();
  let end: { readonly error: unknown } | null = null;
  for (const { thread, answers, pullRequest, post } of posts) {
    // The comments of one thread keep their order.
    if (end !== null || failed.has(thread)) {
      unwritten.push({ answers, pullRequest, error: end === null ? failed.get(thread) : end.error });
      continue;
    }
    try {
      const posted = await post();
      if (posted !== "posted") log.warn({ thread, reason: posted.refused }, "the thread takes no comment");
    } catch (error) {
      unwritten.push({ answers, pullRequest, error });
      failed.set(thread, error);
      if (!isOneWritesOwn(error)) end = { error };
    }
  }
  return unwritten;
}
