import type { Campaign } from "../domain/campaign.ts";
import { campaignFigures } from "../domain/campaign-figures.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { Problem } from "../domain/problem.ts";
import { namedProgress } from "../domain/progress.ts";
import type { FileChange, SourceFile } from "../domain/source-file.ts";
import { withFormatterComments, withoutFormatterComments } from "./formatter-comments.ts";
import { renderNewTracker } from "./new-tracker.ts";
import { findRegions, isReadBack, type Region } from "./regions.ts";
import { renderChart } from "./render-chart.ts";
import { renderOverdue, renderPeople, renderRecent, renderReview } from "./render-lists.ts";
import { renderPartial } from "./render-partial.ts";
import {
  type Rendering,
  renderDetails,
  renderFooter,
  renderPhases,
  renderSummaryTable,
} from "./render-region.ts";
import { findRows, lastGoodAssignments } from "./rows.ts";
import { type CatalogNames, catalogNamesOf, understandDocument } from "./understand-document.ts";

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
  /** Of severity `error`: what keeps a region, or a document that is no text, from being written. */
  readonly problems: readonly Problem[];
}

/**
 * Brings the managed regions of all documents up to date. Pure: the same input gives the same bytes, and rendering
 * what was rendered changes nothing. Outside the regions not a byte changes.
 */
export function renderTracker(input: TrackerInput): RenderedTracker {
  const { documents } = input;
  const names = catalogNamesOf(input.campaign.catalog);
  const rendering = prepare(input, names);
  const changes: FileChange[] = [];
  const problems: Problem[] = [];
  for (const document of documents) {
    const { regions, problems: found } = understandDocument(document, names);
    problems.push(...found);
    const text = renderDocument(document.text, regions, rendering);
    if (text !== document.text) changes.push({ path: document.path, text });
  }
  const present = new Set(documents.map(({ path }) => path));
  for (const path of input.campaign.config.paths.tracker) {
    // A document of half a catalog would take the other half for none.
    if (present.has(path) || !input.campaign.catalog.isWhole) continue;
    const text = renderNewTracker(path, input.campaign);
    changes.push({ path, text: renderDocument(text, findRegions({ path, text }).regions, rendering) });
  }
  return { changes, problems };
}

function prepare({ documents, campaign, url, broken }: TrackerInput, names: CatalogNames): Rendering {
  const { categories, groups } = names;
  const whole = broken.size === 0 ? campaign : withLastGood(campaign, documents, broken);
  const kept = findRows(documents, broken);
  return {
    campaign: whole,
    figures: campaignFigures(whole),
    url,
    kept,
    isGuessed: broken.size > 0,
    categories,
    groups,
  };
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
  const contents = regions.map((region) =>
    contentOf(text, region, rendering, lastUpdated(text, region) ?? today),
  );
  const changed = regions.some(({ start, end }, index) => text.slice(start, end) !== contents[index]);
  if (!changed) return text;
  let result = "";
  let at = 0;
  regions.forEach((region, index) => {
    const content = region.name === "footer" ? contentOf(text, region, rendering, today) : contents[index];
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

function contentOf(text: string, region: Region, rendering: Rendering, day: string): string {
  const old = text.slice(region.start, region.end);
  const before = withoutFormatterComments(old, region.eol);
  const lines = rendering.campaign.catalog.isWhole
    ? linesFor(region, rendering, day)
    : renderPartial(rendering, region, before.split(/\r?\n/).slice(0, -1), day);
  // The row of a file that cannot be read names no days, so what lists and curve know of them stays.
  if (before !== "" && rendering.isGuessed && !isReadBack(region)) return old;
  // Marks alone are no change: they come with the next one.
  if (lines === null || before === joined(lines, region)) return old;
  return joined(withFormatterComments(lines), region);
}

function joined(lines: readonly string[], { eol }: Region): string {
  return lines.join(eol) + eol;
}

function linesFor(region: Region, rendering: Rendering, day: string): string[] {
  switch (region.name) {
    case "summary":
      return renderSummaryTable(namedProgress(rendering.figures));
    case "details":
      return renderDetails(rendering, region);
    case "phases":
      return renderPhases(rendering);
    case "footer":
      return renderFooter(rendering, day);
    case "chart":
      return renderChart(rendering.figures);
    case "people":
      return renderPeople(rendering.figures, rendering.url);
    case "recent":
      return renderRecent(rendering.figures, rendering.url);
    case "review":
      return renderReview(rendering.figures, rendering.url);
    case "overdue":
      return renderOverdue(rendering.figures, rendering.url);
  }
}
