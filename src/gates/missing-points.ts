import type { DiagramId } from "../domain/diagram-id.ts";
import type { CheckInput } from "./check-input.ts";
import { judgeDiagram } from "./judge-diagram.ts";
import { isPassed } from "./standing.ts";
import { viewDiagrams } from "./view-diagrams.ts";

/** What is said of them in another place. */
const SHOWN_ELSEWHERE: readonly string[] = ["assigned", "verified"];

/** By diagram, the names of the required points that are neither passed nor vouched for nor waived. */
export function missingPoints(input: CheckInput): ReadonlyMap<DiagramId, readonly string[]> {
  if (input.state.configBroken) return new Map();
  return new Map(
    viewDiagrams(input).views.map((view) => {
      const missing = judgeDiagram(view, input).filter(
        ({ asked, level, standing }) =>
          level === "required" && !isPassed(standing) && !SHOWN_ELSEWHERE.includes(asked.key),
      );
      return [view.id, missing.map(({ asked }) => asked.name)];
    }),
  );
}
