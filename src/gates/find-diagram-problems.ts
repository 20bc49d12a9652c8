import { pendingAssignment } from "../domain/assignment.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { GatesConfig } from "../domain/gates-config.ts";
import type { Problem } from "../domain/problem.ts";
import type { SourceFile } from "../domain/source-file.ts";
import type { SyntaxVerdict } from "./contents.ts";
import type { DiagramView } from "./diagram-view.ts";
import { longLabels } from "./long-labels.ts";
import { colorScheme } from "./points/color-scheme.ts";
import { safety } from "./points/safety.ts";
import { syntax } from "./points/syntax.ts";
import { findMermaidSources } from "./read/find-mermaid-sources.ts";
import { readDiagram } from "./read/read-diagram.ts";

/**
 * What is wrong in the drawings of a file, whoever drew them and when: syntax, links, colours, long texts. What a
 * drawing lacks is not in it, since that is asked of a diagram as a whole. All are warnings: nobody has to mend at once
 * what stands there for years, and a pull request is judged by its own check. `verdicts` are those of Mermaid's parser.
 */
export function findDiagramProblems(
  file: SourceFile,
  gates: GatesConfig,
  verdicts: ReadonlyMap<string, SyntaxVerdict>,
): Problem[] {
  const blocks = findMermaidSources(file).map((source) => {
    const verdict = verdicts.get(source.text) ?? null;
    const facts = verdict?.kind === "too-large" ? null : readDiagram(source.text);
    return { source, changed: true, facts, syntax: verdict };
  });
  const view: DiagramView = {
    id: "" as DiagramId,
    name: "",
    blocks,
    assignment: pendingAssignment("" as DiagramId),
    gates,
    thisYear: 0,
  };
  const { path } = file;
  const points = [syntax, safety, colorScheme].filter(
    ({ key }) =>
      (key === "color_scheme" ? gates.points.color_scheme.level : gates[key as "syntax" | "safety"]) !==
      "off",
  );
  const defects = points.flatMap((point) => {
    const verdict = point.judge(view);
    return verdict.kind === "wrong" ? verdict.defects : [];
  });
  return [...defects, ...longLabels(view)]
    .map(({ place, message }) => ({
      file: path,
      line: place.line,
      column: 1,
      severity: "warning" as const,
      message,
    }))
    .sort((one, other) => one.line - other.line);
}
