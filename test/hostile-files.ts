import { repeated } from "./growth.ts";

export type Files = Readonly<Record<string, string>>;

export interface HostileFiles {
  /** Characters of all files together, at the limit of what is read. */
  readonly size: number;
  readonly make: (size: number) => Files;
  /** False: it is given up when its time is over, however large it is. */
  readonly grows?: false;
}

const assignment = (text: string): Files => ({ "assignments/G-LIN-FL.yml": text });
const keys = (characters: number, between: string) =>
  Array.from({ length: characters / 12 }, (_, at) => `key${at}: v`).join(between);
const many = (count: number, file: (at: number) => readonly [string, string]): Files =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => file(at)));

/** What strangers' pull requests propose, each to hurt another parser. */
export const HOSTILE_FILES: Readonly<Record<string, HostileFiles>> = {
  "YAML: commas": { size: 790_000, make: (size) => assignment(`[${repeated(",")(size)}`) },
  "YAML: brackets": { size: 790_000, make: (size) => assignment(repeated("] ")(size)) },
  "YAML: keys in braces": { size: 700_000, make: (size) => assignment(`{${keys(size, ", ")}}`) },
  "YAML: unknown keys": { size: 700_000, make: (size) => assignment(keys(size, "\n")) },
  "YAML: catalog": { size: 900_000, make: (size) => ({ "catalog/more.yml": repeated("a: b: c\n")(size) }) },
  "YAML: configuration": {
    size: 900_000,
    make: (size) => ({ ".github/diagram-tracker.yml": repeated("- : : :\n")(size) }),
  },
  "YAML: 300 files": {
    size: 1_200_000,
    make: (size) => many(300, (at) => [`assignments/X-N${at}.yml`, repeated("a: b: c\n")(size / 300)]),
  },
  "Mermaid: twelve that hang": {
    size: 49_000,
    grows: false,
    make: (size) =>
      many(12, (at) => [`diagrams/G-LIN-FL-${at}.mmd`, `flowchart LR\n${"\n".repeat(size)}A --> B${at}`]),
  },
  "pages: 12 MB": {
    size: 12_000_000,
    make: (size) => many(4, (at) => [`diagrams/${at}.md`, repeated("```mermaid\n")(size / 4 - 100)]),
  },
};
