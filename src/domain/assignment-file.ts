import { stringify } from "yaml";
import { type Assignment, assignmentFileSchema, pendingAssignment, unverified } from "./assignment.ts";
import type { Group } from "./catalog.ts";
import type { Config } from "./config.ts";
import { type DiagramId, diagramIdOf } from "./diagram-id.ts";
import type { YamlLayout } from "./edit-yaml.ts";
import { type FindingText, found } from "./findings.ts";
import { inOrder } from "./in-order.ts";
import { parseYaml } from "./parse-yaml.ts";
import { parsedAs, type ReadAssignment } from "./parsed-file.ts";
import { holderOf, verifierOf } from "./people.ts";
import { isSamePerson } from "./person.ts";
import { renderPlainYaml } from "./plain-yaml.ts";
import type { Problem } from "./problem.ts";
import { keysAt } from "./schema-keys.ts";
import { type SourceFile, unreadProblem } from "./source-file.ts";

/** An assignment is a page of text. This is more than the longest fields come to together, so that what we write can be read. */
export const SIZE_LIMIT = 800_000;
/** To edit a file takes as long as it has lines, comments too, and nothing can stop that: these take a fifth of a second. */
export const LINES_LIMIT = 20_000;

/** A file of the assignments' folder: the assignment in it, or what keeps it from being read. */
export interface AssignmentFile extends ReadAssignment, SourceFile {}

const remembered = new WeakMap<SourceFile, AssignmentFile>();

/** Reads `assignments/<ID>.yml`. The same object is read once. */
export function readAssignmentFile(file: SourceFile): AssignmentFile {
  let read = remembered.get(file);
  if (!read) {
    const { path, text, unread } = file;
    const known = unread
      ? { id: diagramIdOf(path), assignment: null, problems: [unreadProblem(file, unread)] }
      : parsedAs("assignment", file)?.read;
    read = { path, text, ...(known ?? parseAssignmentFile(file)) };
    remembered.set(file, read);
  }
  return read;
}

export function parseAssignmentFile({ path, text }: SourceFile): ReadAssignment {
  const id = diagramIdOf(path);
  const unread = (problems: readonly Problem[]): ReadAssignment => ({ id, assignment: null, problems });
  const whole = (what: FindingText): Problem => ({
    file: path,
    line: 1,
    column: 1,
    severity: "error",
    ...what,
  });
  if (id === null) return unread([whole(found("fileName"))]);
  if (text.length > SIZE_LIMIT) {
    return unread([whole(found("tooLarge", text.length, SIZE_LIMIT))]);
  }
  const lines = text.split("\n").length;
  if (lines > LINES_LIMIT) {
    return unread([whole(found("tooManyLines", lines, LINES_LIMIT))]);
  }
  const parsed = parseYaml(path, text, assignmentFileSchema);
  if (!parsed.ok) return unread(parsed.problems);
  const { assignment } = parsed.value;
  if (assignment.diagram_id !== id) {
    const other = found("otherId", id, assignment.diagram_id);
    return unread([{ ...whole(other), ...positionOf(text, "diagram_id") }]);
  }
  const { verified_by } = assignment.verification;
  if (verified_by && isSamePerson(verifierOf(assignment.verification), holderOf(assignment))) {
    const ownWork = whole(found("ownWork", verified_by));
    const problems = [...parsed.warnings, { ...ownWork, ...positionOf(text, "verified_by") }];
    return { id, assignment: { ...assignment, verification: unverified(assignment) }, problems };
  }
  return { id, assignment, problems: parsed.warnings };
}

const BEFORE = {
  diagram_id: /^[^#]*\bdiagram_id\s*:\s*/,
  verified_by: /^[^#]*\bverified_by\s*:\s*/,
} as const;

/** Where the value of a key begins, in the layout that people write. */
function positionOf(text: string, key: keyof typeof BEFORE): Pick<Problem, "line" | "column"> {
  const lengths = text.split("\n").map((line) => BEFORE[key].exec(line)?.[0].length ?? null);
  const line = lengths.findIndex((length) => length !== null);
  return { line: Math.max(line, 0) + 1, column: (lengths[line] ?? 0) + 1 };
}

/** Where the assignment of a diagram that has no file yet goes. */
export function assignmentPath(config: Config, group: Group, id: DiagramId): string {
  const { assignments } = config.paths;
  // A group's key is any text; as a folder it has to be a plain name.
  const folder = config.claims.shard
    ? `${assignments}/${group.key.replace(/[^A-Za-z0-9_-]+/g, "-")}`
    : assignments;
  return `${folder}/${id}.yml`;
}

/** The order of the keys is the schema's. What every assignment has and holds several values stands in lines of its own. */
export const assignmentLayout: YamlLayout = {
  keysAt: (path) => keysAt(assignmentFileSchema, path),
  isBlock: ([, field, ...inner]) => inner.length === 0 && APART.has(String(field)),
};

const APART: ReadonlySet<string> = new Set(
  Object.entries(pendingAssignment("X-X" as DiagramId)).flatMap(([field, value]) =>
    value !== null && typeof value === "object" ? [field] : [],
  ),
);

/** A new file in the usual layout, with the optional fields only where they say something. */
export function createAssignmentFile(assignment: Assignment): string {
  const blocks: Record<string, unknown>[] = [{}];
  for (const [field, value] of Object.entries(inOrder(assignment, ["assignment"], assignmentLayout.keysAt))) {
    const block = blocks.at(-1) ?? {};
    const isApart = APART.has(field) || Object.keys(block).some((name) => APART.has(name));
    if (isApart && Object.keys(block).length > 0) blocks.push({ [field]: value });
    else block[field] = value;
  }
  return `assignment:\n${blocks.map((block) => indent(yamlOf(block))).join("\n")}`;
}

function yamlOf(value: object): string {
  return renderPlainYaml(value) ?? stringify(value, { lineWidth: 0, nullStr: "null" });
}

function indent(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
