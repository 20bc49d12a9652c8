import type { Campaign } from "../domain/campaign.ts";
import type { Group } from "../domain/catalog.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { found } from "../domain/findings.ts";
import type { Problem } from "../domain/problem.ts";
import { progressOf } from "../domain/progress.ts";
import type { FileChange, SourceFile } from "../domain/source-file.ts";
import { suggest } from "../domain/suggest.ts";
import { lineNumber } from "./lines.ts";
import { renderNewTracker } from "./new-tracker.ts";
import { findRegions, markers, type Region } from "./regions.ts";
import { type Rendering, renderDetails, renderFooter, renderPhases, renderSummary } from "./render-region.ts";
import { findRows, lastGoodAssignments } from "./rows.ts";

export interface TrackerInput {
  /** The documents that exist, of those that the configuration names. */
  readonly documents: readonly SourceFile[];
  readonly campaign: Campaign;
  /** The repository's own page, without a slash at the end: the base of every link. */
  readonly url: string;
  /** Diagrams whose assignment file cannot be read: their rows stay as they are, and count as they stand there. */
  readonly broken: ReadonlySet<DiagramId>;
}

export interface RenderedTracker {
  /** Only documents that really change, and configured ones that do not exist yet. */
  readonly changes: readonly FileChange[];
  /** A document with a problem of severity `error` is left alone. */
  readonly problems: readonly Problem[];
}

/**
 * Brings the managed regions of all documents up to date. Pure: the same input gives the same bytes, and rendering
 * what was rendered changes nothing. Outside the regions not a byte changes.
 */
export function renderTracker(input: TrackerInput): RenderedTracker {
  const { documents } = input;
  const rendering = prepare(input);
  const changes: FileChange[] = [];
  const problems: Problem[] = [];
  for (const document of documents) {
    const { regions, problems: wrongMarkers } = findRegions(document);
    const wrong = [...wrongMarkers, ...unknownFilters(document, regions, rendering)];
    if (wrong.length > 0) {
      problems.push(...wrong);
      continue;
    }
    if (regions.length === 0) problems.push(noRegions(document.path));
    const text = renderDocument(document.text, regions, rendering);
    if (text !== document.text) changes.push({ path: document.path, text });
  }
  const present = new Set(documents.map(({ path }) => path));
  for (const path of input.campaign.config.paths.tracker) {
    if (present.has(path)) continue;
    const text = renderNewTracker(path, input.campaign);
    changes.push({ path, text: renderDocument(text, findRegions({ path, text }).regions, rendering) });
  }
  return { changes, problems };
}

function prepare({ documents, campaign, url, broken }: TrackerInput): Rendering {
  const categories = new Map(campaign.catalog.categories.map((category) => [category.name, category]));
  const groups = new Map<string, Group>();
  for (const category of categories.values()) {
    for (const group of category.groups) groups.set(group.key, group);
  }
  const whole = broken.size === 0 ? campaign : withLastGood(campaign, documents, broken);
  const kept = findRows(documents, broken);
  return { campaign: whole, progress: progressOf(whole), url, kept, categories, groups };
}

function withLastGood(
  campaign: Campaign,
  documents: readonly SourceFile[],
  broken: ReadonlySet<DiagramId>,
): Campaign {
  const assignments = new Map([...campaign.assignments, ...lastGoodAssignments(documents, broken)]);
  return { ...campaign, assignments };
}

function renderDocument(text: string, regions: readonly Region[], rendering: Rendering): string {
  const { today } = rendering.campaign;
  const contents = regions.map((region) => contentOf(region, rendering, lastUpdated(text, region) ?? today));
  const changed = regions.some(({ start, end }, index) => text.slice(start, end) !== contents[index]);
  if (!changed) return text;
  let result = "";
  let at = 0;
  regions.forEach((region, index) => {
    const content = region.name === "footer" ? contentOf(region, rendering, today) : contents[index];
    result += text.slice(at, region.start) + content;
    at = region.end;
  });
  return result + text.slice(at);
}

/** The day that the footer names now. It stays while nothing else in the document changes. */
function lastUpdated(text: string, region: Region): string | null {
  if (region.name !== "footer") return null;
  return (
    /^\*Last Updated: (\d{4}-\d{2}-\d{2})\*\r?$/m.exec(text.slice(region.start, region.end))?.[1] ?? null
  );
}

function contentOf(region: Region, rendering: Rendering, day: string): string {
  const lines = linesFor(region, rendering, day);
  return lines.length === 0 ? "" : lines.join(region.eol) + region.eol;
}

function linesFor(region: Region, rendering: Rendering, day: string): string[] {
  switch (region.name) {
    case "summary":
      return renderSummary(rendering);
    case "details":
      return renderDetails(rendering, region);
    case "phases":
      return renderPhases(rendering);
    case "footer":
      return renderFooter(rendering, day);
  }
}

function unknownFilters(
  { path, text }: SourceFile,
  regions: readonly Region[],
  { categories, groups }: Rendering,
): Problem[] {
  const problem = (
    region: Region,
    what: "category" | "group",
    value: string,
    known: Iterable<string>,
  ): Problem => {
    const unknown = found("unknownFilter", what, value, suggest(value, known));
    return { file: path, line: lineNumber(text, region.begin), column: 1, severity: "error", ...unknown };
  };
  for (const region of regions) {
    const { category, group } = region;
    if (category !== null && !categories.has(category)) {
      return [problem(region, "category", category, categories.keys())];
    }
    if (group !== null && !groups.has(group)) return [problem(region, "group", group, groups.keys())];
  }
  return [];
}

function noRegions(file: string): Problem {
  const { begin, end } = markers("summary");
  return { file, line: 1, column: 1, severity: "warning", ...found("noRegions", begin, end) };
}
