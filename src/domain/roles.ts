import { type Config, PERMISSIONS, type Permission } from "./config.ts";
import { isSamePerson } from "./login.ts";

/** Roles include those before them. Everybody is a contributor who is not blocked. */
export type Role = "contributor" | "reviewer" | "maintainer";

/** What GitHub says about a person's rights in the repository. */
export interface PersonFacts {
  readonly permission: Permission | "none";
  /** Of the teams that the configuration names, those that the person is a member of, as the configuration spells them. */
  readonly teams: readonly string[];
}

/**
 * Whether a person has a role; null when that depends on facts that were not read. Roles include those before them: a
 * maintainer is a reviewer. Someone who is listed needs no facts.
 */
export function hasRole(
  role: Role,
  login: string,
  config: Config,
  facts: PersonFacts | undefined,
): boolean | null {
  if (role === "contributor") return true;
  const { reviewers, maintainers } = config.roles;
  const rules = role === "reviewer" ? [reviewers, maintainers] : [maintainers];
  if (rules.some(({ users }) => users.some((user) => isSamePerson(user, login)))) return true;
  if (!facts) return null;
  return rules.some(
    ({ permission, teams }) =>
      rank(facts.permission) >= rank(permission) || teams.some((team) => facts.teams.includes(team)),
  );
}

function rank(permission: PersonFacts["permission"]): number {
  return permission === "none" ? -1 : PERMISSIONS.indexOf(permission);
}
