import { z } from "zod";
import { STATUSES } from "../../domain/status.ts";
import type { Counts } from "../counts.ts";
import { shownName } from "../people.ts";
import type { SiteDiagram, SitePlan } from "../site-plan.ts";

const counts = {
  total: z.int().describe("Planned, named or not; the sum of the five below."),
  complete: z.int().describe("Complete."),
  review: z.int().describe("In review."),
  in_progress: z.int().describe("In progress, and not yet in review."),
  pending: z.int().describe("Named, and nobody has it."),
  unnamed: z.int().describe("Planned, and without a name so far."),
  percent: z.int().describe("Complete of the total, floored: 100 only when all are."),
};
const part = {
  name: z.string().describe("What the catalog calls it."),
  path: z.string().describe("Its page, below the site's address."),
  ...counts,
};
const date = (what: string) => z.string().nullable().describe(`${what}; null: none.`);

/** `campaign.json`. Fields are added, never renamed or taken away. */
export const campaignJsonSchema = z
  .strictObject({
    version: z.literal(1).describe("Of this form."),
    title: z.string().describe("What the campaign is called."),
    repository: z.string().describe("The repository's page."),
    commit: z.string().nullable().describe("The last commit that changed the campaign; null: not known."),
    as_of: z.string().nullable().describe("When that was, as an ISO instant in UTC."),
    today: z.string().describe("The UTC day that decides what is overdue."),
    total: z.strictObject(counts).describe("All of it, by the figures that each part has, too."),
    categories: z.array(z.strictObject(part)).describe("In the catalog's order."),
    groups: z
      .array(
        z.strictObject({
          key: z.string().describe("Its key."),
          category: z.string().describe("Name of its category."),
          ...part,
        }),
      )
      .describe("In the catalog's order."),
    phases: z.array(z.strictObject(part)).describe("In the catalog's order; a diagram may be in several."),
    weeks: z
      .array(
        z.strictObject({
          monday: z.string().describe("Its first day."),
          completed: z.int().describe("Completed in it, and still complete."),
          complete: z.int().describe("All that were complete at its end."),
          planned: z.int().describe("Planned in all at its end."),
        }),
      )
      .describe("Without gaps, up to the present one."),
    forecast: z
      .strictObject({
        from: z.string().describe("The earliest day."),
        to: z.string().nullable().describe("The latest; null: nobody can say."),
        pace: z.number().describe("Diagrams a week."),
      })
      .nullable()
      .describe("When all will be complete at the pace of the last weeks; null: there is no telling."),
    diagrams: z
      .array(
        z.strictObject({
          id: z.string().describe("As the catalog spells it."),
          name: z.string().describe("What the catalog calls it."),
          path: z.string().describe("Its page, below the site's address."),
          category: z.string().describe("Name of its category."),
          group: z.string().describe("Key of its group."),
          status: z.enum(STATUSES).describe("Where it stands."),
          assignee: z.string().nullable().describe("Who makes it, as far as the campaign shows people."),
          start_date: date("The UTC day of the claim"),
          due_date: date("The UTC day by which a pull request is expected"),
          pr_number: z.int().nullable().describe("The pull request that carries it."),
          completion_date: date("The UTC day on which that was merged"),
          verified_by: z.string().nullable().describe("Who verified it."),
          sources: z.array(z.string()).describe("Addresses of its sources."),
        }),
      )
      .describe("Every diagram that has a name, in the catalog's order."),
  })
  .describe("All that a Diagram Tracker page shows of a campaign.");

export type CampaignData = z.output<typeof campaignJsonSchema>;

export function campaignData(plan: SitePlan): CampaignData {
  const { input, figures } = plan;
  const { forecast, burnUp } = figures;
  return {
    version: 1,
    title: plan.title,
    repository: input.repository,
    commit: input.commit?.oid ?? null,
    as_of: input.commit?.at ?? null,
    today: input.campaign.today,
    total: figuresOf(plan.counts),
    categories: plan.categories.map(({ category, path, counts }) => ({
      name: category.name,
      path,
      ...figuresOf(counts),
    })),
    groups: plan.groups.map(({ group, category, path, counts }) => ({
      key: group.key,
      category: category.category.name,
      name: group.name,
      path,
      ...figuresOf(counts),
    })),
    phases: plan.phases.map(({ phase, path, counts }) => ({ name: phase.name, path, ...figuresOf(counts) })),
    weeks: burnUp.weeks.map(({ monday, completed, complete, planned }) => ({
      monday,
      completed,
      complete,
      planned,
    })),
    forecast:
      forecast.kind === "range"
        ? { from: forecast.from, to: forecast.to, pace: Math.round(forecast.pace * 100) / 100 }
        : null,
    diagrams: plan.rows.map((row) => diagramData(plan, row)),
  };
}

function figuresOf({ total, complete, review, in_progress, pending, unnamed, percent }: Counts) {
  return { total, complete, review, in_progress, pending, unnamed, percent };
}

function diagramData({ input }: SitePlan, { diagram, assignment, path }: SiteDiagram) {
  const { people } = input.campaign.config.site;
  const name = (login: string | null | undefined) =>
    login == null || people === "none" ? null : shownName(people, login);
  const { status, start_date, due_date, pr_number, completion_date, verification, sources } = assignment;
  return {
    id: diagram.id,
    name: diagram.name,
    path,
    category: diagram.category.name,
    group: diagram.group.key,
    status,
    assignee: name(assignment.assignee),
    start_date,
    due_date,
    pr_number,
    completion_date,
    verified_by: name(verification.verified_by),
    sources: sources.map(({ url }) => url),
  };
}
