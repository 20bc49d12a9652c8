export interface RepositoryId {
  readonly owner: string;
  readonly name: string;
}

/** A repository by the ID that GitHub gave it, which it keeps under every name and owner. */
export interface NamedRepository {
  readonly databaseId: number;
  readonly repository: RepositoryId;
}

/** As somebody told of it, who may have left the ID out. */
export interface ReportedRepository {
  readonly databaseId: number | null;
  readonly repository: RepositoryId;
}

/** GitHub compares owners and names without case, so two spellings are one repository and share one lease. */
export function repositoryKey({ owner, name }: RepositoryId): string {
  return `${owner}/${name}`.toLowerCase();
}
