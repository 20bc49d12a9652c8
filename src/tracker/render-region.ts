import type { Campaign } from "../domain/campaign.ts";
import type { CampaignFigures } from "../domain/campaign-figures.ts";
import { type Category, type Group, plannedInCategory, plannedInGroup } from "../domain/catalog.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { type Progress, sumOf } from "../domain/progress.ts";
import { cell } from "./cell.ts";
import { TABLE_HEAD } from "./columns.ts";
import { grouped } from "./grouped.ts";
import type { Region } from "./regions.ts";
import { renderRow } from "./render-row.ts";

/** Everything that the content of a region depends on, apart from the region itself. */
export interface Rendering {
  readonly campaign: Campaign;
  readonly figures: CampaignFigures;
  /** The repository's page, the base of links. */
  readonly url: string;
  /** Rows that stay as they are, since their assignment file cannot be read at the moment. */
  readonly kept: ReadonlyMap<DiagramId, string>;
  /** There are some: what is known of them is what their rows say. */
  readonly isGuessed: boolean;
  readonly categories: ReadonlyMap<string, Category>;
  /** By key. */
  readonly groups: ReadonlyMap<string, Group>;
}

export const SUMMARY_HEAD = [
  "| Category | Total | Complete | In Progress | Pending | % Done |",
  "|----------|-------|----------|-------------|---------|--------|",
] as const;

/** A row for each category, and one for all together. */
export function renderSummaryTable(
  categories: readonly { readonly name: string; readonly progress: Progress }[],
): string[] {
  const bold = (text: string) => `**${text}**`;
  const row = (name: string, values: readonly string[]) => `| ${bold(name)} | ${values.join(" | ")} |`;
  return [
    ...SUMMARY_HEAD,
    ...categories.map(({ name, progress }) => row(cell(name), counts(progress))),
    row("TOTAL", counts(sumOf(categories.map(({ progress }) => progress))).map(bold)),
  ];
}

function counts({ total, complete, inProgress, pending, percent }: Progress): string[] {
  return [...[total, complete, inProgress, pending].map(grouped), `${percent}%`];
}

/** Categories without groups are left out, unless the region asks for them. */
export function renderDetails(rendering: Rendering, region: Pick<Region, "category" | "group">): string[] {
  const blocks = detailBlocks(rendering, region);
  if (blocks.every((block) => block.length === 1)) blocks.push(["*No diagram is named yet.*"]);
  return blocks.flatMap((block, index) => (index === 0 ? block : ["", ...block]));
}

function detailBlocks(rendering: Rendering, region: Pick<Region, "category" | "group">): string[][] {
  if (region.group !== null) {
    const group = rendering.groups.get(region.group);
    return group ? [groupTable(rendering, group)] : [];
  }
  if (region.category !== null) {
    const category = rendering.categories.get(region.category);
    return category ? categoryBlocks(rendering, category) : [];
  }
  const withGroups = rendering.campaign.catalog.categories.filter(({ groups }) => groups.length > 0);
  return withGroups.flatMap((category) => categoryBlocks(rendering, category));
}

function categoryBlocks(rendering: Rendering, category: Category): string[][] {
  return [[categoryHeading(category)], ...category.groups.map((group) => groupTable(rendering, group))];
}

function categoryHeading(category: Category): string {
  return `### ${cell(category.name)} (${counted(plannedInCategory(category))})`;
}

function groupTable({ campaign, url, kept }: Rendering, group: Group): string[] {
  const lines = [
    `#### ${cell(group.key)}: ${cell(group.name)} (${counted(plannedInGroup(group))})`,
    ...TABLE_HEAD,
  ];
  for (const diagram of group.diagrams) {
    const row = kept.get(diagram.id) ?? renderRow(diagram, campaign.assignments.get(diagram.id), url);
    lines.push(row);
  }
  return lines;
}

export function renderPhases({ figures }: Rendering): string[] {
  if (figures.phases.length === 0) return ["*No phases are planned yet.*"];
  const lines: string[] = [];
  let number = 0;
  for (const { phase, items } of figures.phases) {
    lines.push(`### ${cell(phase.name)}${phase.when === null ? "" : ` (${cell(phase.when)})`}`);
    for (const { item, total, complete } of items) {
      number++;
      const label = item.label === null ? "" : ` (${cell(item.label)})`;
      const done = complete === 0 ? "" : `, ${grouped(complete)} complete`;
      lines.push(`${number}. ${item.match}${label} - ${counted(total)}${done}`);
    }
    lines.push("");
  }
  const { total, complete } = figures.inPhases;
  lines.push(`**Total MVP: ${counted(total)}${complete === 0 ? "" : `, ${grouped(complete)} complete`}**`);
  return lines;
}

export function renderFooter({ campaign, figures }: Rendering, lastUpdated: string): string[] {
  const review = campaign.config.tracker.next_review;
  const categories = campaign.catalog.categories.length;
  return [
    `*Last Updated: ${lastUpdated}*`,
    ...(review === undefined ? [] : [`*Next Review: ${cell(review)}*`]),
    `*Tracking ${counted(figures.total.total)} across ${grouped(categories)} ${categories === 1 ? "category" : "categories"}*`,
  ];
}

function counted(diagrams: number): string {
  return `${grouped(diagrams)} ${diagrams === 1 ? "diagram" : "diagrams"}`;
}
