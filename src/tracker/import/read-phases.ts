import type { List } from "mdast";
import { parseIdPattern } from "../../domain/diagram-id.ts";
import { textOf } from "../table.ts";
import {
  type Block,
  clip,
  type HeadingBlock,
  lineOf,
  NAME_LENGTH,
  parseHeading,
  parseNumber,
  type Report,
} from "./outline.ts";

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

/** The lists whose items begin with an ID or a pattern such as `G-LIN-*`, each under its phase's heading. */
export function readPhases(blocks: readonly Block[], report: Report): Phases {
  const phases: ListedPhase[] = [];
  const used: Block[] = [];
  for (const block of blocks) {
    if (block.node.type !== "list") continue;
    const items = readItems(block.node, report);
    if (items.length === 0) continue;
    const heading = block.under.at(-1);
    phases.push({ ...nameOf(heading, phases.length + 1, report), items });
    if (heading) used.push(heading);
    used.push(block);
  }
  const after = blocks[(used.at(-1)?.index ?? Number.NaN) + 1];
  const said = after?.node.type === "paragraph" ? TOTAL.exec(after.text)?.[1] : undefined;
  const count = said === undefined ? null : parseNumber(said);
  if (!after || count === null) return { phases, blocks: used, total: null };
  return { phases, blocks: [...used, after], total: { count, line: after.line } };
}

function nameOf(
  heading: HeadingBlock | undefined,
  number: number,
  report: Report,
): Pick<ListedPhase, "name" | "when"> {
  if (!heading?.text) return { name: `Phase ${number}`, when: null };
  const { text, line } = heading;
  const [, title = text, words] = WHEN.exec(text) ?? [];
  // A number of diagrams is no time.
  const when = words && parseHeading(text).count === null ? clip(words, NAME_LENGTH, line, report) : null;
  return { name: clip(title, NAME_LENGTH, line, report), when };
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
    const line = lineOf(item);
    return [{ match, label: label ? clip(label, NAME_LENGTH, line, report) : null, planned, line }];
  });
  // A list that merely mentions an ID somewhere is none of a phase.
  if (!items.some(({ match, planned }) => match.endsWith("-*") || planned !== null)) return [];
  for (const line of unread) {
    report(line, "This item of a phase is not imported: expected `G-LIN-* (label) - 6 diagrams`.", "error");
  }
  return items;
}
