import type { Role } from "../commands/command.ts";
import { type Config, PERMISSIONS } from "../domain/config.ts";
import { isSamePerson } from "../domain/login.ts";
import type { PersonFacts } from "./snapshot.ts";

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
