import { parseIdPattern } from "../../domain/diagram-id.ts";
import { markers } from "../regions.ts";
import { parseBracketed, parseCounted } from "./numbers.ts";
import {
  type Block,
  clip,
  type HeadingBlock,
  isReplaceable,
  type ListBlock,
  NAME_LENGTH,
  parseHeading,
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
  /** Whether ours in their place would show all that they do. */
  readonly isWhole: boolean;
  /** What the document says that all phases come to. */
  readonly total: { readonly count: number; readonly line: number } | null;
}

const PHASES = markers("phases");

/** The lists whose items begin with an ID or a pattern such as `G-LIN-*`, each under its phase's heading. */
export function readPhases(text: string, blocks: readonly Block[], report: Report): Phases {
  const phases: ListedPhase[] = [];
  const used: Block[] = [];
  let lost: Block | null = null;
  for (const block of blocks) {
    if (block.kind !== "list") continue;
    const items = readItems(block, report);
    if (items.length === 0) continue;
    const heading = block.under.at(-1);
    const isWhole = items.length === block.items.length && block.isPlain;
    if (!isWhole || (heading && !isReplaceable(heading, text))) lost ??= block;
    phases.push({ ...nameOf(heading, phases.length + 1, report), items });
    if (heading) used.push(heading);
    used.push(block);
  }
  if (lost) {
    const what =
      "The phases are read into the catalog, but their lists stay as they stand, since more is in them than the tracker shows";
    report(
      lost.line,
      `${what}. To have them kept up to date, put \`${PHASES.begin}\` and \`${PHASES.end}\` where they shall stand.`,
    );
  }
  const isWhole = lost === null;
  const after = blocks[(used.at(-1)?.index ?? Number.NaN) + 1];
  const isTotal = after?.kind === "paragraph" && /^Total\b/i.test(after.text);
  const count = isTotal ? (parseCounted(after.text)?.count ?? null) : null;
  if (!after || count === null) return { phases, blocks: used, isWhole, total: null };
  const isPlain = /^Total(?: [\p{L}\p{N}]+)?:? /u.test(parseCounted(after.text)?.before ?? "");
  return { phases, blocks: isPlain ? [...used, after] : used, isWhole, total: { count, line: after.line } };
}

function nameOf(
  heading: HeadingBlock | undefined,
  number: number,
  report: Report,
): Pick<ListedPhase, "name" | "when"> {
  if (!heading?.text) return { name: `Phase ${number}`, when: null };
  const { text, line } = heading;
  const brackets = parseBracketed(text);
  const title = brackets?.before ? brackets.before : text;
  const words = brackets?.before ? brackets.inside : "";
  // A number of diagrams is no time.
  const when = words && parseHeading(text).count === null ? clip(words, NAME_LENGTH, line, report) : null;
  return { name: clip(title, NAME_LENGTH, line, report), when };
}

function readItems(list: ListBlock, report: Report): ListedItem[] {
  const unread: number[] = [];
  const items = list.items.flatMap(({ text, line }): ListedItem[] => {
    const { match, label, planned } = parseItem(text);
    if (!parseIdPattern(match)) {
      unread.push(line);
      return [];
    }
    return [{ match, label: label ? clip(label, NAME_LENGTH, line, report) : null, planned, line }];
  });
  // A list that merely mentions an ID somewhere is none of a phase.
  if (!items.some(({ match, planned }) => match.endsWith("-*") || planned !== null)) return [];
  for (const line of unread) {
    report(line, "This item of a phase is not imported: expected `G-LIN-* (label) - 6 diagrams`.", "error");
  }
  return items;
}

/** `G-LIN-* (label) - 6 diagrams, 2 complete` → its parts; what has not this form is no ID either. */
function parseItem(text: string): Pick<ListedItem, "match" | "label" | "planned"> {
  const counted = parseCounted(text);
  const before = counted?.before.trimEnd() ?? "";
  const isCounted = /(?:\s[-–—]|:)$/.test(before);
  const rest = isCounted ? before.slice(0, -1).trimEnd() : text;
  const planned = isCounted ? (counted?.count ?? null) : null;
  const labelled = rest.indexOf(" (");
  if (labelled === -1 || !rest.endsWith(")")) return { match: rest, label: null, planned };
  return { match: rest.slice(0, labelled), label: rest.slice(labelled + 2, -1), planned };
}
