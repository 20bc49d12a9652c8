import { parse } from "yaml";
import { z } from "zod";
import type { Assignment } from "../../../src/domain/assignment.ts";
import { civilDateOf } from "../../../src/domain/civil-date.ts";
import { CONFIG_PATH, PERMISSIONS } from "../../../src/domain/config.ts";
import type { DiagramId } from "../../../src/domain/diagram-id.ts";
import { readRepositoryState } from "../../../src/domain/repository-state.ts";
import type { PersonFacts } from "../../../src/domain/roles.ts";
import { hasRole } from "../../../src/domain/roles.ts";
import type { RepositoryFiles, SourceFile } from "../../../src/domain/source-file.ts";
import type { FileContent, ProposedFile } from "../../../src/facts/contents.ts";
import type { PullRequestFacts } from "../../../src/facts/pull-request-facts.ts";
import type { CheckInput } from "../../../src/gates/check-input.ts";
import { english } from "../../../src/messages/english/english.ts";
import { renderTracker } from "../../../src/tracker/render-tracker.ts";
import { pullRequestFacts } from "../../decide/pull-request-facts.ts";

const kind = z.enum(["binary", "too-large", "symlink", "submodule", "unreadable"]);

const caseSchema = z.strictObject({
  case: z.string().describe("A sentence that says what the pull request does."),
  by: z.string().nullable().default("ada"),
  references: z.array(z.string()).default([]),
  base: z
    .record(z.string(), z.string().nullable())
    .default({})
    .describe("Files beside or instead of the usual."),
  files: z
    .record(z.string(), z.union([z.string(), z.null(), z.strictObject({ kind, bytes: z.int().optional() })]))
    .default({})
    .describe("What the pull request has at each path; null removes it."),
  replace: z
    .record(z.string(), z.record(z.string(), z.string()))
    .default({})
    .describe("Words in files of the default branch, and what the pull request has instead."),
  renamed: z.array(z.string()).default([]),
});
export type Case = z.output<typeof caseSchema>;

const familySchema = z.strictObject({
  base: z.record(z.string(), z.string()),
  people: z.record(z.string(), z.enum(PERMISSIONS)),
});

/** The repository that all cases start from. */
export type Start = z.output<typeof familySchema>;

export const parseCases = (text: string): Case[] => z.array(caseSchema).parse(parse(text));
export const parseStart = (text: string): Start => familySchema.parse(parse(text));

const URL = "https://github.com/atlas/diagrams";
const NOW = "2026-11-24T10:00:00Z";

/** The input of the check for a case; the tracker of the default branch is rendered from its files. */
export function inputOf(start: Start, one: Case): CheckInput {
  const base = new Map(
    Object.entries({ ...start.base, ...one.base }).flatMap(([path, text]) =>
      text === null ? [] : [[path, text] as const],
    ),
  );
  const today = civilDateOf(NOW);
  const first = readRepositoryState(filesOf(base));
  const campaign = {
    catalog: first.catalog,
    config: first.config,
    assignments: new Map<DiagramId, Assignment>(
      [...first.assignments].map(([id, file]) => [id, file.assignment]),
    ),
    today,
  };
  const documents = filesOf(base).trackers;
  for (const { path, text } of renderTracker({ documents, campaign, url: URL, broken: new Set() }).changes) {
    if (text !== null) base.set(path, text);
  }
  const files = proposedFiles(base, one);
  const people = new Map<string, PersonFacts>(
    Object.entries(start.people).map(([login, permission]) => [login, { permission, teams: [] }]),
  );
  const repository = filesOf(base);
  return {
    pr: pullRequest(one, files),
    contents: { headSha: "1".repeat(40), files, syntax: new Map() },
    tooMany: null,
    maintenance: new Set(),
    verifications: new Map(),
    vouched: [],
    references: new Set(one.references as DiagramId[]),
    files: repository,
    state: readRepositoryState(repository),
    campaign,
    say: english,
    hasRole: (role, person) =>
      hasRole(role, person, first.config, people.get(person.login) ?? { permission: "read", teams: [] }) ===
      true,
    url: URL,
    trackerUrl: `${URL}/blob/main/TRACKER.md`,
  };
}

function proposedFiles(base: ReadonlyMap<string, string>, one: Case): ProposedFile[] {
  const contents = new Map<string, FileContent>();
  for (const [path, value] of Object.entries(one.files)) {
    if (value === null) contents.set(path, { kind: "removed", bytes: null });
    else if (typeof value === "string") contents.set(path, { kind: "text", text: value });
    else contents.set(path, { kind: value.kind, bytes: value.bytes ?? null });
  }
  for (const [path, words] of Object.entries(one.replace)) {
    let text = base.get(path) ?? "";
    for (const [from, to] of Object.entries(words)) {
      if (!text.includes(from)) throw new Error(`${one.case}: ${path} has no "${from}"`);
      text = text.replace(from, () => to);
    }
    contents.set(path, { kind: "text", text });
  }
  return [...contents].map(([path, content]) => ({
    path,
    change: one.renamed.includes(path)
      ? "renamed"
      : content.kind === "removed"
        ? "removed"
        : base.has(path)
          ? "modified"
          : "added",
    content,
    before: base.get(path) ?? null,
  }));
}

function pullRequest(one: Case, files: readonly ProposedFile[]): PullRequestFacts {
  return pullRequestFacts({
    number: 21,
    title: one.case,
    author: one.by,
    createdAt: NOW,
    files: files.map(({ path, change }) => ({ path, change })),
  });
}

function filesOf(files: ReadonlyMap<string, string>): RepositoryFiles {
  const wanted = (isWanted: (path: string) => boolean) =>
    [...files].filter(([path]) => isWanted(path)).map(([path, text]) => sourceFile(path, text));
  return {
    config: wanted((path) => path === CONFIG_PATH)[0] ?? null,
    catalog: wanted((path) => path.startsWith("catalog/")),
    assignments: wanted((path) => path.startsWith("assignments/")),
    trackers: wanted((path) => path === "TRACKER.md"),
  };
}

const sourceFiles = new Map<string, SourceFile>();

/** The same object for the same file, as the shell keeps it: most cases start alike, and are read once. */
function sourceFile(path: string, text: string): SourceFile {
  const key = JSON.stringify([path, text]);
  const file = sourceFiles.get(key) ?? { path, text };
  sourceFiles.set(key, file);
  return file;
}
