/** A campaign of many diagrams, and what its repository says. */
import { parse } from "yaml";
import type { Assignment } from "../../src/domain/assignment.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import type { GitHub } from "../../src/playground/github/start-github.ts";

export const MAINTAINER = "maria";
export const REVIEWERS = ["grace", "linus"] as const;
/** On which many claim. */
export const THREADS = [1, 2, 3, 4];

/** Of the timers, in days. */
export interface Times {
  readonly days: number;
  readonly remind_before: number;
  readonly remind_after: number;
  readonly release_after: number;
  readonly idle_after: number;
  readonly nudge_after: number;
}

export function diagramIds(count: number): string[] {
  return Array.from({ length: count }, (_, at) => `D-${String(Math.floor(at / 9) + 1)}-${String(at % 9)}`);
}

export function createCampaign(github: GitHub, ids: readonly string[], times: Times): RepositoryHandle {
  const groups = Map.groupBy(ids, (id) => id.slice(0, id.lastIndexOf("-")));
  const lines = [...groups].flatMap(([group, members]) => [
    `      - { key: ${group}, name: Group ${group}, planned: ${members.length}, diagrams: { ${members.map((id) => `${id}: Diagram ${id}`).join(", ")} } }`,
  ]);
  const region = (name: string) =>
    `<!-- diagram-tracker:begin ${name} -->\n<!-- diagram-tracker:end ${name} -->\n`;
  const repository = github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: {
      "catalog/all.yml": `categories:\n  - name: All\n    planned: ${ids.length}\n    groups:\n${lines.join("\n")}\n`,
      "assignments/README.md": "Assignments lie here.\n",
      "TRACKER.md": `# Tracker\n\n${region("summary")}\n${region("details")}`,
      ".github/diagram-tracker.yml": `claims: ${JSON.stringify(times)}\nreviewers: [${REVIEWERS.join(", ")}]\n`,
    },
    permissions: {
      [MAINTAINER]: "maintain",
      ...Object.fromEntries(REVIEWERS.map((login) => [login, "write"])),
    },
  });
  for (const _ of THREADS) repository.openIssue({ author: MAINTAINER, title: "Who takes what?" });
  return repository;
}

const read = new Map<string, Assignment>();

/** Every assignment as its file says it now, by diagram. */
export function assignmentsIn(repository: RepositoryHandle): Map<string, Assignment> {
  const found = repository.files().flatMap((path) => {
    const [, id] = /^assignments\/(D-.*)\.yml$/.exec(path) ?? [];
    const text = id === undefined ? null : repository.file(path);
    if (id === undefined || text === null) return [];
    let assignment = read.get(text);
    if (!assignment) {
      assignment = parse(text).assignment as Assignment;
      if (read.size > 5000) read.clear();
      read.set(text, assignment);
    }
    return [[id, assignment] as const];
  });
  return new Map(found);
}
