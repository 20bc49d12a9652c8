import type { Diagram } from "./catalog.ts";
import type { DiagramId } from "./diagram-id.ts";

const NOWHERE = { name: "", planned: 0 } as const;

/** Stands for a diagram that the catalog names no more, so that its holder can give it back. It has no place. `name`: what is said instead of one. */
export function goneDiagram(id: DiagramId, name: string): Diagram {
  const group = { ...NOWHERE, key: "", diagrams: [] };
  return { id, name, group, category: { ...NOWHERE, groups: [] }, isGone: true };
}
