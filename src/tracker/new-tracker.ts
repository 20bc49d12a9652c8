import type { Campaign } from "../domain/campaign.ts";
import { markers, type RegionName } from "./regions.ts";

/**
 * A plain document for a campaign that has none yet, its regions still empty. Where several documents are configured
 * and a file is named after a category (`tracker/case-studies.md`), it holds that category's details, and the others
 * hold what no such file does.
 */
export function renderNewTracker(
  path: string,
  { catalog, config }: Pick<Campaign, "catalog" | "config">,
): string {
  const categoryOf = (file: string) =>
    config.paths.tracker.length === 1
      ? undefined
      : catalog.categories.find(({ name }) => slug(name) === stem(file));
  const own = categoryOf(path);
  if (own && !/["<>]|--/.test(own.name)) {
    return [
      "# Diagram tracker",
      "",
      "What each diagram of this category stands at. Comment `/claim` and an ID from the table on an issue to take one.",
      "",
      ...region("details", `category="${own.name}"`),
      "",
    ].join("\n");
  }
  const split = config.paths.tracker.some((file) => categoryOf(file) !== undefined);
  return [
    "# Diagram tracker",
    "",
    "What is to be made, who makes it, and how far it is. Diagram Tracker keeps the parts between its marker comments",
    "up to date from the catalog and the assignment files; everything else here is yours to edit.",
    "",
    "To take a diagram, comment `/claim` and its ID on an issue. `/next` suggests one, `/help` lists all commands.",
    "",
    "## Summary",
    "",
    ...region("summary"),
    "",
    ...region("chart"),
    "",
    ...(split ? [] : ["## Diagrams", "", ...region("details"), ""]),
    ...(catalog.phases.length === 0 ? [] : ["## Priorities", "", ...region("phases"), ""]),
    "## People",
    "",
    ...region("people"),
    "",
    "---",
    "",
    ...region("footer"),
    "",
  ].join("\n");
}

function region(name: RegionName, attribute?: string): string[] {
  const { begin, end } = markers(name, attribute);
  return [begin, end];
}

function stem(path: string): string {
  return slug(path.slice(path.lastIndexOf("/") + 1).replace(/\.[^.]*$/, ""));
}

function slug(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/g, "");
}
