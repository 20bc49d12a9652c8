/**
 * The assignment files beside the catalog: which one is about which diagram. A diagram that was renamed has the file of its
 * earlier ID until that is moved, and one that vanished while somebody holds it is kept for its holder.
 */
import type { Assignment } from "./assignment.ts";
import { type AssignmentFile, readAssignmentFile } from "./assignment-file.ts";
import type { Catalog } from "./catalog.ts";
import type { DiagramId } from "./diagram-id.ts";
import { type FindingText, found } from "./findings.ts";
import type { Problem } from "./problem.ts";
import type { SourceFile } from "./source-file.ts";
import { suggestDiagram } from "./suggest-diagram.ts";

/** An assignment file that could be read. */
interface GoodAssignmentFile extends AssignmentFile {
  readonly assignment: NonNullable<AssignmentFile["assignment"]>;
}

export interface StateOfAssignments {
  /** Of the catalog's diagrams, and while it is not whole of any others. */
  readonly assignments: ReadonlyMap<DiagramId, GoodAssignmentFile>;
  /** Files of known diagrams that cannot be read: nobody is given one of these. */
  readonly broken: ReadonlyMap<DiagramId, AssignmentFile>;
  /** Files of diagrams that somebody holds, and that the catalog names no more. Empty while a part of it cannot be read. */
  readonly vanished: ReadonlyMap<DiagramId, GoodAssignmentFile>;
  readonly problems: readonly Problem[];
}

/** A catalog without one of its files makes thousands of files strays, at every reading. */
const strays = new WeakMap<Catalog, WeakMap<SourceFile, Problem>>();

export function readAssignments(
  files: readonly SourceFile[],
  { catalog, pause }: { readonly catalog: Catalog; readonly pause: string },
): StateOfAssignments {
  const assignments = new Map<DiagramId, GoodAssignmentFile>();
  const broken = new Map<DiagramId, AssignmentFile>();
  const vanished = new Map<DiagramId, GoodAssignmentFile>();
  const problems: Problem[] = [];
  const earlier: (AssignmentFile & { readonly id: DiagramId })[] = [];
  const report = ({ path }: SourceFile, what: FindingText): Problem => {
    const problem = { ...whole(path), severity: "error", ...what } as const;
    problems.push(problem);
    return problem;
  };
  for (const file of files) {
    if (file.path === pause) continue;
    const read = readAssignmentFile(file);
    const { id, assignment } = read;
    if (read.problems.length > 0) problems.push(...read.problems);
    if (id === null) continue;
    const first = assignments.get(id) ?? broken.get(id) ?? vanished.get(id);
    if (first) report(file, found("secondFile", first.path, id));
    else if (catalog.renamed.has(id)) earlier.push({ ...read, id });
    else if (catalog.isWhole && !catalog.diagrams.has(id)) {
      if (assignment !== null && isAssigned(assignment)) vanished.set(id, { ...read, assignment });
      problems.push(strayOf(file, id, vanished.get(id)?.assignment ?? null, catalog));
    } else if (assignment === null) broken.set(id, read);
    else assignments.set(id, { ...read, assignment });
  }
  for (const { id: was, ...read } of earlier) {
    const id = catalog.renamed.get(was) ?? was;
    const own = assignments.get(id) ?? broken.get(id);
    if (own) {
      const problem = report(read, found("renamedFile", was, id, own.path));
      // Nobody is given what somebody may hold by the other file.
      if (read.assignment && isTaken(read.assignment) && own.assignment && !isTaken(own.assignment)) {
        assignments.delete(id);
        broken.set(id, { ...own, assignment: null, problems: [problem] });
      }
    } else if (read.assignment === null) broken.set(id, { ...read, id });
    else assignments.set(id, { ...read, id, assignment: { ...read.assignment, diagram_id: id } });
  }
  return { assignments, broken, vanished, problems };
}

const whole = (file: string) => ({ file, line: 1, column: 1 });

function isAssigned({ assignee, status }: Assignment): boolean {
  return assignee !== null && (status === "in_progress" || status === "review");
}

function isTaken({ assignee, status }: Assignment): boolean {
  return assignee !== null || status !== "pending";
}

function strayOf(file: SourceFile, id: DiagramId, current: Assignment | null, catalog: Catalog): Problem {
  let known = strays.get(catalog);
  if (!known) {
    known = new WeakMap();
    strays.set(catalog, known);
  }
  let problem = known.get(file);
  if (!problem) {
    const what = current
      ? found("vanishedWhileAssigned", id, current.assignee ?? "", current.status)
      : found("notInCatalog", id, suggestDiagram(id, catalog));
    problem = { ...whole(file.path), severity: "warning", ...what };
    known.set(file, problem);
  }
  return problem;
}
