import type { SearchIndex } from "../files/search-index-form.ts";
import { element } from "./element.ts";
import { loadIndex, siteLink } from "./load-index.ts";

const SVG = "http://www.w3.org/2000/svg";
/** Letters that are typed one after the other are one ID. */
const TYPING_MS = 1200;
const WORDS: Readonly<Record<string, string>> = {
  f: "Free",
  p: "In progress",
  r: "In review",
  c: "Complete",
};

/** One category's cells. A cell's diagram is a number, or null where it has no name yet. */
interface Block {
  readonly svg: SVGSVGElement;
  readonly columns: number;
  readonly cells: readonly (number | null)[];
}

interface Spot {
  readonly block: Block;
  readonly at: number;
}

/** Names and links for the cells of a map, by pointer and by keyboard. All that it shows stands in the tables, too. */
export function startMap(): void {
  const map = document.querySelector<HTMLElement>("ul.map");
  if (!map) return;
  const blocks = [...map.querySelectorAll<HTMLElement>(".cells-of")].flatMap(readBlock);
  const tip = element("p", { class: "tip", hidden: "" });
  document.body.append(tip);
  const cursor = document.createElementNS(SVG, "rect");
  cursor.setAttribute("class", "cursor");
  const show = async (spot: Spot): Promise<string> => {
    moveTo(cursor, spot);
    const text = describe(await loadIndex(), spot);
    const box = cursor.getBoundingClientRect();
    tip.textContent = text;
    tip.hidden = false;
    const left = Math.min(
      box.left + scrollX,
      scrollX + document.documentElement.clientWidth - tip.offsetWidth - 8,
    );
    tip.style.left = `${Math.max(8, left)}px`;
    tip.style.top = `${box.bottom + scrollY + 6}px`;
    return text;
  };
  const hide = () => {
    cursor.remove();
    tip.hidden = true;
  };
  for (const block of blocks) byPointer(block, show, hide);
  byKeyboard(map, blocks, show, hide);
}

function readBlock(wrapper: HTMLElement): Block[] {
  const svg = wrapper.querySelector("svg");
  if (!svg) return [];
  const runs = (wrapper.dataset["named"] ?? "").split(",").map(Number);
  let number = Number(wrapper.dataset["first"]);
  const cells: (number | null)[] = [];
  for (const [at, length] of runs.entries()) {
    for (let one = 0; one < length; one++) cells.push(at % 2 === 0 ? number++ : null);
  }
  return [{ svg, columns: Number(svg.dataset["columns"]), cells }];
}

function byPointer(block: Block, show: (spot: Spot) => Promise<string>, hide: () => void): void {
  const { svg } = block;
  svg.addEventListener("pointermove", (event) => {
    const at = cellAt(block, event);
    if (at === null) hide();
    else void show({ block, at });
  });
  svg.addEventListener("pointerleave", hide);
  svg.addEventListener("click", (event) => {
    const at = cellAt(block, event);
    const row = at === null ? null : block.cells[at];
    // A modifier opens the category in another tab, as with any link.
    if (row == null || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void loadIndex().then((index) => open(index, row));
  });
}

function cellAt({ svg, columns, cells }: Block, event: PointerEvent | MouseEvent): number | null {
  const box = svg.getBoundingClientRect();
  const { width, height } = svg.viewBox.baseVal;
  const column = Math.floor(((event.clientX - box.left) / box.width) * width);
  const line = Math.floor(((event.clientY - box.top) / box.height) * height);
  if (column < 0 || line < 0 || column >= columns) return null;
  const at = line * columns + column;
  return at < cells.length ? at : null;
}

/** One tab stop for the whole map: arrows, Home, End, letters of an ID, and Enter opens. */
function byKeyboard(
  map: HTMLElement,
  blocks: readonly Block[],
  show: (spot: Spot) => Promise<string>,
  hide: () => void,
): void {
  if (!blocks.some(({ cells }) => cells.some((cell) => cell !== null))) return;
  const told = element("span", { "aria-live": "polite", class: "quiet" });
  const hint = "Walk the map: arrow keys move, letters jump to an ID, Enter opens";
  const walk = element("p", { class: "walk", tabindex: "0", role: "application", "aria-label": hint }, hint);
  map.before(walk, told);
  const state = { block: 0, at: 0, typed: "", typedAt: 0 };
  const go = async () => {
    const block = blocks[state.block];
    if (block) told.textContent = await show({ block, at: state.at });
  };
  walk.addEventListener("focus", () => void go());
  walk.addEventListener("blur", hide);
  walk.addEventListener("keydown", (event) => {
    const block = blocks[state.block];
    if (!block || event.ctrlKey || event.metaKey || event.altKey) return;
    const moved = step(blocks, state, event.key);
    if (moved) Object.assign(state, moved);
    else if (event.key === "Enter") {
      const row = block.cells[state.at];
      if (row != null) void loadIndex().then((index) => open(index, row));
      return;
    } else if (/^[a-z0-9-]$/i.test(event.key)) {
      const isNew = event.timeStamp - state.typedAt > TYPING_MS;
      state.typed = (isNew ? "" : state.typed) + event.key.toUpperCase();
      state.typedAt = event.timeStamp;
      void loadIndex().then((index) => {
        const row = index.ids.findIndex((id) => id.startsWith(state.typed));
        const found = blocks.findIndex(({ cells }) => row >= 0 && cells.includes(row));
        if (found < 0) return;
        Object.assign(state, { block: found, at: blocks[found]?.cells.indexOf(row) ?? 0 });
        void go();
      });
      return;
    } else return;
    event.preventDefault();
    void go();
  });
}

/** Where a key leads, from block to block; null: it is no key of the map. */
function step(
  blocks: readonly Block[],
  { block, at }: { readonly block: number; readonly at: number },
  key: string,
): { readonly block: number; readonly at: number } | null {
  const { columns = 1, cells = [] } = blocks[block] ?? {};
  const by = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: columns, ArrowUp: -columns }[key];
  if (key === "Home") return { block, at: 0 };
  if (key === "End") return { block, at: Math.max(0, cells.length - 1) };
  if (key === "PageDown" || (by !== undefined && at + by >= cells.length)) {
    return block + 1 < blocks.length ? { block: block + 1, at: 0 } : { block, at };
  }
  if (key === "PageUp" || (by !== undefined && at + by < 0)) {
    const before = Math.max(0, block - 1);
    const last = (blocks[before]?.cells.length ?? 1) - 1;
    return block === 0 ? { block, at } : { block: before, at: key === "PageUp" ? 0 : last };
  }
  return by === undefined ? null : { block, at: at + by };
}

function moveTo(cursor: SVGRectElement, { block, at }: Spot): void {
  const { svg, columns } = block;
  for (const [name, value] of [
    ["x", (at % columns) - 0.08],
    ["y", Math.floor(at / columns)],
    ["width", 1],
    ["height", 1],
  ] as const) {
    cursor.setAttribute(name, String(value));
  }
  svg.append(cursor);
  cursor.scrollIntoView({ block: "nearest" });
}

function describe(index: SearchIndex, { block, at }: Spot): string {
  const row = block.cells[at];
  if (row == null) return "Planned, and not named yet";
  const holder = index.holders[row];
  const group = index.groups[index.inGroup[row] ?? 0];
  const status = WORDS[index.statuses[row] ?? "f"];
  return `${index.ids[row]} ${index.names[row]} (${group?.name}): ${status}${holder ? `, ${holder}` : ""}`;
}

function open(index: SearchIndex, row: number): void {
  location.href = siteLink(`d/${index.ids[row]}/`);
}
