/** Ten campaigns of thirty diagrams: what the people of the soak test work on. */
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import type { GitHub } from "../../src/playground/github/start-github.ts";

const KINDS = ["FL", "SQ", "ST", "FA", "PR", "CO"];

/** The diagrams of every repository. */
export const DIAGRAMS = ["LIN", "SEQ", "CAU", "EVE", "MON"].flatMap((group) =>
  KINDS.map((kind) => `G-${group}-${kind}`),
);

export const THREADS = [1, 2, 3];
/** The diagrams that have an issue of their own, and its number. */
export const ISSUES: ReadonlyMap<string, number> = new Map(
  DIAGRAMS.filter((_, at) => at % 2 === 0).map((id, at) => [id, THREADS.length + at + 1]),
);
export const REVIEWER = "grace";
export const MAINTAINER = "maria";

function catalog(): string {
  const groups = Map.groupBy(DIAGRAMS, (id) => id.slice(0, id.lastIndexOf("-")));
  const lines = [...groups].flatMap(([group, ids]) => [
    `      - key: ${group}`,
    `        name: Group ${group}`,
    `        planned: ${ids.length}`,
    "        diagrams:",
    ...ids.map((id) => `          ${id}: Diagram ${id}`),
  ]);
  return `categories:\n  - name: Guarantees\n    planned: ${DIAGRAMS.length}\n    groups:\n${lines.join("\n")}\n`;
}

const FILES = {
  "catalog/guarantees.yml": catalog(),
  "assignments/README.md": "Assignments lie here.\n",
  // The limit is not what is tried here: with it the right holder could not be told from the comments alone.
  ".github/diagram-tracker.yml": "claims:\n  limit: 1000\n",
  "TRACKER.md":
    "# Tracker\n\n<!-- diagram-tracker:begin summary -->\n<!-- diagram-tracker:end summary -->\n\n" +
    "<!-- diagram-tracker:begin details -->\n<!-- diagram-tracker:end details -->\n",
};

export function createCampaigns(github: GitHub, count: number): RepositoryHandle[] {
  return Array.from({ length: count }, (_, index) => {
    const repository = github.createRepository({
      owner: `atlas-${index}`,
      name: "diagrams",
      files: FILES,
      permissions: { [REVIEWER]: "write", [MAINTAINER]: "maintain" },
    });
    for (const _thread of THREADS) repository.openIssue({ author: MAINTAINER, title: "Who takes what?" });
    for (const title of ISSUES.keys()) repository.openIssue({ author: MAINTAINER, title });
    return repository;
  });
}
