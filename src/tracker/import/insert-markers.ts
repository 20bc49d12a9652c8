import { markers, type RegionName } from "../regions.ts";
import { type Block, isReplaceable, type Report } from "./outline.ts";
import type { DetailCategory, DetailGroup } from "./read-details.ts";

/** Blocks that become one managed region. */
interface Span {
  readonly region: RegionName;
  readonly attribute: string;
  readonly start: number;
  readonly end: number;
  /** Lines to stand behind it. */
  readonly behind: readonly string[];
  /** The blocks stay as they are, and an empty region comes behind them. */
  readonly isBeside: boolean;
}

export interface Parts {
  readonly summary: readonly Block[];
  readonly details: readonly DetailCategory[];
  readonly phases: readonly Block[];
  readonly footer: readonly Block[];
}

/**
 * Puts markers around the parts that will be managed, and behind them what their tables cannot show. Every other byte
 * stays: taking out what was put in gives the source.
 */
export function insertMarkers(text: string, blocks: readonly Block[], parts: Parts, report: Report): string {
  const spans = [
    ...spanOf("summary", parts.summary, blocks, report),
    ...detailSpans(text, parts.details, blocks, report),
    ...spanOf("phases", parts.phases, blocks, report),
    ...spanOf("footer", parts.footer, blocks, report),
  ].sort((one, other) => one.start - other.start);
  const feed = text.indexOf("\n");
  const eol = feed > 0 && text[feed - 1] === "\r" ? "\r\n" : "\n";
  let result = "";
  let at = 0;
  for (const { region, attribute, start, end, behind, isBeside } of spans) {
    const { begin, end: close } = markers(region, attribute);
    const last = lineEnd(text, end);
    const first = isBeside
      ? last
      : Math.max(text.lastIndexOf("\n", start - 1) + 1, text.startsWith("\uFEFF") ? 1 : 0);
    const inside = isBeside ? "" : `${text.slice(first, last)}${eol}`;
    const gap = isBeside ? eol + eol : "";
    result += `${text.slice(at, first)}${gap}${begin}${eol}${inside}${close}`;
    if (behind.length > 0) result += eol + eol + behind.join(eol);
    at = last;
  }
  return result + text.slice(at);
}

function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  if (feed === -1) return text.length;
  return text[feed - 1] === "\r" && feed > offset ? feed - 1 : feed;
}

/** One region over all the blocks, or none where other text stands between them: rendering would take it away. */
function spanOf(
  region: RegionName,
  owned: readonly Block[],
  blocks: readonly Block[],
  report: Report,
): Span[] {
  const foreign = foreignBlock(owned, blocks);
  if (foreign) {
    const { begin, end } = markers(region);
    const what = `Other text stands within the ${region}, so they are not marked`;
    report(foreign.line, `${what}. Move it away, and put \`${begin}\` and \`${end}\` around them.`);
    return [];
  }
  return cover(region, "", owned);
}

/**
 * One region where nothing else stands between the tables; else one for each category, and where text stands within a
 * category, one for each of its groups.
 */
function detailSpans(
  text: string,
  categories: readonly DetailCategory[],
  blocks: readonly Block[],
  report: Report,
): Span[] {
  const tabled = categories.filter(({ groups }) => groups.some((group) => group.rows.length > 0));
  const isOwn = (heading: Block) => isReplaceable(heading, text);
  const isWhole = ({ heading, groups }: DetailCategory) =>
    (heading === null || isOwn(heading)) &&
    groups.every(
      (group) =>
        group.kept.length === 0 &&
        !group.isBeside &&
        group.blocks.every((block) => block.kind !== "heading" || isOwn(block)),
    );
  if (categories.every(isWhole) && !foreignBlock(categories.flatMap(blocksOf), blocks))
    return cover("details", "", categories.flatMap(blocksOf));
  return tabled.flatMap((category) => {
    const attribute = `category="${category.name}"`;
    const whole = blocksOf(category);
    if (category.heading && isSafe(category.name) && isWhole(category) && !foreignBlock(whole, blocks)) {
      return cover("details", attribute, whole);
    }
    const tables = category.groups.filter(({ rows }) => rows.length > 0);
    return tables.flatMap((group) => groupSpan(group, isOwn, blocks, report));
  });
}

function groupSpan(
  group: DetailGroup,
  isOwn: (heading: Block) => boolean,
  blocks: readonly Block[],
  report: Report,
): Span[] {
  const owned = group.blocks.filter((block) => block.kind !== "heading" || isOwn(block));
  const foreign = foreignBlock(owned, blocks);
  const tables = owned.filter(({ kind }) => kind !== "heading");
  if (!isSafe(group.key) || foreignBlock(tables, blocks)) {
    report(group.line, `The tables of \`${group.key}\` are not marked; put \`details\` markers around them.`);
    return [];
  }
  if (foreign && !group.isBeside) {
    const message = `This text stands between the heading and the table of \`${group.key}\`. It is kept; the table gets a heading of its own.`;
    report(foreign.line, message);
  }
  const covered = foreign || group.isBeside ? tables : owned;
  return cover("details", `group="${group.key}"`, covered, group.kept, group.isBeside);
}

function blocksOf(category: DetailCategory): Block[] {
  const heading = category.heading ? [category.heading] : [];
  return [...heading, ...category.groups.flatMap(({ blocks }) => blocks)];
}

function cover(
  region: RegionName,
  attribute: string,
  owned: readonly Block[],
  behind: readonly string[] = [],
  isBeside = false,
): Span[] {
  if (owned.length === 0) return [];
  const [start, end] = owned.reduce(
    ([first, last], block) => [Math.min(first, block.start), Math.max(last, block.end)],
    [Number.POSITIVE_INFINITY, 0],
  );
  return [{ region, attribute, start, end, behind, isBeside }];
}

/** The first block between the first and the last of the owned that is none of them. */
function foreignBlock(owned: readonly Block[], blocks: readonly Block[]): Block | null {
  const indexes = new Set(owned.map(({ index }) => index));
  const sorted = [...indexes].sort((one, other) => one - other);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return null;
  return blocks.slice(first, last + 1).find(({ index }) => !indexes.has(index)) ?? null;
}

/** Whether the text can stand in a marker: see `markers`. */
function isSafe(text: string): boolean {
  return !/["<>]|--/.test(text);
}
