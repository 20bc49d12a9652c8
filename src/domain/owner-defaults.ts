/**
 * What other repositories of the same owner say for all of its campaigns: the one called `.github`, and the one that a
 * configuration names with `extends`. It lies beneath the repository's own configuration and makes no campaign of it.
 */
import { CONFIG_PATH, isConfigPath } from "./config.ts";
import { found } from "./findings.ts";
import type { Problem } from "./problem.ts";

/** The repository whose configuration holds for all of its owner's. */
const DEFAULTS_REPOSITORY = ".github";

/**
 * Names of the repositories that lie beneath a configuration, the weakest first. One level: what such a repository extends itself
 * counts there only.
 */
export function repositoriesBeneath(name: string, extended: string | false | undefined): string[] {
  if (extended === false) return [];
  const own = name.toLowerCase();
  const all = [DEFAULTS_REPOSITORY, ...(extended === undefined ? [] : [extended])];
  const once = new Map(all.map((one) => [one.toLowerCase(), one]));
  once.delete(own);
  return [...once.values()];
}

/** `acme/.github:.github/diagram-tracker.yml`: where something stands that stands in another repository. */
export function pathInRepository(owner: string, name: string, path: string = CONFIG_PATH): string {
  return `${owner}/${name}:${path}`;
}

/** Null: it is a path of this repository. */
export function splitRepositoryPath(file: string): { repository: string; path: string } | null {
  const [, repository, path] = /^([\w.-]+\/[\w.-]+):(.+)$/.exec(file) ?? [];
  return repository !== undefined && path !== undefined && isConfigPath(path) ? { repository, path } : null;
}

/** `why`: it cannot be read any more or is refused; or a configuration names it, and it is not there. */
export function defaultsProblem(
  owner: string,
  name: string,
  why: "defaultsUnreadable" | "extendsNothing",
): Problem {
  const file = pathInRepository(owner, name);
  return { file, line: 1, column: 1, severity: "error", ...found(why, `${owner}/${name}`) };
}
