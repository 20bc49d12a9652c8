import type { GatesConfig } from "../domain/gates-config.ts";
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
import type { Defect } from "./standing.ts";

/**
 * What is wrong in the drawings of a file, whoever drew them and when: syntax, links, colours, long texts. What a
 * drawing lacks is not in it, since that is asked of a diagram as a whole. `verdicts` are those of Mermaid's parser.
 */
export function findDiagramDefects(
  file: SourceFile,
  gates: GatesConfig,
  verdicts: ReadonlyMap<string, SyntaxVerdict>,
  say: Messages,
): Defect[] {
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
  return defects.sort((one, other) => one.at.line - other.at.line);
}
