import type { Campaign } from "./campaign.ts";
import {
  type Category,
  type Diagram,
  type Group,
  type Phase,
  type PhaseItem,
  plannedInCategory,
} from "./catalog.ts";

/** `total = complete + inProgress + pending` always holds: Review counts as in progress, the unnamed as pending. */
export interface Progress {
  readonly total: number;
  readonly complete: number;
  readonly inProgress: number;
  /** Of those in progress. */
  readonly review: number;
  readonly pending: number;
  /** Floored, so that 100 is read only when everything is complete; 0 where nothing is planned. */
  readonly percent: number;
}

interface GroupProgress extends Progress {
  readonly group: Group;
}

/** Its plan may be more than that of its groups together. */
interface CategoryProgress extends Progress {
  readonly category: Category;
  readonly groups: readonly GroupProgress[];
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
  const categories = campaign.catalog.categories.map((category) => {
    const groups = category.groups.map((group) => ({
      group,
      ...countProgress(campaign, group.diagrams, group.planned),
    }));
    const { complete, inProgress, review } = sumOf(groups);
    return { category, groups, ...progress(plannedInCategory(category), { complete, inProgress, review }) };
  });
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
  let [named, complete, inProgress, review] = [0, 0, 0, 0];
  for (const { id } of diagrams) {
    named++;
    const status = campaign.assignments.get(id)?.status;
    if (status === "complete") complete++;
    else if (status === "in_progress" || status === "review") inProgress++;
    if (status === "review") review++;
  }
  return progress(Math.max(planned, named), { complete, inProgress, review });
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

export function sumOf(parts: readonly Progress[]): Progress {
  let [total, complete, inProgress, review] = [0, 0, 0, 0];
  for (const part of parts) {
    total += part.total;
    complete += part.complete;
    inProgress += part.inProgress;
    review += part.review;
  }
  return progress(total, { complete, inProgress, review });
}

function progress(
  total: number,
  { complete, inProgress, review }: Pick<Progress, "complete" | "inProgress" | "review">,
): Progress {
  return {
    total,
    complete,
    inProgress,
    review,
    pending: total - complete - inProgress,
    percent: percentOf(complete, total),
  };
}

/** Floored, so that 100 is read only when everything is complete; 0 where nothing is planned. */
export function percentOf(complete: number, total: number): number {
  return total === 0 ? 0 : Math.floor((complete * 100) / total);
}
