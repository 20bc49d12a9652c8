/** Documents say what their marks mean: `| 🟠 | not started |`, `- ✅: done`, `Legend: ✅ done, 🚧 in progress`. */
import type { Status } from "../../domain/status.ts";
import { type StatusWords, statusMeant, symbolIn } from "../columns/status-words.ts";
import { readCell } from "../inline.ts";
import { splitCells } from "../table-line.ts";
import { type Block, rowsOf, type TableBlock } from "./outline.ts";
import type { RawRow } from "./read-table-rows.ts";

/** What the document says of its marks, in the form of a configuration's words. */
export function readLegend(blocks: readonly Block[]): StatusWords {
  const found: Record<string, Status> = {};
  for (const block of blocks) {
    for (const [symbol, meaning] of pairsOf(block)) {
      const status = statusMeant(meaning);
      if (status !== null) found[symbol] ??= status;
    }
  }
  return found;
}

/** Whether it is a table of marks and of what they mean. */
export function isLegend(head: readonly string[], raw: readonly RawRow[]): boolean {
  return (
    head.length === 2 && raw.length > 1 && raw.every(({ cells }) => isSymbol(readCell(cells[0] ?? "").text))
  );
}

function pairsOf(block: Block): (readonly [symbol: string, meaning: string])[] {
  switch (block.kind) {
    case "table":
      return pairsOfTable(block);
    case "list": {
      const pairs = block.items.map(({ text }) => pairIn(text));
      return pairs.length > 1 && pairs.every((pair) => pair !== null)
        ? pairs.filter((pair) => pair !== null)
        : [];
    }
    case "paragraph":
      return LEGEND.test(block.text) ? pairsInLine(block.text) : [];
    default:
      return "tables" in block ? block.tables.flatMap(pairsOfTable) : [];
  }
}

function pairsOfTable(table: TableBlock): (readonly [string, string])[] {
  const raw = Array.from(rowsOf(table));
  if (!isLegend(splitCells(table.head), raw)) return [];
  return raw.map(
    ({ cells }) => [keyOf(readCell(cells[0] ?? "").text), readCell(cells[1] ?? "").text] as const,
  );
}

const LEGEND =
  /legend|key:|status|marks?:|symbols?:|legende|leyenda|légende|状态|狀態|图例|凡例|状態|범례|상태|легенда|статус/i;

/** `✅: done`, `✅ = done`; an item that only begins with a symbol says what is done, not what the symbol means. */
function pairIn(text: string): readonly [string, string] | null {
  const symbol = symbolIn(text);
  if (symbol === null) return null;
  const rest = text.slice(symbol.length).trim();
  return /^[:=–—→-]/u.test(rest) ? [keyOf(symbol), rest] : null;
}

function pairsInLine(text: string): (readonly [string, string])[] {
  const symbols = Array.from(text.matchAll(ANY_SYMBOL));
  return symbols.map(({ 0: symbol, index }, at) => {
    const rest = text.slice(index + symbol.length, symbols[at + 1]?.index);
    return [keyOf(symbol), rest] as const;
  });
}

const ANY_SYMBOL = /:[a-z][a-z0-9_]{1,40}:|[\p{Extended_Pictographic}\p{So}○●◐◑◯✓✗✘]\uFE0F?/gu;

function isSymbol(text: string): boolean {
  const symbol = symbolIn(text);
  return symbol !== null && text.slice(symbol.length).replace("\uFE0F", "").trim() === "";
}

function keyOf(symbol: string): string {
  return symbol.replaceAll("\uFE0F", "").trim().toLowerCase();
}
