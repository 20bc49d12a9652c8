export interface RepositoryId {
  readonly owner: string;
  readonly name: string;
}

/** GitHub compares owners and names without case, so two spellings are one repository and share one lease. */
export function repositoryKey({ owner, name }: RepositoryId): string {
  return `${owner}/${name}`.toLowerCase();
}
