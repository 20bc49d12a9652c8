import type { CivilDate } from "./civil-date.ts";
import type { DiagramId, IdPattern, IsKnown } from "./diagram-id.ts";

export interface Diagram {
  readonly id: DiagramId;
  readonly name: string;
  readonly group: Group;
  readonly category: Category;
  /** The catalog names it no more, but somebody holds it still. */
  readonly isGone?: true;
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

/** How many diagrams were planned in all from a day on. */
export interface PlannedTotal {
  readonly on: CivilDate;
  readonly planned: number;
}

export interface Catalog {
  readonly categories: readonly Category[];
  readonly phases: readonly Phase[];
  /** What was planned earlier, oldest first, each day once; empty: nobody wrote it down. */
  readonly plan: readonly PlannedTotal[];
  /** False: a file of it cannot be read, so what is not in it may be in that file. */
  readonly isWhole: boolean;
  /** Every named diagram, in the catalog's order. */
  readonly diagrams: ReadonlyMap<DiagramId, Diagram>;
  /** Earlier IDs and what they are now. None of them is another diagram's. */
  readonly renamed: ReadonlyMap<DiagramId, DiagramId>;
}

/** The ID under which the catalog names a diagram now; null: it names none of this ID, and never did. */
export function currentId(
  { diagrams, renamed }: Pick<Catalog, "diagrams" | "renamed">,
  id: DiagramId,
): DiagramId | null {
  return diagrams.has(id) ? id : (renamed.get(id) ?? null);
}

/** Whether an ID is known, also where it is an earlier one: then it is taken for the one that it is now. */
export function knownIn({ diagrams, renamed }: Pick<Catalog, "diagrams" | "renamed">): IsKnown {
  return (id) => diagrams.has(id) || (renamed.get(id) ?? false);
}

/** The same for some of the diagrams. */
export function knownAmong(
  ids: ReadonlySet<DiagramId>,
  catalog: Pick<Catalog, "diagrams" | "renamed">,
): IsKnown {
  return (id) => {
    const current = currentId(catalog, id);
    return current !== null && ids.has(current) && current;
  };
}

/** The diagrams of the catalog that a pattern means, also by an earlier ID, in the catalog's order. */
export function matchDiagrams(catalog: Catalog, pattern: IdPattern): Diagram[] {
  if (pattern.kind === "one") {
    const id = currentId(catalog, pattern.id);
    const diagram = id === null ? undefined : catalog.diagrams.get(id);
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
