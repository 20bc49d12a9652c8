/**
 * The one issue that tells the maintainers that the bot cannot write. It is closed when it works again.
 */
import type { Messages } from "../../messages/english/english.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import type { Writes } from "../writes.ts";
import { closeIssue, commentOnIssue, findIssue, keepIssue } from "./own-issue.ts";
import { MENDED_MARKER, REFUSAL_MARKER, type RefusalFacts, renderMended, renderRefusal } from "./refusal.ts";

export function reportRefusal(
  repo: RepositoryClient,
  facts: RefusalFacts,
  say: Messages["refusal"],
): Promise<void> {
  return keepIssue(repo, renderRefusal(facts, say));
}

/** Of a write: the issue, or what was tried to make it. */
export const REFUSED = "refusal";

/** The branch takes commits again. */
export async function settleRefusal(
  {
    repo,
    outbox: { writes },
  }: { readonly repo: RepositoryClient; readonly outbox: { readonly writes: Writes } },
  branch: string,
  say: Messages["refusal"],
): Promise<void> {
  if (writes.isThere(REFUSED) === false) return;
  await settle(repo, writes, renderMended(branch, say));
  writes.gone(REFUSED);
}

async function settle(repo: RepositoryClient, writes: Writes, body: string): Promise<void> {
  const known = await findIssue(repo, REFUSAL_MARKER);
  if (known?.state !== "OPEN") return;
  const { number } = known;
  const [last] = known.comments.nodes ?? [];
  const isPosted = last?.viewerDidAuthor && last.body.endsWith(MENDED_MARKER);
  if (!isPosted) await writes.once(`mended ${number}`, () => commentOnIssue(repo, number, body));
  await closeIssue(repo, number);
}
