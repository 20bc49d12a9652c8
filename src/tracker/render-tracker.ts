import type { Campaign } from "../domain/campaign.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
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
    const { regions, problems: found } = findRegions(document);
    const wrong = [...found, ...unknownFilters(document, regions, input.campaign)];
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
    if (!present.has(path))
      changes.push({ path, text: renderDocumentOf(renderNewTracker(path, input.campaign), rendering) });
  }
  return { changes, problems };
}

function prepare({ documents, campaign, url, broken }: TrackerInput): Rendering {
  if (broken.size === 0) return { campaign, progress: progressOf(campaign), url, kept: new Map() };
  const assignments = new Map([...campaign.assignments, ...lastGoodAssignments(documents, broken)]);
  const whole = { ...campaign, assignments };
  return { campaign: whole, progress: progressOf(whole), url, kept: findRows(documents, broken) };
}

function renderDocumentOf(text: string, rendering: Rendering): string {
  return renderDocument(text, findRegions({ path: "", text }).regions, rendering);
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
  { catalog }: Campaign,
): Problem[] {
  return regions.flatMap((region) => {
    const checks = [
      ["category", region.category, catalog.categories.map(({ name }) => name)],
      ["group", region.group, catalog.categories.flatMap(({ groups }) => groups.map(({ key }) => key))],
    ] as const;
    return checks.flatMap(([what, value, known]): Problem[] => {
      if (value === null || known.includes(value)) return [];
      const near = suggest(value, known);
      const hint = near ? `Did you mean \`${near}\`?` : "Name one as the catalog spells it.";
      const message = `The catalog has no ${what} \`${value}\`. ${hint}`;
      return [{ file: path, line: lineNumber(text, region.begin), column: 1, severity: "error", message }];
    });
  });
}

function noRegions(file: string): Problem {
  const { begin, end } = markers("summary");
  const message = `This document has no managed region, so nothing in it is kept up to date. Put \`${begin}\` and \`${end}\` on lines of their own where the summary shall stand (likewise \`details\`, \`phases\` and \`footer\`).`;
  return { file, line: 1, column: 1, severity: "warning", message };
}
