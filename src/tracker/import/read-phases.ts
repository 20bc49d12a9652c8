import type { List } from "mdast";
import { parseIdPattern } from "../../domain/diagram-id.ts";
import { textOf } from "../table.ts";
import { type Block, type HeadingBlock, lineOf, parseHeading, parseNumber, type Report } from "./outline.ts";

interface ListedItem {
  readonly match: string;
  readonly label: string | null;
  readonly planned: number | null;
  readonly line: number;
}

export interface ListedPhase {
  readonly name: string;
  readonly when: string | null;
  readonly items: readonly ListedItem[];
}

export interface Phases {
  readonly phases: readonly ListedPhase[];
  /** Headings, lists and the line of the total. */
  readonly blocks: readonly Block[];
  /** What the document says that all phases come to. */
  readonly total: { readonly count: number; readonly line: number } | null;
}

const ITEM = /^(\S+)(?: \((.*)\))?(?: ?[-–—:] ?(\d[\d,]*) [A-Za-z]+(?:, [\d,]+ complete)?)?$/;
const TOTAL = /^Total\b.*?(\d[\d,]*) [A-Za-z]+(?:, [\d,]+ complete)?$/i;
const WHEN = /^(.*\S) ?\(([^()]*)\)$/;
const LIMIT = 200;

/** The lists whose items begin with an ID or a pattern such as `G-LIN-*`, each under its phase's heading. */
export function readPhases(blocks: readonly Block[], report: Report): Phases {
  const phases: ListedPhase[] = [];
  const used: Block[] = [];
  for (const block of blocks) {
    if (block.node.type !== "list") continue;
    const items = readItems(block.node, report);
    if (items.length === 0) continue;
    const heading = block.under.at(-1);
    phases.push({ ...nameOf(heading, phases.length + 1), items });
    if (heading) used.push(heading);
    used.push(block);
  }
  const after = blocks[(used.at(-1)?.index ?? Number.NaN) + 1];
  const said = after?.node.type === "paragraph" ? TOTAL.exec(after.text)?.[1] : undefined;
  const count = said === undefined ? null : parseNumber(said);
  if (!after || count === null) return { phases, blocks: used, total: null };
  return { phases, blocks: [...used, after], total: { count, line: after.line } };
}

function nameOf(heading: HeadingBlock | undefined, number: number): Pick<ListedPhase, "name" | "when"> {
  if (!heading) return { name: `Phase ${number}`, when: null };
  if (parseHeading(heading.text).count !== null) {
    const name = heading.text.slice(0, heading.text.lastIndexOf("(")).trim();
    return { name: name.slice(0, LIMIT).toWellFormed(), when: null };
  }
  const [, name = heading.text, when = null] = WHEN.exec(heading.text) ?? [];
  return { name: name.slice(0, LIMIT).toWellFormed(), when: when?.slice(0, LIMIT).toWellFormed() || null };
}

function readItems(list: List, report: Report): ListedItem[] {
  const unread: number[] = [];
  const items = list.children.flatMap((item): ListedItem[] => {
    const [, match = "", label = null, count] = ITEM.exec(textOf(item)) ?? [];
    if (!parseIdPattern(match)) {
      unread.push(lineOf(item));
      return [];
    }
    const planned = count === undefined ? null : parseNumber(count);
    return [{ match, label: label?.slice(0, LIMIT).toWellFormed() || null, planned, line: lineOf(item) }];
  });
  // A list that merely mentions an ID somewhere is none of a phase.
  if (!items.some(({ match, planned }) => match.endsWith("-*") || planned !== null)) return [];
  for (const line of unread) {
    report(line, "This item of a phase is not imported: expected `G-LIN-* (label) - 6 diagrams`.", "error");
  }
  return items;
}
