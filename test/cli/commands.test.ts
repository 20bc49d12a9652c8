import { renameSync, rmSync, symlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { COMMANDS } from "../../src/cli/all.ts";
import { atlas, Clone, optics } from "./clone.ts";
import { runCli } from "./run-cli.ts";

describe("render", () => {
  test("--check shows a unified diff that git can apply, and exits with 1", async () => {
    const clone = await optics();
    const file = clone.read("assignments/OP-MIR-A.yml");
    clone.write("assignments/OP-MIR-A.yml", file.replace("in_progress", "complete"));
    const before = clone.files();
    const { code, out, err } = await clone.run(["render", "--check"]);
    expect(code).toBe(1);
    expect(out).toMatch(/^--- a\/TRACKER\.md\n\+\+\+ b\/TRACKER\.md\n@@ /);
    expect(out).toContain("+| OP-MIR-A | Primary | ✅ Complete | [ada](https://github.com/ada) |");
    expect(err).toBe("The tracker is not up to date; `diagram-tracker render` writes these changes.");
    expect(clone.files()).toEqual(before);

    clone.write("change.patch", `${out}\n`);
    clone.git("apply", "change.patch");
    expect((await clone.run(["render", "--check"])).code).toBe(0);
  });

  test("leaves a region alone whose markers are wrong, and exits with 1, as --check, status and validate say", async () => {
    const clone = await optics();
    const text = clone.read("TRACKER.md").replace("<!-- diagram-tracker:end summary -->", "");
    clone.write("TRACKER.md", text);
    const { code, err } = await clone.run(["render"]);
    expect(code).toBe(1);
    expect(clone.read("TRACKER.md")).toBe(text);
    const [place = ""] = /TRACKER\.md:\d+:1: error: `chart` begins inside `summary`/.exec(err) ?? [];
    expect(place).not.toBe("");
    expect(err).toContain("TRACKER.md is not kept up to date");
    const checked = await clone.run(["render", "--check"]);
    expect(checked).toMatchObject({ code: 1, out: "" });
    expect(checked.err).toContain(place);
    expect(checked.err).not.toContain("is up to date");
    const validated = await clone.run(["validate"]);
    expect(validated.code).toBe(1);
    expect(validated.out).toContain(place);
    expect((await clone.run(["status"])).err).toContain(place);
    expect(await clone.json("render", "--check")).toMatchObject([
      { path: "TRACKER.md", change: "refused", diff: null, problems: [{ severity: "error", column: 1 }] },
    ]);
  });

  test("brings the other regions up to date", async () => {
    const clone = await optics();
    clone.write("TRACKER.md", clone.read("TRACKER.md").replace("<!-- diagram-tracker:end summary -->", ""));
    clone.write(
      "assignments/OP-MIR-A.yml",
      "assignment: { diagram_id: OP-MIR-A, assignee: zoe, status: in_progress }\n",
    );
    const { code, out } = await clone.run(["render"]);
    expect({ code, out }).toEqual({ code: 1, out: "TRACKER.md is updated." });
    expect(clone.read("TRACKER.md")).toMatch(/\| OP-MIR-A \|.*In Progress.*zoe/);
  });

  test("takes no rows out when a file of the catalog is broken, and all commands say where", async () => {
    const clone = await optics();
    const before = clone.read("TRACKER.md");
    const place = "catalog/second.yml:1:13: error: ";
    clone.write("catalog/second.yml", "categories: [");
    for (const command of [["render"], ["render", "--check"], ["status"]]) {
      const { code, err } = await clone.run(command);
      expect({ command, code }).toEqual({ command, code: 1 });
      expect(err).toContain(place);
    }
    const { code, out } = await clone.run(["validate"]);
    expect(code).toBe(1);
    expect(out).toContain(place);
    expect(clone.read("TRACKER.md")).toBe(before);
  });

  test("a catalog of which nothing can be read is not taken for none", async () => {
    const clone = await optics();
    const [file = ""] = [...clone.files().keys()].filter((path) => path.startsWith("catalog/"));
    const before = clone.read("TRACKER.md");
    clone.write(file, "<<<<<<< HEAD\ncategories: []\n=======\n>>>>>>> other\n");
    for (const command of ["render", "status", "next"]) {
      const { code, err } = await clone.run([command]);
      expect(code).toBe(1);
      expect(err).toContain("The catalog cannot be read.");
      expect(err).toContain(`${file}:1:`);
    }
    expect(clone.read("TRACKER.md")).toBe(before);
  });

  test.each([
    ["Latin-1", Buffer.from([0x23, 0x20, 0x43, 0x61, 0x66, 0xe9, 0x0a]), "1:6", "the byte 0xE9 here"],
    ["UTF-16", Buffer.from("\uFEFF# Tracker\n", "utf16le"), "1:1", "UTF-16"],
    ["zero bytes", Buffer.from("# Tracker\n\0\n"), "2:1", "zero bytes"],
  ])("a tracker with %s is refused with the place, byte for byte as it was", async (_, start, place, why) => {
    const clone = await optics();
    const bytes = Buffer.concat([start, Buffer.from(clone.read("TRACKER.md").replaceAll("Pending", "x"))]);
    clone.write("TRACKER.md", bytes);
    const { code, err } = await clone.run(["render"]);
    expect(code).toBe(1);
    expect(err).toContain(`TRACKER.md:${place}: error: `);
    expect(err).toContain(why);
    expect(clone.bytes("TRACKER.md")).toEqual(bytes);
    expect((await clone.run(["render", "--check"])).code).toBe(1);
  });

  test("a byte order mark, line ends and what else is UTF-8 outside the markers stay", async () => {
    const clone = await optics();
    const text = `\uFEFF${clone.read("TRACKER.md").replaceAll("Pending", "x").replaceAll("\n", "\r\n")}\r\n\u{1F4A5} \uFFFD \u2028`;
    clone.write("TRACKER.md", text);
    expect((await clone.run(["render"])).out).toBe("TRACKER.md is updated.");
    const after = clone.read("TRACKER.md");
    expect(after.startsWith("\uFEFF")).toBe(true);
    expect(after.endsWith("\r\n\u{1F4A5} \uFFFD \u2028")).toBe(true);
    expect(after.replaceAll("\r\n", "")).not.toContain("\n");
  });

  test("keeps the row of a broken assignment file as it is", async () => {
    const clone = await optics();
    const before = clone.read("TRACKER.md");
    clone.write("assignments/OP-MIR-A.yml", "assignment: { diagram_id: OP-MIR-A, status: compleet }\n");
    const { code, out, err } = await clone.run(["render"]);
    expect({ code, out }).toEqual({ code: 0, out: "TRACKER.md is up to date." });
    expect(err).toMatch(/^assignments\/OP-MIR-A\.yml:1:\d+: error: /);
    expect(clone.read("TRACKER.md")).toBe(before);
  });

  test("uses --url for links, and says when it had to invent an address", async () => {
    const clone = new Clone();
    clone.write(
      "catalog/a.yml",
      "categories: [{ name: A, planned: 1, groups: [{ key: A1, name: A, planned: 1, diagrams: { A-B: b } }] }]\n",
    );
    clone.write(
      "assignments/A-B.yml",
      "assignment: { diagram_id: A-B, assignee: ada, status: review, pr_number: 3 }\n",
    );
    const guessed = await clone.run(["render"]);
    expect(guessed.err).toContain("this clone has no remote `origin`");
    const told = await clone.run(["render", "--url", "https://git.example.com/o/r/"]);
    expect(told).toMatchObject({ code: 0, out: "TRACKER.md is updated.", err: "" });
    expect(clone.read("TRACKER.md")).toContain("[#3](https://git.example.com/o/r/pull/3)");
    expect(await clone.run(["render", "--url", "nowhere"])).toMatchObject({ code: 2 });
  });
});

describe("validate", () => {
  test("warns of what is wrong in the drawings, old ones too, and fails nothing for it", async () => {
    const clone = await optics();
    clone.write(
      "diagrams/mirrors/OP-MIR-A.md",
      '# A\n\n```mermaid\nflowchart LR\n  A:::hot --> B\n  click A "javascript:alert(1)"\n```\n\n```mermaid\nflowchart LR\n  A -->\n```\n',
    );
    const { code, out } = await clone.run(["validate"]);
    expect(code).toBe(0);
    expect(out.split("\n").map((line) => line.slice(0, 60))).toEqual([
      'diagrams/mirrors/OP-MIR-A.md:5:1: warning: The class "hot" i',
      "diagrams/mirrors/OP-MIR-A.md:6:1: warning: There is an addre",
      "diagrams/mirrors/OP-MIR-A.md:11:1: warning: Mermaid cannot r",
    ]);
  });

  test("says file, line and column, and exits with 1 on errors", async () => {
    const clone = await optics();
    clone.write("assignments/OP-MIR-B.yml", "assignment:\n  diagram_id: OP-MIR-B\n  status: pendign\n");
    clone.write("assignments/OP-MIR-C.yml", "assignment: { diagram_id: OP-MIR-C, status: pending }\n");
    const { code, out, err } = await clone.run(["validate"]);
    expect(code).toBe(1);
    expect(out.split("\n")).toEqual([
      expect.stringMatching(/^assignments\/OP-MIR-B\.yml:3:11: error: `assignment\.status`/),
      "assignments/OP-MIR-C.yml:1:1: warning: The catalog names no diagram `OP-MIR-C`. Did you mean `OP-MIR-A`?",
    ]);
    expect(err).toBe("1 error and 1 warning in 5 files.");
  });

  test("says in the campaign's language what GitHub would be told, drawings too", async () => {
    const clone = await optics();
    clone.write(".github/diagram-tracker.yml", "language: de\n");
    clone.write("assignments/OP-MIR-B.yml", "assignment:\n  diagram_id: OP-MIR-B\n  status: pendign\n");
    clone.write("diagrams/mirrors/OP-MIR-A.md", "```mermaid\nflowchart LR\n  A:::hot --> B[x\n```\n");
    const { out } = await clone.run(["validate"]);
    expect(out.split("\n")).toEqual([
      expect.stringMatching(
        /^assignments\/OP-MIR-B\.yml:3:11: error: `assignment\.status`: Erwartet: eines von/,
      ),
      expect.stringMatching(/^diagrams\/.*: warning: Mermaid kann `A:::hot --> B\[x` nicht lesen/),
      expect.stringMatching(/^diagrams\/.*: warning: Die Klasse „hot“/),
    ]);
  });

  test("warnings alone are no failure", async () => {
    const clone = await atlas();
    const { code, err } = await clone.run(["validate"]);
    expect({ code, err }).toEqual({ code: 0, err: "0 errors and 3 warnings in 11 files." });
  });

  test("a folder without a campaign is said, with what to do", async () => {
    const { code, out } = await new Clone().run(["validate"]);
    expect(code).toBe(1);
    expect(out).toContain("catalog:1:1: error: There is no catalog");
  });

  test("files that cannot be read are reported and stop nothing else", async () => {
    const clone = await optics();
    clone.write("assignments/OP-MIR-A.yml", Buffer.from([0xff, 0xfe, 0x00, 0x01]));
    clone.write("assignments/OP-MIR-B.yml", "");
    truncateSync(join(clone.root, "assignments/OP-MIR-B.yml"), 9_000_000);
    clone.write("outside.yml", "categories: []\n");
    symlinkSync(join(clone.root, "outside.yml"), join(clone.root, "catalog/link.yml"));
    const { out } = await clone.run(["validate"]);
    expect(out).toBe(
      "assignments/OP-MIR-A.yml:1:1: error: It is not text in UTF-8 but in UTF-16. Save it as UTF-8.\n" +
        "assignments/OP-MIR-B.yml:1:1: error: It has 9.0 MB; at most 8.0 MB are read.\n" +
        "catalog/link.yml:1:1: error: It is a symbolic link, or lies behind one; links are not followed.",
    );
    // What a link of the catalog leads to may name diagrams.
    expect((await clone.run(["status"])).code).toBe(1);
    rmSync(join(clone.root, "catalog/link.yml"));
    expect((await clone.run(["status"])).code).toBe(0);
  });

  test("what stands at a place of the campaign and is not read there is reported", async () => {
    const clone = await optics();
    renameSync(join(clone.root, "assignments"), join(clone.root, "elsewhere"));
    symlinkSync("elsewhere", join(clone.root, "assignments"));
    renameSync(join(clone.root, "TRACKER.md"), join(clone.root, "Tracker.md"));
    const { code, out } = await clone.run(["validate"]);
    expect(code).toBe(1);
    expect(out.split("\n")).toEqual([
      "Tracker.md:1:1: error: GitHub tells upper and lower case apart, so this is not read. Expected TRACKER.md.",
      "assignments:1:1: error: This is a symbolic link, and I do not follow links. Put what it leads to here.",
    ]);
  });

  test("a submodule in the place of the catalog is reported", async () => {
    const clone = await optics();
    rmSync(join(clone.root, "catalog"), { recursive: true });
    const commit = "0123456789abcdef0123456789abcdef01234567";
    clone.git("update-index", "--add", "--cacheinfo", `160000,${commit},catalog`);
    const { out } = await clone.run(["validate"]);
    expect(out).toContain(
      "catalog:1:1: error: This is a submodule, and I read nothing in it. Put its files here.",
    );
  });

  test("a folder where a file should be is reported", async () => {
    const clone = await optics();
    clone.write(".github/diagram-tracker.yml/inside", "");
    const { code, out } = await clone.run(["validate"]);
    expect(code).toBe(1);
    expect(out).toContain(".github/diagram-tracker.yml:1:1: error: It is no file.");
  });
});

describe("status", () => {
  test("alone: the summary by category and the total", async () => {
    const { out } = await (await optics()).run(["status"]);
    expect(out).toBe(
      [
        "Category  Total  Complete  In progress  Pending  Done",
        "Optics        4         0            1        3    0%",
        "Total         4         0            1        3    0%",
      ].join("\n"),
    );
  });

  test("of a selection: its diagrams, aligned and whole when piped", async () => {
    const { out } = await (await optics()).run(["status", "op-mir"]);
    expect(out).toBe(
      [
        "OP-MIR-* (0 of 2 complete)",
        "",
        "ID        Name                                                       Status          Assignee  Due         PR  Verified by",
        "OP-MIR-A  Primary                                                    🟦 In Progress  ada       2026-03-06   -  -",
        "OP-MIR-B  A very long name of a mirror that nobody can read at once  ⬜ Pending      -         -            -  -",
      ].join("\n"),
    );
  });

  test("in a narrow terminal names are cut and the least columns left out", async () => {
    const { out } = await (await optics()).run(["status", "OP1"], { width: 60 });
    expect(out).toBe(
      [
        "OP1: Mirrors (0 of 2 complete)",
        "",
        "ID        Name                  Status          Assignee  PR",
        "OP-MIR-A  Primary               🟦 In Progress  ada        -",
        "OP-MIR-B  A very long name of…  ⬜ Pending      -          -",
      ].join("\n"),
    );
  });

  test.each([
    ["@ada", 1],
    ["phase 1", 1],
    ["First", 1],
    ["Optics", 2],
    ["@nobody", 0],
  ])("%s selects %i", async (selection, count) => {
    expect(await (await optics()).json("status", ...selection.split(" "))).toHaveLength(count);
  });

  test("what selects nothing is refused with what was perhaps meant", async () => {
    const { code, err } = await (await optics()).run(["status", "OP-MIR-C"]);
    expect({ code, err }).toEqual({
      code: 1,
      err: 'error: "OP-MIR-C" is no diagram, group, category or phase of the catalog, and no status. Did you mean "OP-MIR-A"?',
    });
  });

  test("a status selects what has it, and with --json an error is JSON, too", async () => {
    const clone = await optics();
    expect((await clone.run(["status", "review"])).out).toMatch(/^🟨 Review \(\d+ of \d+ complete\)/);
    for (const [args, code, error] of [
      [["--json", "status", "OP-XXX-C"], 1, /^"OP-XXX-C" is no diagram/],
      [["next", "0", "--json"], 2, /^'0': Expected a number from 1 to/],
      [
        ["inbox", "--json"],
        2,
        /^missing required argument 'action': write one of list, show, retry, drop\.$/,
      ],
      [["--json", "statsu"], 2, /^unknown command 'statsu'\. Did you mean status\?$/],
    ] as const) {
      const ran = await clone.run(args);
      expect({ ...ran, out: JSON.parse(ran.out) }).toEqual({
        code,
        out: { error: expect.stringMatching(error) },
        err: "",
      });
    }
  });

  test("text that would steer the terminal is shown by its code", async () => {
    const clone = await optics();
    clone.write(
      "assignments/OP-MIR-B.yml",
      'assignment: { diagram_id: OP-MIR-B, assignee: "x\\u202ey", status: in_progress }\n',
    );
    expect((await clone.run(["status", "OP1"], { width: 100 })).out).toContain("x\\u{202e}y");
    const { err } = await clone.run(["status", "\u001b[31mred"], { width: 100 });
    expect(err).not.toContain("\u001b[31mred");
  });
});

describe("next", () => {
  test("follows the phases, then the catalog, and leaves out what is taken", async () => {
    const clone = await optics();
    expect(await clone.json("next", "5")).toMatchObject([{ id: "OP-MIR-B" }]);
    const { err } = await clone.run(["next"]);
    expect(err).toContain('"/claim OP-MIR-B" on an issue takes the first');
  });

  test.each(["0", "x", "-1", "1e3", "100000"])("%s is no number of diagrams", async (count) => {
    const { code, err } = await (await optics()).run(["next", "--", count]);
    expect(code).toBe(2);
    expect(err).toContain("Expected a number from 1 to 10000.");
  });
});

describe("every command", () => {
  test("prints with --json exactly the fields that its help and the reference name", async () => {
    const clone = await optics();
    const ada = ["-c", "user.name=ada", "-c", "user.email=ada@example.org"];
    clone.git(...ada, "commit", "--quiet", "--allow-empty", "--message", "Begin");
    const printed: Record<string, unknown[]> = {
      render: [await clone.json("render", "--check")],
      validate: [await clone.json("validate"), await clone.json("validate", "--base", "HEAD", "--as", "ada")],
      status: [await clone.json("status"), await clone.json("status", "OP1")],
      next: [await clone.json("next")],
      init: [JSON.parse((await new Clone().run(["init", "--json"])).out)],
    };
    for (const [name, outputs] of Object.entries(printed)) {
      const shapes = (await COMMANDS[name]?.())?.json ?? [];
      expect(shapes.length, name).toBeGreaterThanOrEqual(outputs.length);
      outputs.forEach((output, at) => {
        const shape = shapes[at];
        const schema = shape?.list ? z.array(shape.schema) : shape?.schema;
        expect(schema?.safeParse(output).error?.message, name).toBeUndefined();
      });
    }
  });

  test.each(Object.keys(COMMANDS))("%s --help says what it does", async (name) => {
    const { code, out } = await new Clone().run([name, "--help"]);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: diagram-tracker ${name}`);
    expect(out).toContain("--repo <dir>");
    expect(out).toContain(`Examples:\n  $ diagram-tracker ${name}`);
    const found = await COMMANDS[name]?.();
    expect(out.includes("With --json")).toBe((found?.json.length ?? 0) > 0);
  });

  test("start and playground let another program take this one's place, and end with its exit code", async () => {
    const became: unknown[] = [];
    const become = async (...asked: unknown[]) => became.push(asked) - 1;
    const clone = new Clone();
    expect(await runCli(["start"], { cwd: clone.root, become })).toMatchObject({ code: 0, out: "", err: "" });
    expect(await runCli(["playground", "--once"], { cwd: clone.root, become })).toMatchObject({ code: 1 });
    expect(became).toEqual([
      ["server", []],
      ["playground", ["--once"]],
    ]);
  });

  test.each(Object.keys(COMMANDS))("%s has every option that its examples use", async (name) => {
    const { out } = await new Clone().run([name, "--help"]);
    const [options = "", examples = ""] = out.split("Examples:");
    const used = examples.match(/(?<= )--[a-z-]+(?= |$)/gm)?.filter((option) => option !== "--json") ?? [];
    for (const option of used) expect(options).toContain(option);
  });

  test("takes --repo before and after its name", async () => {
    const clone = await optics();
    const elsewhere = new Clone();
    for (const args of [
      ["--repo", clone.root, "status"],
      ["status", "--repo", clone.root],
    ]) {
      expect((await elsewhere.run(args)).out).toContain("Optics");
    }
    const { code, err } = await elsewhere.run(["status", "--repo", "nowhere"]);
    expect(code).toBe(1);
    expect(err).toMatch(/^error: There is no folder .*nowhere: --repo names the clone's folder\.$/);
  });

  test("a broken configuration is named with its place", async () => {
    const clone = await optics();
    clone.write(".github/diagram-tracker.yml", "claims:\n  limt: 3\n");
    for (const name of ["status", "next", "render"]) {
      const { code, err } = await clone.run([name]);
      expect(code).toBe(1);
      expect(err).toContain(
        ".github/diagram-tracker.yml:2:3: error: Unknown key `limt`. Did you mean `limit`?",
      );
    }
  });

  test.each([
    [["stats"], "error: unknown command 'stats'. Did you mean status?"],
    [["render", "--chek"], "error: unknown option '--chek'. Did you mean --check?"],
    [["replay"], "error: missing required argument 'payload'."],
  ])("%j is answered in one sentence and exit code 2", async (args, sentence) => {
    expect(await new Clone().run(args)).toEqual({ code: 2, out: "", err: sentence });
  });
});
