import { readFailure } from "../client/failure.ts";
import { readFinalRefusal } from "../client/final-refusal.ts";
import type { RepositoryClient } from "../client/repository-client.ts";

/** What GraphQL calls it where no later try changes anything: the label was deleted, the issue moved, the right is missing. */
const FINAL: ReadonlySet<string | undefined> = new Set(["NOT_FOUND", "FORBIDDEN", "UNPROCESSABLE"]);

/** GitHub's words where it takes a change now and never. Throws whatever is no such refusal. */
export async function readSidebarRefusal(repo: RepositoryClient, error: unknown): Promise<string> {
  const { status, errors } = readFailure(error);
  const isFinal = status === 200 && errors.length > 0 && errors.every(({ type }) => FINAL.has(type));
  return isFinal ? errors.map(({ message }) => message).join("; ") : readFinalRefusal(repo, error);
}
