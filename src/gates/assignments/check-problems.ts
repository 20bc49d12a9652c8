import { currentId } from "../../domain/catalog.ts";
import { parseDiagramId } from "../../domain/diagram-id.ts";
import type { Problem } from "../../domain/problem.ts";
import { suggestDiagram } from "../../domain/suggest-diagram.ts";
import type { Messages } from "../../messages/english/english.ts";
import { sayProblem } from "../../messages/say-problem.ts";
import { stemOf } from "./areas.ts";
import { finding, pointIn, type RuleFinding, wholeFile } from "./finding.ts";
import { locateIn } from "./locate.ts";
import type { Proposal } from "./proposal.ts";

/**
 * What the readers of the files find: schemas, spelling, and disagreements between files. In a file that the pull
 * request changes every error counts, anywhere else only what was not there before.
 */
export function checkProblems(proposal: Proposal): RuleFinding[] {
  const { state, proposed, files } = proposal;
  const changed = new Map(files.map(({ path, area }) => [path, area]));
  const known = new Set(state.problems.map(keyOf));
  const found = proposed.problems.filter((problem) => {
    if (isUnknownDiagram(problem, proposal)) return false;
    const isNew = !known.has(keyOf(problem));
    return changed.has(problem.file) ? problem.severity === "error" || isNew : isNew;
  });
  return [...found.map((problem) => asFinding(problem, proposal.say)), ...unknownDiagrams(proposal)];
}

function keyOf({ file, message }: Problem): string {
  return `${file}\n${message}`;
}

function asFinding(problem: Problem, say: Messages): RuleFinding {
  const { file, line, column, severity } = problem;
  const isError = severity === "error";
  const range = line === 1 && column === 1 ? wholeFile(file) : pointIn(file, line, column);
  return finding(
    isError ? "failure" : "warning",
    range,
    say.files[isError ? "problem" : "doubt"](sayProblem(problem, say)),
  );
}

/** Said by the rule below, with its place, and only where the pull request has to do with it. */
function isUnknownDiagram({ file, severity }: Problem, { proposed, config }: Proposal): boolean {
  if (severity !== "warning" || !file.startsWith(`${config.paths.assignments}/`)) return false;
  const id = parseDiagramId(stemOf(file));
  return id !== null && !proposed.catalog.diagrams.has(id);
}

function unknownDiagrams({ state, proposed, files, say }: Proposal): RuleFinding[] {
  return files.flatMap(({ area, path, file, text }) => {
    const id = area === "assignment" && text !== null ? parseDiagramId(stemOf(path)) : null;
    if (id === null || text === null || proposed.catalog.diagrams.has(id)) return [];
    // While a part of the catalog cannot be read, what it names is not unknown.
    const wasBroken = state.catalogBroken.length > 0;
    if (proposed.catalogBroken.length > 0 && (state.catalog.diagrams.has(id) || wasBroken)) return [];
    const range = locateIn(file, text)("assignment", "diagram_id");
    const near = currentId(proposed.catalog, id) ?? suggestDiagram(id, proposed.catalog);
    return [finding("failure", range, say.files.unknownDiagram(id, near))];
  });
}
