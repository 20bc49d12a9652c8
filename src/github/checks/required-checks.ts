/** Which checks a branch lets nothing past without, and where each has to come from. */
import { isRefusal } from "../client/failure.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";

export interface RequiredCheck {
  readonly name: string;
  /** ID of the App that has to report it; null: anybody may. */
  readonly pinned: number | null;
}

/** One for each rule that asks for it, of rulesets and of classic protection. What GitHub does not let us see is left out. */
export async function readRequiredChecks(repo: RepositoryClient, branch: string): Promise<RequiredCheck[]> {
  return [...(await ofRules(repo, branch)), ...(await ofProtection(repo, branch))];
}

async function ofRules({ client, repository }: RepositoryClient, branch: string): Promise<RequiredCheck[]> {
  const where = { ...pathOf(repository), branch, per_page: 100 };
  const rules = await orNull(() =>
    client.request("GET /repos/{owner}/{repo}/rules/branches/{branch}", where),
  );
  return (rules?.data ?? []).flatMap((rule) =>
    rule.type === "required_status_checks"
      ? (rule.parameters?.required_status_checks ?? []).map(({ context, integration_id }) => {
          return { name: context, pinned: pinnedTo(integration_id) };
        })
      : [],
  );
}

/** Classic protection shows its required checks to whoever may read the branch. */
async function ofProtection(
  { client, repository }: RepositoryClient,
  branch: string,
): Promise<RequiredCheck[]> {
  const where = { ...pathOf(repository), branch };
  const found = await orNull(() => client.request("GET /repos/{owner}/{repo}/branches/{branch}", where));
  const required = found?.data.protection?.required_status_checks;
  const checks = required && "checks" in required ? required.checks : [];
  return (required?.contexts ?? []).map((name) => {
    const pinned = checks?.find(({ context }) => context === name)?.app_id;
    return { name, pinned: pinnedTo(pinned) };
  });
}

/** -1 is how GitHub writes "any source", where it does not leave it out. */
function pinnedTo(id: number | null | undefined): number | null {
  return id === undefined || id === null || id < 0 ? null : id;
}

async function orNull<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read();
  } catch (error) {
    if (isRefusal(error)) return null;
    throw error;
  }
}
