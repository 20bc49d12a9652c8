import type { RepositoryId } from "../decide/event.ts";

/** GitHub compares owners and names without case, so two spellings are one repository and share one lease. */
export function repositoryKey({ owner, name }: RepositoryId): string {
  return `${owner}/${name}`.toLowerCase();
}
