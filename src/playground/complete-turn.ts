import { COMMANDS } from "../commands/all.ts";
import { findDiagramIds } from "../domain/diagram-id.ts";
import type { RepositoryHandle } from "./github/repository-handle.ts";
import { PULL_REQUEST_ACTS } from "./parse-turn.ts";

const PEOPLE = ["ada", "grace", "maria"];
const VERBS = ["pr", ...PULL_REQUEST_ACTS, "tracker", "help", "quit"];

/** What the Tab key makes of the last word: verbs and speakers at the start, then people, commands and the tracker's IDs. */
export function completeTurn(repository: Pick<RepositoryHandle, "file">, line: string): [string[], string] {
  const word = line.slice(line.lastIndexOf(" ") + 1);
  const isFirst = word === line;
  const choices = word.startsWith("/")
    ? COMMANDS.map(({ name }) => `/${name} `)
    : isFirst
      ? [...PEOPLE.map((name) => `${name}: `), ...VERBS.map((verb) => `${verb} `)]
      : [...PEOPLE.map((name) => `${name} `), ...PEOPLE.map((name) => `@${name} `), ...idsOf(repository)];
  return [choices.filter((one) => one.toLowerCase().startsWith(word.toLowerCase())), word];
}

function idsOf(repository: Pick<RepositoryHandle, "file">): string[] {
  const rows = (repository.file("TRACKER.md") ?? "").split("\n").filter((line) => line.startsWith("| "));
  return rows.flatMap((row) => findDiagramIds(row.split("|")[1] ?? "", () => true));
}
