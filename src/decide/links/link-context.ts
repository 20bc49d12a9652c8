import { assignmentOf, type Campaign } from "../../domain/campaign.ts";
import { currentId, knownIn } from "../../domain/catalog.ts";
import { assignedTo } from "../../domain/claims.ts";
import { holderOf } from "../../domain/people.ts";
import { isSamePerson } from "../../domain/person.ts";
import type { DrawingContext } from "./drawn-diagrams.ts";
import type { LinkContext } from "./find-links.ts";
import { type Resolve, resolveIn } from "./read-text.ts";

/** The campaign as links need it. `number`: of the pull request that is looked at. */
export function linkContext(campaign: Campaign, number: number): LinkContext {
  const { config } = campaign;
  const carried = [...campaign.assignments].filter(([, { pr_number }]) => pr_number === number);
  return {
    config,
    ...drawingContext(campaign),
    resolve: resolverOf(campaign),
    isAssignee: (person, id) => isSamePerson(holderOf(assignmentOf(campaign, id)), person),
    claimedOn: (person, thread) => assignedTo(campaign, person, (assignment) => assignment.thread === thread),
    carried: new Set(carried.map(([id]) => id)),
  };
}

/** What of it drawings need. */
export function drawingContext({ catalog, config }: Pick<Campaign, "catalog" | "config">): DrawingContext {
  return {
    folder: config.paths.diagrams,
    isKnown: knownIn(catalog),
    nameOf: (id) => catalog.diagrams.get(id)?.name ?? "",
  };
}

export function resolverOf({ catalog }: Pick<Campaign, "catalog">): Resolve {
  return resolveIn(
    (id) => currentId(catalog, id),
    (prefix) => [...catalog.diagrams.keys()].filter((id) => id.startsWith(prefix)),
  );
}
