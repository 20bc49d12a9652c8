import type { Campaign } from "./campaign.ts";
import { type Category, type Diagram, type Phase, type PhaseItem, plannedInCategory } from "./catalog.ts";

/** `total = complete + inProgress + pending` always holds: Review counts as in progress, the unnamed as pending. */
export interface Progress {
  readonly total: number;
  readonly complete: number;
  readonly inProgress: number;
  readonly pending: number;
  /** Floored, so that 100 is read only when everything is complete; 0 where nothing is planned. */
  readonly percent: number;
}

interface CategoryProgress extends Progress {
  readonly category: Category;
}

interface PhaseItemProgress extends Progress {
  readonly item: PhaseItem;
}

/** A diagram that two items of a phase mean counts once. */
interface PhaseProgress extends Progress {
  readonly phase: Phase;
  readonly items: readonly PhaseItemProgress[];
}

export interface CampaignProgress {
  readonly total: Progress;
  readonly categories: readonly CategoryProgress[];
  readonly phases: readonly PhaseProgress[];
  /** All phases together; a diagram that two phases mean counts once. */
  readonly inPhases: Progress;
}

/** The categories by name, as the summary lists them. */
export function namedProgress({ categories }: Pick<CampaignProgress, "categories">) {
  return categories.map((progress) => ({ name: progress.category.name, progress }));
}

type Counted = Pick<Campaign, "assignments">;

/** Linear in the diagrams and the phase items' diagrams. */
export function progressOf(campaign: Pick<Campaign, "catalog" | "assignments">): CampaignProgress {
  const categories = campaign.catalog.categories.map((category) => ({
    category,
    ...countProgress(campaign, diagramsOf(category), plannedInCategory(category)),
  }));
  const phases = campaign.catalog.phases.map((phase) => ({
    phase,
    ...progressOfItems(campaign, phase.items),
    items: phase.items.map((item) => ({ item, ...countProgress(campaign, item.diagrams, item.planned) })),
  }));
  const allItems = campaign.catalog.phases.flatMap((phase) => phase.items);
  return { total: sumOf(categories), categories, phases, inPhases: progressOfItems(campaign, allItems) };
}

/** The progress of some diagrams; `planned` counts those that have no name yet, too, and is never below the named. */
export function countProgress(campaign: Counted, diagrams: Iterable<Diagram>, planned = 0): Progress {
  let [named, complete, inProgress] = [0, 0, 0];
  for (const { id } of diagrams) {
    named++;
    const status = campaign.assignments.get(id)?.status;
    if (status === "complete") complete++;
    else if (status === "in_progress" || status === "review") inProgress++;
  }
  return progress(Math.max(planned, named), complete, inProgress);
}

function progressOfItems(campaign: Counted, items: readonly PhaseItem[]): Progress {
  const named = new Set<Diagram>();
  let unnamed = 0;
  for (const item of items) {
    unnamed += item.planned - item.diagrams.length;
    for (const diagram of item.diagrams) named.add(diagram);
  }
  return countProgress(campaign, named, named.size + unnamed);
}

function* diagramsOf(category: Category): Generator<Diagram> {
  for (const group of category.groups) yield* group.diagrams;
}

export function sumOf(parts: readonly Progress[]): Progress {
  let [total, complete, inProgress] = [0, 0, 0];
  for (const part of parts) {
    total += part.total;
    complete += part.complete;
    inProgress += part.inProgress;
  }
  return progress(total, complete, inProgress);
}

function progress(total: number, complete: number, inProgress: number): Progress {
  const percent = total === 0 ? 0 : Math.floor((complete * 100) / total);
  return { total, complete, inProgress, pending: total - complete - inProgress, percent };
}
