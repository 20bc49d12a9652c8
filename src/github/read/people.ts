import { LRUCache } from "lru-cache";
import { type Config, PERMISSIONS } from "../../domain/config.ts";
import type { PersonFacts } from "../../domain/roles.ts";
import { readFailure } from "../client/failure.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";

/** Long enough for a conversation, short enough that nobody waits for a new right. */
const KEPT_MS = 60_000;
const PEOPLE_LIMIT = 10_000;

/**
 * Rights of people as GitHub's API tells them; `author_association` is wrong for private members, and `permission` calls who
 * may maintain a writer: https://docs.github.com/rest/collaborators/collaborators#get-repository-permissions-for-a-user
 */
export class People {
  private readonly cache: LRUCache<string, PersonFacts>;

  constructor({ now }: { now: () => number }) {
    // Resolution 0: the clock is asked each time, so that it may be a test's.
    this.cache = new LRUCache({ max: PEOPLE_LIMIT, ttl: KEPT_MS, ttlResolution: 0, perf: { now } });
  }

  async read(repo: RepositoryClient, login: string, roles: Config["roles"]): Promise<PersonFacts> {
    const teams = [...new Set([...roles.reviewers.teams, ...roles.maintainers.teams])];
    const { owner, name } = repo.repository;
    const key = [owner, name, login, ...teams].join(" ").toLowerCase();
    const known = this.cache.get(key);
    if (known) return known;
    const [account, ...memberships] = await Promise.all([
      readPermission(repo, login),
      ...teams.map(async (team) => ((await isMember(repo, team, login)) ? [team] : [])),
    ]);
    const facts = { ...account, teams: memberships.flat() };
    this.cache.set(key, facts);
    return facts;
  }
}

/** The answer names the account, too: somebody may have taken a login since it was written down. */
async function readPermission(
  { client, repository }: RepositoryClient,
  username: string,
): Promise<Pick<PersonFacts, "permission" | "id">> {
  const route = "GET /repos/{owner}/{repo}/collaborators/{username}/permission";
  try {
    const { data } = await client.request(route, { ...pathOf(repository), username });
    // `permission` folds maintain into write and triage into read; a role that the organisation made has another name.
    const permission = asPermission(data.role_name) ?? asPermission(data.permission) ?? "none";
    return { permission, id: data.user ? Number(data.user.id) : null };
  } catch (error) {
    if (readFailure(error).status === 404) return { permission: "none", id: null };
    throw error;
  }
}

/** `team`, `org/team`, with or without an @; of the repository's own organisation where none is named. */
export function teamOf(team: string, owner: string): { readonly org: string; readonly team_slug: string } {
  const [team_slug = "", org = owner] = team.replace(/^@/, "").split("/").reverse();
  return { org, team_slug };
}

async function isMember(
  { client, repository }: RepositoryClient,
  team: string,
  username: string,
): Promise<boolean> {
  const { org, team_slug } = teamOf(team, repository.owner);
  const route = "GET /orgs/{org}/teams/{team_slug}/memberships/{username}";
  try {
    const { data } = await client.request(route, { org, team_slug, username });
    return data.state === "active";
  } catch (error) {
    const { status, headers, message } = readFailure(error);
    // The App may not have been given the right to see teams: then nobody is a member.
    const isForbidden = status === 403 && !("retry-after" in headers) && /not accessible/i.test(message);
    if (status === 404 || isForbidden) return false;
    throw error;
  }
}

function asPermission(name: string | undefined): PersonFacts["permission"] | null {
  return PERMISSIONS.find((permission) => permission === name) ?? null;
}
