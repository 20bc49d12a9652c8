import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { CATALOG } from "../decide/repository.ts";
import type { TestBot } from "../test-bot.ts";
import type { Scenario } from "./scenario.ts";

/** What every scenario begins with, unless it says otherwise. */
export const STARTING_FILES = { "README.md": "# Diagrams\n", "catalog/atlas.yml": CATALOG };

/** The repository as a scenario finds it. A file that is null is not there. */
export function startRepository(
  { github }: Pick<TestBot, "github">,
  name: string,
  { people }: Pick<Scenario, "people">,
  files: Scenario["files"],
): RepositoryHandle {
  return github.createRepository({
    owner: "atlas",
    name,
    files: Object.fromEntries(Object.entries(files).filter(([, text]) => text !== null)),
    permissions: people,
  });
}
