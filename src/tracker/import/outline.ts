import type { Heading, Nodes, RootContent } from "mdast";
import type { Problem } from "../../domain/problem.ts";
import { parseMarkdown, textOf } from "../table.ts";
import { cutAtHeadings } from "./pieces.ts";

/** A block of the document (heading, table, list, paragraph …), in order. */
export interface Block {
  readonly index: number;
  readonly node: RootContent;
  /** What a person sees of it. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
  /** Offsets of its first and behind its last character, without the line end. */
  readonly start: number;
  readonly end: number;
  /** The headings that it stands under, outermost first; without itself. */
  readonly under: readonly HeadingBlock[];
}

export interface HeadingBlock extends Block {
  readonly node: Heading;
}

/** Says what the source document disagrees about, on which of its lines. */
export type Report = (line: number, message: string, severity?: Problem["severity"]) => void;

/** So much of a document is read at once, where headings allow. */
const PIECE = 100_000;

export function outlineOf(text: string, pieceLength = PIECE): Block[] {
  // Offsets of the reader do not count a byte order mark.
  const skipped = text.startsWith("\uFEFF") ? 1 : 0;
  const blocks: Block[] = [];
  let under: readonly HeadingBlock[] = [];
  for (const node of readPieces(text.slice(skipped), pieceLength)) {
    const start = (node.position?.start.offset ?? 0) + skipped;
    const end = (node.position?.end.offset ?? 0) + skipped;
    const isHeading = node.type === "heading";
    if (isHeading) under = under.filter((heading) => heading.node.depth < node.depth);
    const seen = isHeading || node.type === "paragraph" ? textOf(node) : "";
    const block = { index: blocks.length, node, text: seen, line: lineOf(node), start, end, under };
    blocks.push(block);
    if (isHeading) under = [...under, { ...block, node }];
  }
  return blocks;
}

function* readPieces(text: string, pieceLength: number): Generator<RootContent> {
  for (const piece of cutAtHeadings(text, pieceLength)) {
    for (const node of parseMarkdown(piece.text).children) {
      shift(node, piece);
      yield node;
    }
  }
}

/** Makes the positions in a piece those in the document. */
function shift(node: Nodes, by: { readonly offset: number; readonly lines: number }): void {
  if (by.offset === 0) return;
  for (const point of [node.position?.start, node.position?.end]) {
    if (!point) continue;
    point.line += by.lines;
    point.offset = (point.offset ?? 0) + by.offset;
  }
  if ("children" in node) for (const child of node.children) shift(child, by);
}

export function lineOf(node: { position?: { start: { line: number } } | undefined }): number {
  return node.position?.start.line ?? 1;
}

const COUNT = /^(.*?) ?\((\d[\d,]*) [A-Za-z]+\)$/;
const KEY = /^([A-Za-z][\w.-]{0,38}): (.+)$/;

/** How long the name of a category, group or phase may be. */
export const NAME_LENGTH = 200;

/** `G01: Linearizability (6 diagrams)` → its parts. */
export function parseHeading(text: string): { key: string | null; name: string; count: number | null } {
  const counted = COUNT.exec(text);
  const title = counted?.[1] || text || "Untitled";
  const keyed = KEY.exec(title);
  return {
    key: keyed?.[1] ?? null,
    name: keyed?.[2] ?? title,
    count: counted?.[2] === undefined ? null : parseNumber(counted[2]),
  };
}

const PLANNED_LIMIT = 1_000_000;

/** `1,233` → 1233; null when it is no number that a catalog may hold. */
export function parseNumber(text: string): number | null {
  const digits = text.replace(/[,\s]/g, "");
  return /^\d{1,7}$/.test(digits) && Number(digits) <= PLANNED_LIMIT ? Number(digits) : null;
}

/** The first `length` characters; a longer text is reported. */
export function clip(text: string, length: number, line: number, report: Report): string {
  if (text.length <= length) return text;
  report(
    line,
    `The name \`${text.slice(0, 40)}…\` has ${text.length} characters; the first ${length} are taken.`,
  );
  return text.slice(0, length).toWellFormed().trim();
}
