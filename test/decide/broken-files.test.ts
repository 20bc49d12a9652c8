import fc from "fast-check";
import { expect, test } from "vitest";
import { CATALOG, TestRepository } from "./repository.ts";

const MORE =
  "categories:\n  - { name: Z, planned: 3, groups: [{ key: Z1, name: Zed, planned: 3, diagrams: { Z-Z: Zed, Z-Y: Ypsilon } }] }\n";
const FILES = { "catalog/atlas.yml": CATALOG, "catalog/more.yml": MORE } as const;
const IDS = ["G-LIN-FL", "G-LIN-SQ", "Z-Z", "Z-Y"] as const;
const PEOPLE = ["ada", "bob", "cy"] as const;

type Step =
  | { readonly does: "claim"; readonly who: (typeof PEOPLE)[number]; readonly id: string }
  | { readonly does: "break" | "mend"; readonly file: number; readonly how: number };

/** Ways in which people break files, whatever they hold. */
const BREAKS: readonly ((text: string) => string)[] = [
  (text) => `<<<<<<< HEAD\n${text}=======\n${text}>>>>>>> other\n`,
  (text) => text.slice(0, Math.floor(text.length / 2)).concat("\n  - ["),
  (text) => text.replace("name", "nmae").replace("status", "sttaus"),
  () => "a: &a [1]\nb: *a\n",
  () => "",
  (text) => text.replaceAll("end ", "ned "),
];

const step = fc.oneof(
  fc.record({
    does: fc.constant("claim" as const),
    who: fc.constantFrom(...PEOPLE),
    id: fc.constantFrom(...IDS, "next", "Z-*", "G-LIN-*"),
  }),
  fc.record({
    does: fc.constantFrom("break" as const, "mend" as const),
    file: fc.nat({ max: 6 }),
    how: fc.nat({ max: BREAKS.length - 1 }),
  }),
);

/** Who holds what, by the files as they are when none is broken. */
function holders(files: ReadonlyMap<string, string>): Map<string, string> {
  return new Map(
    [...files].flatMap(([path, text]) => {
      const who = /^ {2}assignee: (\w+)$/m.exec(text)?.[1];
      return path.startsWith("assignments/") && who !== undefined && who !== "null" ? [[path, who]] : [];
    }),
  );
}

test("whatever is broken and mended between claims, no holder is ever replaced, and no file that is broken is written", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 14 }), (steps: readonly Step[]) => {
      const repository = new TestRepository(FILES);
      repository.comment("ada", "/claim G-LIN-FL Z-Z");
      const good = new Map<string, string>();
      const held = holders(repository.files);
      const check = () => {
        const now = new Map([...holders(repository.files), ...holders(good)]);
        for (const [path, who] of held) expect(now.get(path), path).toBe(who);
        for (const [path, who] of now) held.set(path, who);
      };
      for (const one of steps) {
        if (one.does === "claim") {
          const before = new Map([...good.keys()].map((path) => [path, repository.files.get(path)]));
          repository.comment(one.who, `/claim ${one.id}`);
          for (const [path, text] of before) {
            if (path !== "TRACKER.md") expect(repository.files.get(path), path).toBe(text);
          }
        } else {
          const paths = [...repository.files.keys()].sort();
          const path = paths[one.file % paths.length] ?? "";
          const text = repository.files.get(path) ?? "";
          if (one.does === "mend" && path !== "TRACKER.md") {
            repository.files.set(path, good.get(path) ?? text);
            good.delete(path);
          } else if (one.does === "break" && !good.has(path)) {
            good.set(path, text);
            repository.files.set(path, BREAKS[one.how]?.(text) ?? "");
          }
        }
        check();
      }
    }),
    { numRuns: 60 },
  );
});

test("a held diagram whose file is broken is not shown as free when the tracker is made anew", () => {
  const repository = new TestRepository(FILES);
  repository.comment("ada", "/claim G-LIN-FL G-LIN-SQ");
  const text = repository.files.get("assignments/G-LIN-FL.yml") ?? "";
  repository.files.set("assignments/G-LIN-FL.yml", text.replace("status", "sttaus: x\n  status"));
  repository.files.set("assignments/G-LIN-SQ.yml", "<<<<<<<\n");
  repository.files.delete("TRACKER.md");
  repository.comment("bob", "/claim G-LIN-ST");
  const tracker = repository.files.get("TRACKER.md");
  expect(tracker).toContain("| G-LIN-FL | Flow Diagram | 🟦 In Progress | [ada]");
  expect(tracker).toContain("| G-LIN-SQ | Sequence | 🟦 In Progress | - |");
  expect(repository.comment("bob", "/next 25")).not.toMatch(/G-LIN-(FL|SQ)/);
});

test("what a person holds in a catalog file that is broken counts against their limit", () => {
  const repository = new TestRepository(FILES);
  repository.comment("ada", "/claim Z-Z Z-Y G-LIN-FL");
  repository.files.set("catalog/more.yml", "categories: [");
  expect(repository.comment("ada", "/claim G-LIN-SQ")).toContain("at most 3");
});

test("nothing free and nothing held are said with what keeps the catalog from being whole", () => {
  const repository = new TestRepository({
    "catalog/atlas.yml": MORE,
    "catalog/more.yml": "categories: [",
  });
  repository.comment("ada", "/claim Z-Z Z-Y");
  for (const command of ["/next", "/claim next", "/release @bob", "/claim X-Y", "/status X-Y", "/claim"]) {
    expect(repository.comment("bob", command), command).toContain("`catalog/more.yml:1:13`");
  }
});
