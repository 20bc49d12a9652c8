import { type Config, PERMISSIONS, type Permission } from "./config.ts";
import { isSamePerson, type Person } from "./person.ts";

/** Roles include those before them. Everybody is a contributor who is not blocked. */
export type Role = "contributor" | "reviewer" | "maintainer";

/** What GitHub says about a person's rights in the repository. */
export interface PersonFacts {
  /** Of the account that has the login now; null or absent where GitHub does not say, as of a login that nobody has. */
  readonly id?: number | null;
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
  person: Person,
  config: Config,
  facts: PersonFacts | undefined,
): boolean | null {
  if (role === "contributor") return true;
  const { reviewers, maintainers } = config.roles;
  const rules = role === "reviewer" ? [reviewers, maintainers] : [maintainers];
  if (rules.some(({ users }) => users.some((user) => isSamePerson(user, person)))) return true;
  if (!facts) return null;
  const own = rightsOf(person, facts);
  return rules.some(
    ({ permission, teams }) =>
      rank(own.permission) >= rank(permission) || teams.some((team) => own.teams.includes(team)),
  );
}

/** What was read by the login, as far as it is about this account: somebody else may have taken the login since. */
export function rightsOf(person: Person, facts: PersonFacts): PersonFacts {
  const isAnothers = facts.id != null && person.id !== null && facts.id !== person.id;
  return isAnothers ? { permission: "none", teams: [] } : facts;
}

function rank(permission: PersonFacts["permission"]): number {
  return permission === "none" ? -1 : PERMISSIONS.indexOf(permission);
}
