import type { Catalog } from "../../domain/catalog.ts";
import type { CampaignProgress, Progress } from "../../domain/progress.ts";
import type { Block, Report } from "./outline.ts";
import type { DetailCategory } from "./read-details.ts";
import type { Footer } from "./read-footer.ts";
import type { Phases } from "./read-phases.ts";
import type { Figures, Summary } from "./read-summary.ts";

export interface Sections {
  readonly summary: Summary | null;
  readonly details: readonly DetailCategory[];
  readonly phases: Phases;
  readonly footer: Footer | null;
}

/** Reports where the document's own numbers disagree with what its rows and plans come to. */
export function findDisagreements(
  { summary, details, phases, footer }: Sections,
  catalog: Catalog,
  progress: CampaignProgress,
  report: Report,
): void {
  for (const category of details) headingAgainstRows(category, summary, report);
  for (const row of summary?.categories ?? []) {
    const computed = progress.categories.find(({ category }) => category.name === row.name);
    if (computed) figuresAgainst(row, computed, report);
  }
  if (summary?.total) figuresAgainst(summary.total, progress.total, report);
  listedAgainstRows(phases, catalog, report);
  const { total } = progress.inPhases;
  if (phases.total && phases.total.count !== total) {
    const { count, line } = phases.total;
    const named = new Set(catalog.phases.flatMap(({ items }) => items.flatMap(({ diagrams }) => diagrams)))
      .size;
    const message = `The document says ${count} diagrams in all phases; their items come to ${total}, of which ${named} have a row.`;
    report(line, message);
  }
  if (footer?.tracking) {
    const { diagrams, categories, line } = footer.tracking;
    const [all, count] = [progress.total.total, catalog.categories.length];
    if (diagrams !== all || categories !== count) {
      report(
        line,
        `The document says ${diagrams} diagrams in ${categories} categories; there are ${all} in ${count}.`,
      );
    }
  }
}

function headingAgainstRows(category: DetailCategory, summary: Summary | null, report: Report): void {
  const inSummary = summary?.categories.find(({ name }) => name === category.name);
  const [stated, planned] = [inSummary?.total ?? null, category.planned];
  if (stated !== null && planned !== null && stated !== planned) {
    const elsewhere = `the summary on line ${inSummary?.line} says ${stated}`;
    report(
      category.line,
      `The heading of \`${category.name}\` says ${planned} diagrams, ${elsewhere}; the summary counts.`,
    );
  }
  for (const { key, planned, rows, line } of category.groups) {
    if (planned !== null && planned < rows.length) {
      report(
        line,
        `The heading of \`${key}\` says ${planned} diagrams but ${rows.length} rows follow; the rows count.`,
      );
    }
  }
  const named = category.groups.reduce((sum, { rows }) => sum + rows.length, 0);
  const total = stated ?? planned ?? named;
  if (named < total)
    report(category.line, `\`${category.name}\` plans ${total} diagrams; ${named} have a row so far.`);
  else if (named > total) {
    report(
      category.line,
      `\`${category.name}\` plans ${total} diagrams but ${named} have a row; the rows count.`,
    );
  }
}

function figuresAgainst(row: Figures, computed: Progress, report: Report): void {
  const names = [
    ["total", "Total"],
    ["complete", "Complete"],
    ["inProgress", "In Progress"],
    ["pending", "Pending"],
    ["percent", "% Done"],
  ] as const;
  const wrong = names.flatMap(([key, name]) => {
    const stated = row[key];
    return stated === null || stated === computed[key]
      ? []
      : [`${name} ${stated} instead of ${computed[key]}`];
  });
  if (wrong.length > 0)
    report(row.line, `The summary of \`${row.name}\` disagrees with the rows: ${wrong.join(", ")}.`);
}

function listedAgainstRows(phases: Phases, catalog: Catalog, report: Report): void {
  const listed = phases.phases.flatMap(({ items }) => items);
  const built = catalog.phases.flatMap(({ items }) => items);
  listed.forEach(({ match, planned, line }, index) => {
    const named = built[index]?.diagrams.length ?? 0;
    if (named === 0)
      report(line, `\`${match}\` stands for ${planned ?? "some"} diagrams, but none of them has a row.`);
    else if (planned !== null && planned !== named) {
      report(
        line,
        `\`${match}\` is to be ${planned} diagrams; ${named} have a row. The larger number counts.`,
      );
    }
  });
}

const CLAIM =
  /(?:\b(?:all|total(?: of)?|over|first|about|some|than) (\d[\d,]*)\+? diagrams\b)|(?:(?<![\d,])(\d[\d,]*)\+ diagrams\b)/i;

/** Numbers in the maintainers' own sentences: ours to compare, theirs to change. */
export function findClaimsInProse(
  blocks: readonly Block[],
  phases: Phases,
  progress: CampaignProgress,
  report: Report,
): void {
  const managed = new Set(phases.blocks.map(({ index }) => index));
  const above = new Set(phases.blocks.flatMap(({ under }) => under.map(({ index }) => index)));
  for (const { index, text, line } of blocks) {
    if (managed.has(index)) continue;
    const [claim = "", stated, over] = CLAIM.exec(text) ?? [];
    if (claim === "") continue;
    const count = Number((stated ?? over ?? "").replaceAll(",", ""));
    const about = above.has(index) && phases.blocks.length > 0 && text.match(/MVP|priorit|phase/i);
    const [total, what] = about
      ? [progress.inPhases.total, "the phases come to"]
      : [progress.total.total, "the catalog comes to"];
    if (count !== total) report(line, `The text says "${claim}"; ${what} ${total}. It is kept as it stands.`);
  }
}
