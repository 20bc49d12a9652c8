import type { DiagramId } from "../domain/diagram-id.ts";
import type { DiagramView } from "./diagram-view.ts";
import type { Judgement } from "./judge-diagram.ts";
import { isPassed } from "./standing.ts";

export interface JudgedDiagram {
  readonly view: DiagramView;
  readonly judgements: readonly Judgement[];
}

/** Nothing is left to do for it: what is advisory may lack. */
export function isSettled({ level, standing }: Judgement): boolean {
  return level === "advisory" || isPassed(standing);
}

/**
 * In the order in which an author works: who holds it, then what keeps the drawing from being read, what failed, what a person
 * has to confirm, what is only advice, and what is done. Among alike ones the checklist's order stays.
 */
export function inMendOrder(judgements: readonly Judgement[]): Judgement[] {
  return [...judgements].sort((one, other) => rankOf(one) - rankOf(other));
}

function rankOf({ asked: { key }, level, standing: { kind } }: Judgement): number {
  if (kind !== "failed" && kind !== "open") return 6;
  if (level === "advisory") return 5;
  // Others do that, when all the rest is there.
  if (key === "verified") return 4;
  if (kind === "open") return key === "syntax" ? 1 : 3;
  return key === "assigned" ? 0 : key === "syntax" || key === "safety" ? 1 : 2;
}

/** The same thing that is left of several diagrams. */
export interface LeftOfSome {
  readonly judgement: Judgement;
  /** What to do; where it names its diagram and several share it, "ID" stands for that. */
  readonly says: string;
  readonly ids: readonly DiagramId[];
}

/** What is left, each thing once, in the order in which to do it. */
export function leftByPoint(diagrams: readonly JudgedDiagram[]): LeftOfSome[] {
  const all = diagrams.flatMap(({ view, judgements }) =>
    judgements.flatMap((judgement) => {
      const { level, standing } = judgement;
      const isLeft = level === "required" && (standing.kind === "failed" || standing.kind === "open");
      return isLeft ? [{ id: view.id, judgement, says: standing.says }] : [];
    }),
  );
  const alike = Map.groupBy(all, ({ id, judgement, says }) =>
    JSON.stringify([judgement.asked.key, judgement.standing.kind, says.replaceAll(id, "ID")]),
  );
  return [...alike.values()]
    .flatMap((same): LeftOfSome[] => {
      const [first, ...others] = same;
      if (!first) return [];
      const { id, judgement, says } = first;
      return [
        {
          judgement,
          says: others.length === 0 ? says : says.replaceAll(id, "ID"),
          ids: same.map((one) => one.id),
        },
      ];
    })
    .sort((one, other) => rankOf(one.judgement) - rankOf(other.judgement));
}
