import type { DiagramId } from "../../domain/diagram-id.ts";
import { captionOf, captionText } from "./caption.ts";
import { type Block, clip, type HeadingBlock, NAME_LENGTH, parseHeading, type Report } from "./outline.ts";
import type { DetailRow, FoundTable } from "./read-tables.ts";

export interface DetailGroup {
  readonly key: string;
  readonly name: string;
  /** What the heading says; null where it says nothing. */
  readonly planned: number | null;
  readonly line: number;
  /** Its heading and tables. */
  readonly blocks: Block[];
  readonly rows: DetailRow[];
  /** What of its tables has no place in ours, as lines to stand behind it. */
  readonly kept: string[];
  /** Its table stands in a list or a quote, or its list is more than ours would be: it stays, and ours comes behind it. */
  isBeside: boolean;
}

export interface DetailCategory {
  readonly name: string;
  readonly planned: number | null;
  readonly line: number;
  readonly heading: Block | null;
  readonly groups: DetailGroup[];
}

/** What was found, with the headings that it stands under, as categories and groups in the document's order. */
export function readDetails(
  blocks: readonly Block[],
  found: readonly FoundTable[],
  isCategory: (name: string) => boolean,
  report: Report,
): DetailCategory[] {
  const categories = new Map<string, DetailCategory>();
  const groups = new Map<Block["index"] | string, DetailGroup>();
  const keys = new Map<string, number>();
  const byBlock = Map.groupBy(found, ({ block }) => block.index);

  const categoryFor = (name: string, line: number, heading: Block | null, planned: number | null) => {
    const known = categories.get(name.toLowerCase());
    if (known) return known;
    const made = { name: clip(name, NAME_LENGTH, line, report), planned, line, heading, groups: [] };
    categories.set(name.toLowerCase(), made);
    return made;
  };
  const groupFor = (context: DetailContext, line: number, one: FoundTable | null) => {
    const at = context.group?.index ?? context.category;
    const known = groups.get(at);
    if (known && (one === null || isJoined(known, one))) return known;
    const { key, name, count } = parseHeading(context.group ? captionText(context.group) : context.category);
    const wanted = known ? (prefixOf(one?.rows) ?? known.key) : (key ?? prefixOf(one?.rows) ?? name);
    const part = groupsNamed(name);
    const group: DetailGroup = {
      key: uniqueKey(
        clip(wanted, 36, line, report),
        keys,
        key === null ? null : (message) => report(line, message),
      ),
      name: clip(known ? `${name} (${part + 1})` : name, NAME_LENGTH, line, report),
      planned: known || context.group === context.heading ? null : count,
      line,
      blocks:
        !known && context.group?.kind === "heading" && context.group !== context.heading
          ? [context.group]
          : [],
      rows: [],
      kept: [],
      isBeside: one?.isBeside ?? false,
    };
    groups.set(at, group);
    const { name: categoryName, count: planned } = parseHeading(context.category);
    categoryFor(categoryName, context.heading?.line ?? line, context.heading, planned).groups.push(group);
    return group;
  };
  const parts = new Map<string, number>();
  const groupsNamed = (name: string) => {
    const count = parts.get(name) ?? 0;
    parts.set(name, count + 1);
    return count;
  };

  for (const block of blocks) {
    if (block.kind === "heading") {
      // A heading with a count but without a table is a plan that names nothing yet.
      const { key, name, count } = parseHeading(block.text);
      if (count === null || !startsSection(blocks, block)) continue;
      const parent = block.under.at(-1);
      if (key !== null && parent && categories.has(parseHeading(parent.text).name.toLowerCase())) {
        groupFor({ group: block, category: parent.text, heading: parent }, block.line, null);
      } else if (key === null) categoryFor(name, block.line, block, count);
      continue;
    }
    for (const one of byBlock.get(block.index) ?? []) {
      const context = contextOf(block, isCategory, captionOf(blocks, block));
      const group = groupFor(context, (context.group ?? block).line, one);
      group.isBeside ||= one.isBeside;
      group.blocks.push(block);
      for (const row of one.rows) group.rows.push(row);
      group.kept.push(...one.kept);
    }
  }
  return [...categories.values()];
}

/** Whether one more table can be shown in the group's own: with nothing between them, and nothing to stand behind them. */
function isJoined({ blocks, kept, isBeside }: DetailGroup, { block, ...one }: FoundTable): boolean {
  const last = blocks.at(-1);
  if (!last || last.kind === "heading") return true;
  return last.index + 1 === block.index && kept.length + one.kept.length === 0 && !isBeside && !one.isBeside;
}

interface DetailContext {
  readonly group: Block | null;
  /** Text of the category's heading. */
  readonly category: string;
  readonly heading: Block | null;
}

const GENERIC = /\b(?:track|detail|diagram|table|list|inventor|overview|progress)/i;

/** Which of the headings above a table is its group's and which its category's. */
function contextOf(
  { under }: Block,
  isCategory: (name: string) => boolean,
  caption: Block | null,
): DetailContext {
  const [parent, nearest] = [under.at(-2), under.at(-1)];
  if (caption && nearest) return { group: caption, category: nearest.text, heading: nearest };
  if (!nearest) return { group: null, category: "Diagrams", heading: null };
  const isNamed = (heading: HeadingBlock) => {
    const { name, count, key } = parseHeading(heading.text);
    return isCategory(name) || (key === null && count !== null);
  };
  const isOuter = parent && (isNamed(parent) || (parent.depth > 1 && !GENERIC.test(parent.text)));
  if (isOuter && !(isNamed(nearest) && !isNamed(parent))) {
    return { group: nearest, category: parent.text, heading: parent };
  }
  if (parseHeading(nearest.text).key === null)
    return { group: nearest, category: nearest.text, heading: nearest };
  return { group: nearest, category: parent?.text ?? "Diagrams", heading: null };
}

/** Whether the heading opens a part of the details: others with a number in brackets are prose. */
function startsSection(blocks: readonly Block[], heading: Block): boolean {
  const next = blocks[heading.index + 1]?.kind;
  return next === undefined || next === "heading" || next === "table" || next === "rule";
}

/** `G-LIN-FL` → `G-LIN`, for a group whose heading has no key. */
function prefixOf(rows: readonly DetailRow[] = []): string | null {
  const first: DiagramId | undefined = rows[0]?.id;
  return first === undefined ? null : first.slice(0, first.lastIndexOf("-"));
}

/**
 * A key that the document itself gives is said when it has to be another; one that was made up is not. `keys`: those that are
 * taken, with the number that the next of the name gets.
 */
function uniqueKey(
  wanted: string,
  keys: Map<string, number>,
  say: ((message: string) => void) | null,
): string {
  let key = wanted;
  let number = keys.get(wanted) ?? 2;
  while (keys.has(key)) key = `${wanted}-${number++}`;
  keys.set(wanted, number);
  keys.set(key, keys.get(key) ?? 2);
  if (key !== wanted) say?.(`The group key \`${wanted}\` is used before; this group becomes \`${key}\`.`);
  return key;
}
