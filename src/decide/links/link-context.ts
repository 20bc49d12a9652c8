import { assignmentOf, type Campaign } from "../../domain/campaign.ts";
import { heldBy } from "../../domain/claims.ts";
import { isSamePerson } from "../../domain/login.ts";
import type { LinkContext } from "./find-links.ts";
import { type Resolve, resolveIn } from "./read-text.ts";

/** The campaign as links need it. `number`: of the pull request that is looked at. */
export function linkContext(campaign: Campaign, number: number): LinkContext {
  const { catalog, config } = campaign;
  const carried = [...campaign.assignments].filter(([, { pr_number }]) => pr_number === number);
  return {
    config,
    folder: config.paths.diagrams,
    resolve: resolverOf(campaign),
    isKnown: (id) => catalog.diagrams.has(id),
    nameOf: (id) => catalog.diagrams.get(id)?.name ?? "",
    holds: (login, id) => isSamePerson(assignmentOf(campaign, id).assignee, login),
    claimedOn: (login, thread) => heldBy(campaign, login, (assignment) => assignment.thread === thread),
    carried: new Set(carried.map(([id]) => id)),
  };
}

export function resolverOf({ catalog }: Pick<Campaign, "catalog">): Resolve {
  return resolveIn(
    (id) => catalog.diagrams.has(id),
    (prefix) => [...catalog.diagrams.keys()].filter((id) => id.startsWith(prefix)),
  );
}
