/** The campaign in the order and under the addresses of its page: made once, read by every page. */
import { type Assignment, pendingAssignment } from "../domain/assignment.ts";
import { type CampaignFigures, campaignFigures } from "../domain/campaign-figures.ts";
import type { Category, Diagram, Group, Phase } from "../domain/catalog.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { PersonFigures } from "../domain/people-figures.ts";
import type { Progress } from "../domain/progress.ts";
import { type Counts, countsOf } from "./counts.ts";
import type { SiteInput } from "./site-input.ts";
import { slugsOf } from "./slugs.ts";

export interface SiteDiagram {
  readonly diagram: Diagram;
  readonly assignment: Assignment;
  readonly group: GroupPlan;
  readonly path: string;
  /** Its place in the catalog's order, over all groups. */
  readonly at: number;
  /** Its due date has passed, and nothing waits for a review. */
  readonly isOverdue: boolean;
}

export interface GroupPlan {
  readonly group: Group;
  readonly category: CategoryPlan;
  readonly path: string;
  readonly counts: Counts;
  readonly rows: readonly SiteDiagram[];
}

export interface CategoryPlan {
  readonly category: Category;
  readonly path: string;
  readonly counts: Counts;
  readonly groups: readonly GroupPlan[];
}

export interface PhasePlan {
  readonly phase: Phase;
  readonly path: string;
  readonly counts: Counts;
}

export interface PersonPlan extends PersonFigures {
  readonly path: string;
  /** What they hold or made. */
  readonly rows: readonly SiteDiagram[];
}

export interface SitePlan {
  readonly input: SiteInput;
  readonly title: string;
  readonly figures: CampaignFigures;
  readonly counts: Counts;
  readonly categories: readonly CategoryPlan[];
  readonly groups: readonly GroupPlan[];
  readonly rows: readonly SiteDiagram[];
  readonly byId: ReadonlyMap<DiagramId, SiteDiagram>;
  readonly phases: readonly PhasePlan[];
  readonly people: People;
  /** In review, the longest first. */
  readonly waiting: readonly SiteDiagram[];
  /** The newest first. */
  readonly completed: readonly SiteDiagram[];
  readonly overdue: readonly SiteDiagram[];
  /** Free ones in the order in which they are best taken. */
  readonly wanted: readonly SiteDiagram[];
}

/** Who has a page; nobody, where the campaign does not show people. */
interface People {
  readonly all: readonly PersonPlan[];
  find(login: string, id?: number): PersonPlan | undefined;
}

const WANTED = 5;

/** Linear in the diagrams. All figures are those of `campaignFigures`. */
export function planSite(input: SiteInput): SitePlan {
  const { config, catalog } = input.campaign;
  const figures = campaignFigures(input.campaign);
  const rows: SiteDiagram[] = [];
  const categories = planCategories(input, figures, rows);
  const byId = new Map(rows.map((row) => [row.diagram.id, row]));
  const rowsOf = (diagrams: Iterable<Diagram>) => [...diagrams].flatMap(({ id }) => byId.get(id) ?? []);
  const phaseSlugs = slugsOf(
    catalog.phases.map(({ name }) => name),
    "phase",
  );
  return {
    input,
    title: config.site.title ?? nameOf(input.repository),
    figures,
    counts: countsOf(figures.total, figures.named),
    categories,
    groups: categories.flatMap(({ groups }) => groups),
    rows,
    byId,
    phases: figures.phases.map(({ phase, ...progress }, at) => {
      const named = new Set(phase.items.flatMap(({ diagrams }) => diagrams)).size;
      return { phase, path: `p/${phaseSlugs[at]}/`, counts: countsOf(progress, named) };
    }),
    people: planPeople(config.site.people === "full" ? figures.people : [], rows),
    waiting: rowsOf(figures.waiting.map(({ diagram }) => diagram)),
    completed: rowsOf(figures.completed.map(({ diagram }) => diagram)),
    overdue: rowsOf(figures.overdue.map(({ diagram }) => diagram)),
    wanted: rowsOf(figures.wanted.filter(({ id }) => !input.isBroken(id)).slice(0, WANTED)),
  };
}

function planCategories(
  input: SiteInput,
  { categories }: CampaignFigures,
  rows: SiteDiagram[],
): CategoryPlan[] {
  const allGroups = categories.flatMap(({ groups }) => groups);
  const groupSlugs = slugsOf(
    allGroups.map(({ group }) => group.key),
    "group",
  );
  const categorySlugs = slugsOf(
    categories.map(({ category }) => category.name),
    "category",
  );
  let atGroup = 0;
  return categories.map(({ category, groups, ...progress }, at) => {
    const own: GroupPlan[] = [];
    const named = groups.reduce((sum, { group }) => sum + group.diagrams.length, 0);
    const plan = {
      category,
      path: `c/${categorySlugs[at]}/`,
      counts: countsOf(progress, named),
      groups: own,
    };
    for (const { group, ...figures } of groups) {
      own.push(
        planGroup(input, { group, category: plan, path: `g/${groupSlugs[atGroup++]}/` }, figures, rows),
      );
    }
    return plan;
  });
}

function planGroup(
  { campaign }: SiteInput,
  own: Pick<GroupPlan, "group" | "category" | "path">,
  figures: Progress,
  all: SiteDiagram[],
): GroupPlan {
  const rows: SiteDiagram[] = [];
  const { diagrams } = own.group;
  const plan: GroupPlan = { ...own, counts: countsOf(figures, diagrams.length), rows };
  for (const diagram of diagrams) {
    const assignment = campaign.assignments.get(diagram.id) ?? pendingAssignment(diagram.id);
    const { status, due_date } = assignment;
    const isOverdue = status === "in_progress" && due_date !== null && due_date < campaign.today;
    const row = { diagram, assignment, group: plan, path: `d/${diagram.id}/`, at: all.length, isOverdue };
    rows.push(row);
    all.push(row);
  }
  return plan;
}

function planPeople(figures: readonly PersonFigures[], rows: readonly SiteDiagram[]): People {
  const names = figures.map(({ login }) => login).sort((one, other) => (one < other ? -1 : 1));
  const slugs = slugsOf(names, "person");
  const slugOfName = new Map(names.map((name, at) => [name, slugs[at]]));
  const all = figures.map((one) => ({
    ...one,
    path: `u/${slugOfName.get(one.login)}/`,
    rows: [] as SiteDiagram[],
  }));
  const byAccount = new Map(all.flatMap((one) => (one.id === null ? [] : [[one.id, one] as const])));
  const byLogin = new Map(all.map((one) => [one.login.toLowerCase(), one]));
  const find = (login: string, id?: number) =>
    (id === undefined ? undefined : byAccount.get(id)) ?? byLogin.get(login.toLowerCase());
  for (const row of rows) {
    const { assignee, assignee_id, status } = row.assignment;
    if (assignee !== null && status !== "pending") find(assignee, assignee_id)?.rows.push(row);
  }
  return { all, find };
}

function nameOf(repository: string): string {
  const name = repository.slice(repository.lastIndexOf("/") + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
