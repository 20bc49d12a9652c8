import { z } from "zod";
import { assignmentOf, type Campaign } from "../domain/campaign.ts";
import type { Diagram } from "../domain/catalog.ts";
import { STATUSES } from "../domain/status.ts";

/** A diagram in JSON, for `status` and `next`. Fields are added, never renamed. */
export const diagramRowSchema = z.strictObject({
  id: z.string().describe("The diagram, as the catalog spells it."),
  name: z.string().describe("What the catalog calls it."),
  category: z.string().describe("Name of its category."),
  group: z.string().describe("Key of its group."),
  status: z.enum(STATUSES).describe("Where it stands."),
  assignee: z.string().nullable().describe("Who makes it."),
  start_date: z.string().nullable().describe("The UTC day of the claim."),
  due_date: z.string().nullable().describe("The UTC day by which a pull request is expected."),
  pr_number: z.int().nullable().describe("The pull request that carries it."),
  completion_date: z.string().nullable().describe("The UTC day on which that was merged."),
  verified_by: z.string().nullable().describe("Who verified it."),
  sources: z.array(z.string()).describe("Addresses of its sources."),
});

export type DiagramRow = z.output<typeof diagramRowSchema>;

export function diagramRow(campaign: Campaign, { id, name, category, group }: Diagram): DiagramRow {
  const { status, assignee, start_date, due_date, pr_number, completion_date, verification, sources } =
    assignmentOf(campaign, id);
  return {
    id,
    name,
    category: category.name,
    group: group.key,
    status,
    assignee,
    start_date,
    due_date,
    pr_number,
    completion_date,
    verified_by: verification.verified_by ?? null,
    sources: sources.map(({ url }) => url),
  };
}
