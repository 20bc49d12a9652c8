import type { GatesConfig } from "../domain/gates-config.ts";
import type { Problem } from "../domain/problem.ts";
import type { SourceFile } from "../domain/source-file.ts";
import type { SyntaxVerdict } from "../facts/contents.ts";
import type { Messages } from "../messages/english/english.ts";
import type { DiagramBlock } from "./diagram-view.ts";
import { longLabels } from "./long-labels.ts";
import { levelOf } from "./points/all-points.ts";
import { colorDefects, colorScheme } from "./points/color-scheme.ts";
import type { Point } from "./points/point.ts";
import { safety, safetyDefects } from "./points/safety.ts";
import { syntax, syntaxDefects } from "./points/syntax.ts";
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
  say: Messages,
): Problem[] {
  const blocks = findMermaidSources(file).map((source): DiagramBlock => {
    const verdict = verdicts.get(source.text) ?? null;
    return {
      source,
      kind: "mermaid",
      changed: true,
      inNewFile: false,
      facts: verdict?.kind === "too-large" ? null : readDiagram(source.text),
      syntax: verdict,
    };
  });
  const drawings = { blocks, gates, say };
  const isAsked = (point: Point) => levelOf(point, gates) !== "off";
  const defects = [
    ...(isAsked(syntax) ? syntaxDefects(drawings) : []),
    ...(isAsked(safety) ? safetyDefects(drawings) : []),
    ...(isAsked(colorScheme) ? colorDefects(drawings) : []),
    ...longLabels(drawings),
  ];
  return defects
    .map(({ place, message }) => ({
      file: file.path,
      line: place.line,
      column: 1,
      severity: "warning" as const,
      message,
    }))
    .sort((one, other) => one.line - other.line);
}
