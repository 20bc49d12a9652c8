import { ask } from "../client/ask.ts";
import type { RepositoryClient } from "../client/repository-client.ts";

const OWNER = `query ReadOwner($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { isInOrganization }
}`;

/**
 * Whether the repository is an organization's. In one of a person's own GitHub lets no App past a rule:
 * https://github.com/kingpanther13/Hubitat-local-MCP-server/issues/122
 */
export async function readIsInOrganization({ client, repository }: RepositoryClient): Promise<boolean> {
  type Answer = { readonly repository: { readonly isInOrganization: boolean } };
  return (await ask<Answer>(client, OWNER, { ...repository })).repository.isInOrganization;
}
