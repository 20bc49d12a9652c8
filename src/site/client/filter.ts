/** The search, without the page: which diagrams a query means, and how it stands in the address. */
import type { SearchIndex } from "../files/search-index-form.ts";

export type StatusKey = "free" | "progress" | "review" | "complete";

const STATUS_KEYS: readonly StatusKey[] = ["free", "progress", "review", "complete"];

export interface Query {
  readonly text: string;
  readonly status: StatusKey | "";
  /** The last part of a category's or group's address. */
  readonly area: string;
  readonly who: string;
  readonly sort: "" | "due" | "name";
  /** How many rows are shown. */
  readonly shown: number;
}

export const PAGE = 100;

export interface FilterResult {
  /** Numbers of diagrams, in order. */
  readonly rows: readonly number[];
  /** How many each status would find with all else alike; "" is all of them. */
  readonly counts: Readonly<Record<StatusKey | "", number>>;
}

export interface Search {
  find(query: Query): FilterResult;
  statusOf(row: number): StatusKey;
}

const OF_LETTER: Readonly<Record<string, StatusKey>> = {
  f: "free",
  p: "progress",
  r: "review",
  c: "complete",
};

/** Every word has to stand somewhere in a row's text. That is fast enough for 20,000 rows without an index. */
export function makeSearch(index: SearchIndex): Search {
  const texts = index.ids.map((id, row) => {
    const group = index.groups[index.inGroup[row] ?? 0];
    const category = index.categories[group?.in ?? 0];
    const holder = index.holders[row] || "";
    return fold(`${id} ${index.names[row]} ${group?.key} ${group?.name} ${category?.name} ${holder}`);
  });
  const keyOf = (address: string) => address.split("/")[1] ?? "";
  const areasOf = index.groups.map(
    (group) => new Set([keyOf(group.at), keyOf(index.categories[group.in]?.at ?? "")]),
  );
  const statusOf = (row: number) => OF_LETTER[index.statuses[row] ?? "f"] ?? "free";
  return {
    statusOf,
    find({ text, status, area, who, sort }) {
      const wanted = fold(text).split(/\s+/).filter(Boolean);
      const holder = who.toLowerCase();
      const counts: Record<StatusKey | "", number> = { "": 0, free: 0, progress: 0, review: 0, complete: 0 };
      const rows: number[] = [];
      for (let row = 0; row < texts.length; row++) {
        const own = texts[row] ?? "";
        if (!wanted.every((word) => own.includes(word))) continue;
        if (area !== "" && !areasOf[index.inGroup[row] ?? 0]?.has(area)) continue;
        if (holder !== "" && String(index.holders[row] || "").toLowerCase() !== holder) continue;
        const found = statusOf(row);
        counts[found]++;
        counts[""]++;
        if (status === "" || found === status) rows.push(row);
      }
      return { rows: ordered(rows, sort, index, statusOf), counts };
    },
  };
}

function ordered(
  rows: number[],
  sort: Query["sort"],
  index: SearchIndex,
  statusOf: (row: number) => StatusKey,
): number[] {
  if (sort === "") return rows;
  const keyOf = (row: number): string =>
    sort === "name"
      ? (index.names[row] ?? "").toLowerCase()
      : statusOf(row) === "progress"
        ? index.days[row] || "9998"
        : "9999";
  const keys = new Map(rows.map((row) => [row, keyOf(row)]));
  return rows.sort((one, other) => {
    const [first, second] = [keys.get(one) ?? "", keys.get(other) ?? ""];
    return first < second ? -1 : first > second ? 1 : one - other;
  });
}

/** Case, accents and the width of characters do not count. */
function fold(text: string): string {
  const lower = text.toLowerCase();
  return /^[\x20-\x7e]*$/.test(lower) ? lower : lower.normalize("NFKD").replace(/\p{M}+/gu, "");
}

/** What stands in the address; what is not understood is the default. */
export function parseQuery(search: string): Query {
  const fields = new URLSearchParams(search);
  const status = fields.get("status") ?? "";
  const sort = fields.get("sort") ?? "";
  const shown = Number(fields.get("n") ?? PAGE);
  return {
    text: (fields.get("q") ?? "").slice(0, 200),
    status: STATUS_KEYS.find((one) => one === status) ?? "",
    area: (fields.get("in") ?? "").toLowerCase(),
    who: fields.get("who") ?? "",
    sort: sort === "due" || sort === "name" ? sort : "",
    shown: Number.isInteger(shown) && shown > 0 ? Math.min(shown, 100_000) : PAGE,
  };
}

/** The address with a query: defaults are left out, and what others put there stays. */
export function renderQuery(query: Query, before: string): string {
  const fields = new URLSearchParams(before);
  const own: readonly (readonly [string, string])[] = [
    ["q", query.text.trim()],
    ["status", query.status],
    ["in", query.area],
    ["who", query.who],
    ["sort", query.sort],
    ["n", query.shown === PAGE ? "" : String(query.shown)],
  ];
  for (const [name, value] of own) {
    if (value === "") fields.delete(name);
    else fields.set(name, value);
  }
  const text = fields.toString();
  return text === "" ? "" : `?${text}`;
}
