import { globSync, readdirSync, readFileSync } from "node:fs";
import { posix } from "node:path";
import { expect, test } from "vitest";

const PAGE = ".github/docs/architecture.md";
/** Static, dynamic and for types alone; what they may be at all, `test/imports.test.ts` holds. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"(\.{1,2}\/[^"]+)"/g;

type Edges = ReadonlyMap<string, ReadonlySet<string>>;

interface Picture {
  /** What of `src` each box names: `domain/`, `core.ts`. */
  readonly boxes: ReadonlyMap<string, readonly string[]>;
  readonly edges: Edges;
}

function readPicture(page: string): Picture {
  const [, picture = ""] = /<!-- house -->\n```mermaid\n([\s\S]*?)```\n<!-- \/house -->/.exec(page) ?? [];
  const boxes = new Map<string, readonly string[]>();
  for (const [, id = "", label = ""] of picture.matchAll(/^ {4}([\w-]+)\["([^"]+)"\]$/gm))
    boxes.set(id, label.split("<br>"));
  const edges = new Map<string, ReadonlySet<string>>();
  for (const [, from = "", to = ""] of picture.matchAll(/^ {2}([\w-]+) --> (.+)$/gm))
    edges.set(from, new Set(to.split(" & ")));
  return { boxes, edges };
}

/** `src/decide/plan.ts` stands in `decide/`, `src/core.ts` for itself. */
function roomOf(path: string): string {
  const [, first = "", ...more] = path.split("/");
  return more.length === 0 ? first : `${first}/`;
}

function importsBetween(boxes: Picture["boxes"]): Edges {
  const boxOf = new Map([...boxes].flatMap(([box, rooms]) => rooms.map((room) => [room, box] as const)));
  const edges = new Map<string, Set<string>>();
  for (const file of globSync("src/**/*.{ts,mjs}")) {
    const path = file.replaceAll("\\", "/");
    const from = boxOf.get(roomOf(path)) ?? roomOf(path);
    for (const [, specifier = ""] of readFileSync(path, "utf8").matchAll(IMPORT)) {
      const target = posix.join(posix.dirname(path), specifier);
      const to = boxOf.get(roomOf(target)) ?? roomOf(target);
      if (target.startsWith("src/") && from !== to) edges.set(from, (edges.get(from) ?? new Set()).add(to));
    }
  }
  return edges;
}

/** The same without each edge that others lead around. */
function reduced(edges: Edges): string[] {
  const leads = (from: string, to: string, skipped: string): boolean =>
    [...(edges.get(from) ?? [])].some((next) => next !== skipped && (next === to || leads(next, to, "")));
  return [...edges].flatMap(([from, targets]) =>
    [...targets].filter((to) => !leads(from, to, to)).map((to) => `${from} --> ${to}`),
  );
}

const written = readPicture(readFileSync(PAGE, "utf8"));

test("the picture of the house has a box for everything in src", () => {
  const names = readdirSync("src", { withFileTypes: true }).map(
    (entry) => `${entry.name}${entry.isDirectory() ? "/" : ""}`,
  );
  expect([...written.boxes.values()].flat().sort()).toEqual(names.sort());
});

test("its arrows are the imports, without those that follow from others", () => {
  const drawn = [...written.edges].flatMap(([from, targets]) =>
    [...targets].map((to) => `${from} --> ${to}`),
  );
  expect(drawn.sort()).toEqual(reduced(importsBetween(written.boxes)).sort());
  expect(drawn.length).toBeGreaterThan(40);
});

test("an arrow that others lead around is left out, and no other", () => {
  const edges = new Map([
    ["a", new Set(["b", "c", "d"])],
    ["b", new Set(["c"])],
    ["c", new Set(["e"])],
    ["d", new Set(["e"])],
  ]);
  expect(reduced(edges).sort()).toEqual(["a --> b", "a --> d", "b --> c", "c --> e", "d --> e"]);
});
