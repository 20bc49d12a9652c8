import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Assignment, pendingAssignment, sourceUrl } from "../../src/domain/assignment.ts";
import type { Diagram } from "../../src/domain/catalog.ts";
import type { DiagramId } from "../../src/domain/diagram-id.ts";
import { cell, link, visibleText } from "../../src/tracker/cell.ts";
import { COLUMNS, TABLE_HEAD } from "../../src/tracker/columns.ts";
import { renderRow } from "../../src/tracker/render-row.ts";
import { splitCells } from "../../src/tracker/table-line.ts";
import { URL } from "./campaigns.ts";
import { linksIn, tableOf, wordsOf } from "./github-markdown.ts";
import { hostile } from "./hostile-text.ts";

const ID = "G-LIN-FL" as DiagramId;

function diagramNamed(name: string): Diagram {
  const group = { key: "G", name: "G", planned: 1, diagrams: [] };
  return { id: ID, name, group, category: { name: "C", planned: 1, groups: [group] } };
}

function shownRow(row: string) {
  const { kinds, rows } = tableOf([...TABLE_HEAD, row].join("\n"));
  expect(rows).toHaveLength(2);
  // A row of too many cells loses the rest of them on GitHub.
  expect(splitCells(row)).toHaveLength(COLUMNS.length);
  return { kinds, cells: rows[1] ?? [] };
}

describe("names", () => {
  test.each([
    "Geo-Indexing (H3)",
    "Sync vs Async",
    "AWS S3 2017",
    "john.doe",
    "Domes & Mounts",
    "Übung 北",
    "C# ok",
  ])("%s stays as it is", (name) => {
    expect(cell(name)).toBe(name);
  });

  test.each([
    ["a | b", "a \\| b"],
    ["a\\|b", "a&#92;\\|b"],
    ["<img src=x>", "&lt;img src=x&gt;"],
    ["&lt;", "&amp;lt;"],
    ["[a](javascript:b)", "\\[a\\](javascript:b)"],
    ["two\r\nlines", "two lines"],
    ["@everyone", "@\u200Beveryone"],
    ["https://x.io", "https:\u200B//x.io"],
    ["WWW.x.io", "WWW\u200B.x.io"],
    [":tada:", ":\u200Btada:"],
    ["safe\u202Eevil\u200B", "safeevil"],
    ["\u200B \n", "-"],
    ["5$ or 6$", "5&#36; or 6&#36;"],
    ["ends #", "ends \\#"],
  ])("%j is written %j", (name, written) => {
    expect(cell(name)).toBe(written);
  });

  test("a family of pictures joined to one keeps its joiners", () => {
    expect(cell("👩‍👩‍👧")).toBe("👩‍👩‍👧");
  });

  test("whatever a name holds, the row has seven plain cells and shows the name", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        const { kinds, cells } = shownRow(renderRow(diagramNamed(name), undefined, URL));
        expect([...kinds]).toEqual(["text"]);
        expect(visibleText(wordsOf(cells[1]))).toBe(visibleText(name) || "-");
      }),
      { numRuns: 2000 },
    );
  });

  test("what is seen of a text is seen of it again", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        expect(visibleText(visibleText(name))).toBe(visibleText(name));
      }),
    );
  });

  test("no mention, address or marker survives in the text itself, which GitHub reads once more", () => {
    fc.assert(
      fc.property(hostile, (name) => {
        expect(cell(name)).not.toMatch(/@[\p{L}\p{N}]|:\/\/|www\.|<|>|[\n\r]/iu);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("people, pull requests and sources", () => {
  const row = (change: Partial<Assignment>, url = URL) =>
    renderRow(diagramNamed("Flow"), { ...pendingAssignment(ID), ...change }, url);

  test("a login, a pull request and a source become links", () => {
    const verification = {
      data_current: 2024,
      metrics_verified: true,
      cost_included: true,
      verified_by: "grace",
    };
    const sources = [{ url: "https://www.etcd.io/docs" }, { url: "https://x.io/a", title: "Talk | 2023" }];
    expect(row({ status: "complete", assignee: "ada", pr_number: 12, verification, sources })).toBe(
      "| G-LIN-FL | Flow | ✅ Complete | [ada](https://github.com/ada) | [#12](https://github.com/stars/charts/pull/12) " +
        "| ✅ [grace](https://github.com/grace) | [etcd.io](https://www.etcd.io/docs), [Talk \\| 2023](https://x.io/a) |",
    );
  });

  test("on GitHub Enterprise people link to that server", () => {
    expect(row({ assignee: "ada" }, "https://git.example.com:8443/o/r")).toContain(
      "[ada](https://git.example.com:8443/ada)",
    );
  });

  test.each(["john.doe", "Ada Lovelace", "-ada", "x".repeat(40)])(
    "%s is no login and stays text",
    (assignee) => {
      expect(row({ assignee })).toContain(`| ${assignee} | - | - | - |`);
    },
  );

  test("at most five sources are shown", () => {
    const sources = Array.from({ length: 50 }, (_, index) => ({ url: `https://x.io/${index}` }));
    expect(row({ sources }).match(/\]\(/g)).toHaveLength(5);
    expect(row({ sources })).toContain("and 45 more |");
  });

  test("an address shows the host that it really leads to", () => {
    expect(row({ sources: [{ url: "https://github.com@evil.example/x" }] })).toContain("[evil.example](");
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "https://x.io/a b", "https://x.io/<b>", "//x.io"])(
    "%s becomes no link",
    (url) => {
      expect(link("here", url)).toBe("here");
    },
  );

  test("whatever an assignment holds, the only links are its own", () => {
    const source = fc.record({
      url: fc.oneof(
        hostile,
        hostile.map((path) => `https://x.io/${path}`),
        fc.webUrl({ withFragments: true, withQueryParameters: true }),
      ),
      title: hostile,
    });
    fc.assert(
      fc.property(hostile, hostile, fc.array(source, { maxLength: 7 }), (assignee, verifier, sources) => {
        const verification = { ...pendingAssignment(ID).verification, verified_by: verifier };
        const { kinds, cells } = shownRow(row({ assignee, sources, verification }));
        for (const kind of kinds) expect(["text", "link_open", "link_close"]).toContain(kind);
        for (const url of cells.flatMap(linksIn)) expect(url).toMatch(/^https?:\/\/[^\s<>"'`]+$/i);
        const followed = sources.slice(0, 5).filter(({ url }) => sourceUrl.safeParse(url).success);
        expect(linksIn(cells[6])).toHaveLength(followed.length);
      }),
      { numRuns: 1000 },
    );
  });
});
