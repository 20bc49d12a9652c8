import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { CATALOG } from "../decide/repository.ts";
import { type Ran, runCli } from "./run-cli.ts";

const CLAIM = "assignment:\n  diagram_id: G-LIN-FL\n  assignee: ada\n  status: in_progress\n";

let root = "";
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=ada", "-c", "user.email=ada@example.org", ...args], {
    cwd: root,
    env: { ...process.env, GIT_CONFIG_GLOBAL: "/dev/null", GIT_CONFIG_SYSTEM: "/dev/null" },
    encoding: "utf8",
  });
const put = (path: string, content: string | Uint8Array) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "diagram-tracker-"));
  git("init", "-q", "-b", "main");
  put("catalog/atlas.yml", CATALOG);
  put("assignments/G-LIN-SQ.yml", CLAIM.replace("FL", "SQ").replace("ada", "bob"));
  git("add", ".");
  git("commit", "-qm", "Begin");
  git("checkout", "-qb", "claim");
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function validate(...args: string[]): Promise<Ran> {
  return runCli(["validate", "--base", "main", ...args], { cwd: root });
}

describe("validate --base", () => {
  test("passes a good claim, committed or not", async () => {
    put("assignments/G-LIN-FL.yml", CLAIM);
    const passed = { code: 0, out: "", err: "Diagram tracker / assignments: In order: 1 claim." };
    expect(await validate("--as", "ada")).toEqual(passed);
    git("add", ".");
    git("commit", "-qm", "Claim G-LIN-FL");
    expect(await validate("--as", "@ada")).toEqual(passed);
  });

  test("says where, in the words of the check run, and exits with 1", async () => {
    put("assignments/G-LIN-FL.yml", CLAIM);
    expect(await validate("--as", "cyd")).toEqual({
      code: 1,
      out: "assignments/G-LIN-FL.yml:3:13: error: A claim for somebody else. This claims the diagram for `ada`, but the pull request is by `cyd`. Write your own login, or ask `ada` to comment `/claim`. A maintainer can also `/assign` it.",
      err: "Diagram tracker / assignments: 1 problem in 1 file.",
    });
    expect(await validate("--as", "root=maintain")).toMatchObject({ code: 0, out: "" });
  });

  test("judges only what the branch changed, also when the base went on", async () => {
    git("checkout", "-q", "main");
    put("assignments/G-SEQ-FL.yml", CLAIM.replace("G-LIN-FL", "G-SEQ-FL"));
    git("add", ".");
    git("commit", "-qm", "Somebody else's");
    git("checkout", "-q", "claim");
    put("diagrams/note.txt", "x");
    expect(await validate("--as", "cyd")).toEqual({
      code: 0,
      out: "",
      err: "Nothing that differs from main is checked.",
    });
  });

  test("sees links, binary files, clones within and removed files", async () => {
    symlinkSync("G-LIN-SQ.yml", join(root, "assignments/G-LIN-FL.yml"));
    put("assignments/G-LIN-ST.yml", new Uint8Array([0, 1, 2, 255]));
    put("catalog/huge.yml", "#".repeat(5_000_001));
    mkdirSync(join(root, "catalog/more.yml"));
    execFileSync("git", ["init", "-q"], { cwd: join(root, "catalog/more.yml") });
    rmSync(join(root, "assignments/G-LIN-SQ.yml"));
    const { code, out } = await validate("--as", "ada");
    expect(code).toBe(1);
    expect(out.split("\n").map((line) => line.split(". ")[0])).toEqual([
      "assignments/G-LIN-FL.yml:1:1: error: Symbolic link",
      "assignments/G-LIN-SQ.yml:1:1: error: An assignment removed",
      "assignments/G-LIN-ST.yml:1:1: error: Not a text file",
      "catalog/huge.yml:1:1: error: File too large",
      "catalog/more.yml:1:1: error: Submodule",
    ]);
  });

  test("judges what is drawn, with Mermaid's own parser", async () => {
    put("diagrams/G-LIN-SQ.mmd", "sequenceDiagram\n  A->>B: hello\n  foo bar baz\n");
    const { code, out } = await validate("--as", "bob");
    expect(code).toBe(1);
    expect(out).toMatch(/^diagrams\/G-LIN-SQ\.mmd:3(?::\d+)?: error: .*foo bar baz/m);
  });

  test("asks who opens the pull request, unless git knows", async () => {
    put("diagrams/note.txt", "x");
    expect(await validate()).toMatchObject({ code: 2, err: expect.stringContaining("--as LOGIN says it") });
    git("config", "github.user", "ada");
    expect(await validate()).toMatchObject({ code: 0 });
  });

  test("prints JSON for programs", async () => {
    put("assignments/G-LIN-FL.yml", CLAIM.replace("ada", "'@cyd'"));
    const { code, out } = await validate("--as", "ada", "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out)).toEqual([
      {
        check: "Diagram tracker / assignments",
        conclusion: "failure",
        title: "1 problem in 1 file",
        findings: [
          {
            file: "assignments/G-LIN-FL.yml",
            line: 3,
            column: 13,
            level: "failure",
            title: "A claim for somebody else",
            message: expect.stringContaining("This claims the diagram for `cyd`"),
          },
        ],
      },
    ]);
  });

  test.each([
    [["--as", "john.doe"], 2, "--as: expected a GitHub login such as ada, or ada=maintain"],
    [["--as", "ada=king"], 2, "--as: expected a GitHub login"],
    [["--as", "ada", "--base", "nowhere"], 1, "--base: git knows no branch, tag or commit nowhere here."],
  ])("%j is refused with what to write", async (args, code, message) => {
    const result = await validate(...args);
    expect(result).toMatchObject({ code, out: "" });
    expect(result.err).toContain(message);
  });
});
