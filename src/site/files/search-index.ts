import { shownName } from "../people.ts";
import type { SitePlan } from "../site-plan.ts";
import { CELL_KEY } from "../status-look.ts";
import type { SearchIndex } from "./search-index-form.ts";

export function searchIndex(plan: SitePlan): SearchIndex {
  const groupAt = new Map(plan.groups.map((group, at) => [group, at]));
  const categoryAt = new Map(plan.categories.map((category, at) => [category, at]));
  const { people } = plan.input.campaign.config.site;
  const holderOf = (login: string | null) =>
    login === null || people === "none" ? 0 : shownName(people, login);
  const { rows } = plan;
  return {
    ids: rows.map(({ diagram }) => diagram.id),
    names: rows.map(({ diagram }) => diagram.name),
    inGroup: rows.map(({ group }) => groupAt.get(group) ?? 0),
    statuses: rows.map(({ assignment }) => CELL_KEY[assignment.status][0]).join(""),
    holders: rows.map(({ assignment }) =>
      assignment.status === "pending" ? 0 : holderOf(assignment.assignee),
    ),
    days: rows.map(({ assignment: { status, due_date, completion_date } }) => {
      if (status === "complete") return completion_date ?? 0;
      return status === "in_progress" ? (due_date ?? 0) : 0;
    }),
    pulls: rows.map(({ assignment }) => assignment.pr_number ?? 0),
    overdue: rows.filter(({ isOverdue }) => isOverdue).map(({ at }) => at),
    groups: plan.groups.map(({ group, category, path }) => ({
      key: group.key,
      name: group.name,
      at: path,
      in: categoryAt.get(category) ?? 0,
    })),
    categories: plan.categories.map(({ category, path }) => ({ name: category.name, at: path })),
    people: Object.fromEntries(plan.people.all.map(({ login, path }) => [login, path])),
    pullBase: `${plan.input.repository}/pull/`,
  };
}
