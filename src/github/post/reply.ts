/**
 * Replies and notices. Each reply carries a hidden marker with the keys that it answers, so that a try whose answer was
 * lost is found again. A thread that is gone or locked is no error: nobody can be answered there.
 */
import type { Notice, Reply } from "../../decide/plan.ts";
import { readFinalRefusal } from "../client/final-refusal.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import type { Writes } from "../writes.ts";
import { markerOf } from "./reply-marker.ts";

export type Posted = "posted" | { readonly refused: string };

/** The decision sees to it that there is room for the marker. */
export function postReply(
  repo: RepositoryClient,
  writes: Writes,
  { thread, body, answers }: Reply,
): Promise<Posted> {
  return orRefused(repo, () =>
    writes.once(keyOfReply(answers), async () => {
      const id = await post(repo, thread, `${body}\n\n${markerOf(answers)}`);
      // Other words are known by their own events.
      if (answers.some(isLookedFor)) writes.recent.noteAnswer(thread, id, answers);
    }),
  );
}

/** Of a write. */
export function keyOfReply(answers: readonly string[]): string {
  return `reply ${answers.join(" ")}`;
}

/** Makes the notice, or changes it to its new text. */
export async function postNotice(
  repo: RepositoryClient,
  writes: Writes,
  { thread, commentId, body }: Notice,
): Promise<Posted> {
  if (commentId === null) {
    return orRefused(repo, () =>
      writes.once(`notice ${thread}`, async () => {
        writes.recent.noteNotice(thread, await post(repo, thread, body), body);
      }),
    );
  }
  return orRefused(repo, async () => {
    await repo.client.request("PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
      ...pathOf(repo.repository),
      comment_id: commentId,
      body,
    });
    writes.recent.noteNotice(thread, commentId, body);
  });
}

/** Gives the comment's ID. */
async function post(
  { client, repository }: RepositoryClient,
  issue_number: number,
  body: string,
): Promise<number> {
  const { data } = await client.request("POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
    ...pathOf(repository),
    issue_number,
    body,
  });
  return Number(data.id);
}

async function orRefused(repo: RepositoryClient, write: () => Promise<unknown>): Promise<Posted> {
  try {
    await write();
    return "posted";
  } catch (error) {
    return { refused: await readFinalRefusal(repo, error) };
  }
}

/** Whether the next decision may ask if it was said. */
function isLookedFor(key: string): boolean {
  return key.startsWith("sidebar-") || key.startsWith("remind-");
}
