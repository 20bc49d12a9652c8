import { afterAll, describe, expect, test } from "vitest";
import type { ProposedFile } from "../../src/facts/contents.ts";
import { findDrawings } from "../../src/gates/read/find-drawings.ts";
import { blocksOf } from "../../src/gates/read/page-blocks.ts";
import { PageParser } from "../../src/pages/page-parser.ts";
import { repeated } from "../growth.ts";

const parser = new PageParser({ milliseconds: 120_000 });
afterAll(() => parser.close());

const OWNER = "atlas/diagrams";
const page = (text: string, before: string | null = null): ProposedFile => ({
  path: "diagrams/a.md",
  change: before === null ? "added" : "modified",
  content: { kind: "text", text },
  before,
});
const DRAWING =
  "# G-LIN-FL\n\n```mermaid\nflowchart LR\n  a --> b\n```\n\n```d2\nx -> y\n```\n\n```js\nmermaid\n```\n";
const LONG = `${DRAWING}${repeated("Some words.\n")(60_000)}`;

describe("pages of pull requests", () => {
  test("hold the same drawings, whether a process found them or whoever asked", async () => {
    const [read] = await parser.readAll([page(LONG, `${LONG}\n${DRAWING}`)], OWNER);
    const asked = page(LONG, `${LONG}\n${DRAWING}`);
    expect(asked.blocks).toBeUndefined();
    expect(read?.blocks).toEqual(blocksOf(asked));
    expect(read?.blocks?.before).toHaveLength(4);
    const drawings = findDrawings("diagrams/a.md", asked.content, "diagrams", read?.blocks?.head);
    expect(drawings.map(({ kind, line, headings }) => [kind, line, headings])).toEqual([
      ["mermaid", 4, ["G-LIN-FL"]],
      ["d2", 9, ["G-LIN-FL"]],
    ]);
  });

  test("that are little are left to whoever asks, and other files are as they were", async () => {
    const files = [page(DRAWING), { ...page(LONG), path: "src/a.ts" }];
    expect(await parser.readAll(files, OWNER)).toBe(files);
  });

  test("that cannot be read in time are too large, and what stood there before still counts", async () => {
    const impatient = new PageParser({ milliseconds: 50 });
    const hostile = `${DRAWING}${repeated("> > > > > > > >\n")(5_000_000)}`;
    try {
      const [read] = await impatient.readAll([page(hostile, DRAWING)], OWNER);
      expect(read?.content).toEqual({ kind: "too-large", bytes: hostile.length });
      expect(read?.blocks?.head).toEqual([]);
    } finally {
      await impatient.close();
    }
  });

  test("with thousands of drawings are too large", async () => {
    const [read] = await parser.readAll([page(repeated("```d2\nx\n```\n")(60_000))], OWNER);
    expect(read?.content.kind).toBe("too-large");
  });

  test("are looked at once, however often they are asked for", () => {
    const file = page(DRAWING);
    expect(blocksOf(file)).toBe(blocksOf(file));
  });
});
