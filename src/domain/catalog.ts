import type { DiagramId, IdPattern } from "./diagram-id.ts";

export interface Diagram {
  readonly id: DiagramId;
  readonly name: string;
  readonly group: Group;
  readonly category: Category;
}

export interface Group {
  readonly key: string;
  readonly name: string;
  readonly planned: number;
  readonly diagrams: readonly Diagram[];
}

export interface Category {
  readonly name: string;
  readonly planned: number;
  readonly groups: readonly Group[];
}

export interface PhaseItem {
  readonly pattern: IdPattern;
  readonly match: string;
  readonly label: string | null;
  /** The diagrams of the catalog that the item means, in the catalog's order. Empty where none is named yet. */
  readonly diagrams: readonly Diagram[];
  /** Never below the number of diagrams that are named. */
  readonly planned: number;
}

export interface Phase {
  readonly name: string;
  readonly when: string | null;
  readonly items: readonly PhaseItem[];
}

export interface Catalog {
  readonly categories: readonly Category[];
  readonly phases: readonly Phase[];
  /** False: a file of it cannot be read, so what is not in it may be in that file. */
  readonly isWhole: boolean;
  /** Every named diagram, in the catalog's order. */
  readonly diagrams: ReadonlyMap<DiagramId, Diagram>;
}

/** The diagrams of the catalog that a pattern means, in the catalog's order. */
export function matchDiagrams(catalog: Catalog, pattern: IdPattern): Diagram[] {
  if (pattern.kind === "one") {
    const diagram = catalog.diagrams.get(pattern.id);
    return diagram ? [diagram] : [];
  }
  return [...catalog.diagrams.values()].filter(({ id }) => id.startsWith(pattern.prefix));
}

/** How many diagrams a category has in all: its plan, or more where its groups come to more. */
export function plannedInCategory(category: Category): number {
  const inGroups = category.groups.reduce((sum, group) => sum + plannedInGroup(group), 0);
  return Math.max(category.planned, inGroups);
}

export function plannedInGroup(group: Group): number {
  return Math.max(group.planned, group.diagrams.length);
}
