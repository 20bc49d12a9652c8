import { symlinkSync, truncateSync } from "node:fs";
import { join, posix } from "node:path";
import { describe, expect, test } from "vitest";
import { Clone, fixture } from "./clone.ts";

/** What stands between two headings, without the markers. */
function part(text: string, from: RegExp, to: RegExp): string {
  const rest = text.slice(text.search(from));
  const end = rest.search(to);
  return (end === -1 ? rest : rest.slice(0, end)).replace(/^<!-- diagram-tracker:.*-->\r?\n/gm, "");
}

const summary = (text: string) => part(text, /^\| Category/m, /^---/m);
const details = (text: string) => part(text, /^### Guarantees/m, /^---/m);

describe("init --from a tracker without progress", () => {
  test("keeps its tables byte for byte, and rendering then changes nothing, twice", async () => {
    const clone = new Clone({ origin: "https://github.com/atlas/diagrams.git" });
    const seed = fixture("atlas-seed.md");
    clone.write("old.md", seed);
    const { code, out } = await clone.run(["init", "--from", "old.md"]);
    expect(code).toBe(0);
    expect(out).toContain("83 diagrams in 8 categories");
    expect(out).toMatch(/^old\.md:205:1: warning: The document says 101 diagrams in all phases; .* 89/m);
    expect(clone.has("TRACKER.md")).toBe(false);
    expect(clone.read(".github/diagram-tracker.yml")).toContain('\n  tracker: "old.md"\n');
    const tracker = clone.read("old.md");
    expect(summary(tracker)).toBe(summary(seed));
    expect(details(tracker)).toBe(details(seed));
    expect(details(seed).length).toBeGreaterThan(5_000);

    const before = clone.files();
    for (const args of [["render"], ["render"], ["render", "--check"]]) {
      expect((await clone.run(args)).code).toBe(0);
      expect(clone.files()).toEqual(before);
    }
    expect((await clone.run(["validate"])).code).toBe(0);
  });

  test("writes catalog, configuration, tracker and templates, and says so", async () => {
    const clone = new Clone();
    clone.write("old.md", fixture("atlas-seed.md"));
    const { files } = (await clone.json("init", "--from", "old.md")) as { files: { path: string }[] };
    expect([...clone.files().keys()].sort()).toEqual(files.map(({ path }) => path).sort());
    for (const path of ["catalog/01-guarantees.yml", ".github/diagram-tracker.yml"]) {
      const [, schema = ""] = /^# yaml-language-server: \$schema=(\S+)\n/.exec(clone.read(path)) ?? [];
      expect(JSON.parse(clone.read(posix.join(posix.dirname(path), schema)))).toMatchObject({
        title: expect.stringContaining("Diagram Tracker: c"),
      });
    }
    expect(clone.read(".github/diagram-tracker.yml")).toContain("next_review: Weekly on Mondays");
    expect(clone.read(".github/ISSUE_TEMPLATE/claim-diagram.yml")).toContain("/claim ");
  });

  test("reads a tracker from standard input", async () => {
    const clone = new Clone();
    const { code } = await clone.run(["init", "--from", "-"], { stdin: fixture("atlas-seed.md") });
    expect(code).toBe(0);
    expect(clone.has("TRACKER.md")).toBe(true);
  });
});

test("a tracker with progress in its cells imports to a state from which rendering changes nothing", async () => {
  const clone = new Clone({ origin: "git@github.com:stars/charts.git" });
  clone.write("old.md", fixture("observatory.md"));
  // Two rows and an item of the phases are not imported.
  const { code, out } = await clone.run(["init", "--from", "old.md", "--partly"]);
  expect(code).toBe(1);
  expect(out).toContain("7 diagrams in 3 categories, 6 of them with progress");
  expect(out).toContain("old.md:24:1: warning: OP-MIR-4, Status: The status `Pnding` is not known.");
  const before = clone.files();
  expect((await clone.run(["render"])).out).toBe("old.md is up to date.");
  expect(clone.files()).toEqual(before);
  expect(await clone.json("status", "OP-MIR-1")).toMatchObject([
    {
      status: "review",
      assignee: "ada",
      pr_number: 12,
      sources: ["https://example.org/mirror", "https://example.net/a?x=1&y=2"],
    },
  ]);
});

describe("what is there already", () => {
  test("is never replaced without --force, and nothing is written then", async () => {
    const clone = new Clone();
    clone.write("TRACKER.md", "mine\n");
    const before = clone.files();
    const refused = await clone.run(["init"]);
    expect(refused).toMatchObject({ code: 1, out: "" });
    expect(refused.err).toBe(
      "error: Nothing was written: TRACKER.md is there already. --force replaces what is in the way.",
    );
    expect(clone.files()).toEqual(before);
    const forced = await clone.run(["init", "--force"]);
    expect(forced.out).toMatch(/^ {2}replaced {2}TRACKER\.md$/m);
    expect(clone.read("TRACKER.md")).toContain("EX-ONE-FL");
  });

  test("the document that is imported may stand where the tracker is to stand", async () => {
    const clone = new Clone({ origin: "https://github.com/atlas/diagrams.git" });
    const seed = fixture("atlas-seed.md");
    clone.write("TRACKER.md", seed);
    const { code, out } = await clone.run(["init", "--from", "TRACKER.md"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ {2}replaced {2}TRACKER\.md$/m);
    expect(details(clone.read("TRACKER.md"))).toBe(details(seed));
  });

  test("a configuration is kept, and says where things go", async () => {
    const clone = new Clone();
    clone.write(
      ".github/diagram-tracker.yml",
      "paths: { catalog: plan, tracker: docs/progress.md }\nclaims: { shard: true }\n",
    );
    clone.write("old.md", fixture("observatory.md"));
    await clone.run(["init", "--from", "old.md", "--partly"]);
    expect(clone.has("plan/01-optics.yml")).toBe(true);
    expect(clone.has("assignments/OP1/OP-MIR-1.yml")).toBe(true);
    expect(clone.read(".github/diagram-tracker.yml")).toMatch(/^paths: \{ catalog: plan/);
    expect((await clone.run(["render", "--check"])).code).toBe(0);
    expect(clone.has("docs/progress.md")).toBe(true);
  });

  test("other files of the catalog would become a part of it, so they have to go first", async () => {
    const clone = new Clone();
    clone.write("catalog/older.yml", "categories: []\n");
    const { code, err } = await clone.run(["init", "--force"]);
    expect(code).toBe(1);
    expect(err).toContain("catalog/older.yml would become a part of the new catalog");
  });

  test("templates and a form for claims are left alone", async () => {
    const clone = new Clone();
    clone.write("docs/pull_request_template.md", "ours\n");
    clone.write(".github/ISSUE_TEMPLATE/take.yml", "name: Take\nbody: [{ value: '/claim ' }]\n");
    await clone.run(["init"]);
    expect(clone.has(".github/PULL_REQUEST_TEMPLATE.md")).toBe(false);
    expect(clone.has(".github/ISSUE_TEMPLATE/claim-diagram.yml")).toBe(false);
  });

  test("nothing is written through a symbolic link", async () => {
    const clone = new Clone();
    const elsewhere = new Clone();
    symlinkSync(elsewhere.root, join(clone.root, "catalog"));
    const { code, err } = await clone.run(["init", "--force"]);
    expect(code).toBe(1);
    expect(err).toContain("symbolic link");
    expect(elsewhere.files().size).toBe(0);
  });
});

test("without a tracker it starts a campaign that is in order", async () => {
  const clone = new Clone();
  expect((await clone.run(["init"])).code).toBe(0);
  expect((await clone.run(["validate"])).err).toBe("Nothing is wrong in 3 files.");
  expect((await clone.run(["render", "--check"])).code).toBe(0);
});

describe("a source that is no tracker", () => {
  test.each([
    [
      "without any table",
      "# Nothing\n\nJust words.\n",
      "Nothing here is taken for a list of diagrams: found no table and no list.",
    ],
    ["that is empty", "", "Nothing here is taken for a list of diagrams: found no table and no list."],
    ["that is binary", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 1, 2, 0xff]), "expected a Markdown file"],
    ["in UTF-16", Buffer.from("\uFEFF| ID |", "utf16le"), "expected a Markdown file"],
  ])("%s is refused, and nothing is written", async (_what, content, sentence) => {
    const clone = new Clone();
    clone.write("old.md", content);
    const { code, err } = await clone.run(["init", "--from", "old.md"]);
    expect(code).toBe(1);
    expect(err).toContain(sentence);
    expect([...clone.files().keys()]).toEqual(["old.md"]);
  });

  test("that is larger than any document on GitHub is refused unread", async () => {
    const clone = new Clone();
    clone.write("old.md", "");
    truncateSync(join(clone.root, "old.md"), 50_000_000);
    const { code, err } = await clone.run(["init", "--from", "old.md"]);
    expect({ code, err }).toEqual({
      code: 1,
      err: "error: --from old.md: it has 50 MB; at most 10 MB are read.",
    });
  });

  test.each([
    ["missing.md", "error: --from missing.md: there is nothing of this name."],
    [".", "error: --from .: it is a folder; expected a file."],
  ])("%s is said in one sentence", async (from, sentence) => {
    const { code, err } = await new Clone().run(["init", "--from", from]);
    expect({ code, err }).toEqual({ code: 1, err: sentence });
  });
});

describe("odd trackers", () => {
  test.each([
    ["CRLF", (text: string) => text.replaceAll("\n", "\r\n")],
    ["a byte order mark", (text: string) => `\uFEFF${text}`],
    ["odd Unicode", (text: string) => text.replace("Flow Diagram", "Flöw \u202e🟦 👩‍👩‍👧 |x| <b>")],
  ])("with %s stay as they are outside the regions, and rendering is stable", async (_what, change) => {
    const clone = new Clone();
    const source = change(fixture("atlas-seed.md"));
    clone.write("old.md", source);
    expect((await clone.run(["init", "--from", "old.md"])).code).toBe(0);
    const tracker = clone.read("old.md");
    const above = source.slice(0, source.indexOf("| Category"));
    expect(tracker.startsWith(above)).toBe(true);
    if (source.includes("\r\n")) expect(tracker.match(/(?<!\r)\n/g)).toBeNull();
    expect((await clone.run(["render", "--check"])).code).toBe(0);
    expect((await clone.run(["status", "G-LIN"], { width: 60 })).code).toBe(0);
  });

  test("whose category does not fit into one file are refused before anything is written", async () => {
    const clone = new Clone();
    const name = "x".repeat(280);
    const rows = Array.from({ length: 4_000 }, (_, at) => `| X-ROW-${at} | ${name} | ⬜ Pending |`);
    const text = ["### Everything", "| ID | Name | Status |", "|--|--|--|", ...rows, ""].join("\n");
    clone.write("old.md", text);
    const { code, err } = await clone.run(["init", "--from", "old.md"]);
    expect(code).toBe(1);
    expect(err).toMatch(
      /^error: Nothing was written: .*catalog\/01-everything\.yml.*The category `Everything` has 4,000 diagrams, which come to 1\.2 MB of catalog; a file of it holds at most 1 MB\. Divide its table into at least 2, of at most 2,000 rows/,
    );
    expect([...clone.files().keys()]).toEqual(["old.md"]);
  });
});
