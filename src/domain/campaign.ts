import { type Assignment, pendingAssignment } from "./assignment.ts";
import type { Catalog } from "./catalog.ts";
import type { CivilDate } from "./civil-date.ts";
import type { Config } from "./config.ts";
import type { DiagramId } from "./diagram-id.ts";

/**
 * The whole campaign at one moment: what renders the tracker, answers /status and decides commands. A value: a step
 * that changes it makes a new one.
 */
export interface Campaign {
  readonly catalog: Catalog;
  readonly config: Config;
  /** Assignments by diagram. Diagrams that nobody ever claimed are not in it. */
  readonly assignments: ReadonlyMap<DiagramId, Assignment>;
  /** The UTC day that counts as today for this batch. */
  readonly today: CivilDate;
}

/** The assignment of a diagram, or the untouched one. */
export function assignmentOf(campaign: Pick<Campaign, "assignments">, id: DiagramId): Assignment {
  return campaign.assignments.get(id) ?? pendingAssignment(id);
}
