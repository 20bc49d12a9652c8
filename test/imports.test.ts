import { execFile } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";

const ROOT = new URL("..", import.meta.url).pathname;
const run = promisify(execFile);

/** Rules by the files that have to break them, each added to a copy of the sources. */
const BROKEN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "no-circle-of-files": {
    "src/domain/types-one.ts": 'import type { Two } from "./types-two.ts";\nexport type One = Two | 1;\n',
    "src/domain/types-two.ts": 'import { type One } from "./types-one.ts";\nexport type Two = One | 2;\n',
    "src/tracker/values-one.ts": 'export const one = async () => (await import("./values-two.ts")).two;\n',
    "src/tracker/values-two.ts": 'export * from "./values-one.ts";\nexport const two = 2;\n',
  },
  "from-floors-below-only": {
    "src/domain/upward.ts": 'export type { Plan } from "../decide/plan.ts";\n',
    "src/gates/upward.ts": 'import "../clock.ts";\n',
    "src/github/sideways.ts": 'export type { Inbox } from "../inbox/inbox.ts";\n',
    "src/inbox/upward.ts": 'export * from "../bot.ts";\n',
  },
  "stand-in-for-playground-and-tests": {
    "src/docs/stand-in.ts": 'import "../playground/github/start-github.ts";\n',
  },
  "stand-in-by-its-face": {
    "src/playground/insides.ts": 'import "./github/world.ts";\n',
    "test/insides.ts": 'import "../src/playground/github/world.ts";\n',
  },
  "floor-unknown": { "src/nowhere.ts": 'import "./clock.ts";\n' },
  "floor-of-imported-unknown": { "src/cli/to-nowhere.ts": 'import "../nowhere.ts";\n' },
  "no-src-on-tests": { "src/cli/on-tests.ts": 'import "../../test/test-bot.ts";\n' },
};

const Report = z.object({
  summary: z.object({
    violations: z.array(
      z.object({
        from: z.string(),
        cycle: z.array(z.object({ name: z.string() })).default([]),
        rule: z.object({ name: z.string() }),
      }),
    ),
  }),
});

/** How a command ends that found something. */
const Failure = z.object({ stdout: z.string(), stderr: z.string() });

/** What the rules of `npm run imports` say about a folder: `rule: file` for every file that is part of it. */
async function violationsIn(folder: string): Promise<string[]> {
  const command = join(ROOT, "node_modules/.bin/depcruise");
  const config = join(ROOT, ".dependency-cruiser.mjs");
  const args = ["--config", config, "--output-type", "json", "src", "test"];
  const { stdout } = await run(command, args, { cwd: folder, maxBuffer: 2 ** 26 });
  const lines = Report.parse(JSON.parse(stdout)).summary.violations.flatMap(({ from, cycle, rule }) =>
    [from, ...cycle.map(({ name }) => name)].map((file) => `${rule.name}: ${file}`),
  );
  return [...new Set(lines)].sort();
}

describe("the rules for imports", () => {
  let copy: string;

  beforeAll(async () => {
    copy = await mkdtemp(join(tmpdir(), "imports-"));
    await cp(join(ROOT, "src"), join(copy, "src"), { recursive: true });
    await cp(join(ROOT, "test/test-bot.ts"), join(copy, "test/test-bot.ts"));
  });
  afterAll(() => rm(copy, { recursive: true, force: true }));

  async function add(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [path, text] of Object.entries(files)) await writeFile(join(copy, path), text);
  }

  test("folders that import each other, also by a third one, are refused without a circle of files", async () => {
    await add({
      "src/github/checks/apart.ts":
        'export type { RecentActivity } from "../recovery/read-recent-activity.ts";\n',
      "src/github/recovery/apart.ts": 'export type { CheckRun } from "../checks/check-run.ts";\n',
    });
    expect(await violationsIn(copy)).toEqual([
      "no-circle-of-folders: src/github/checks",
      "no-circle-of-folders: src/github/recovery",
      "no-circle-of-folders: src/github/webhooks",
    ]);
    await rm(join(copy, "src/github/recovery/apart.ts"));
  });

  test("each rule refuses what breaks it, and nothing else", async () => {
    for (const files of Object.values(BROKEN)) await add(files);
    // An import that goes up closes a circle of folders, too.
    const violations = (await violationsIn(copy)).filter((line) => !line.startsWith("no-circle-of-folders"));
    const expected = Object.entries(BROKEN).flatMap(([rule, files]) =>
      Object.keys(files).map((path) => `${rule}: ${path}`),
    );
    expect(violations).toEqual(expected.sort());
  });

  test("the linter refuses I/O in a pure folder, and a type imported where it is used, which the rules do not see", async () => {
    for (const path of ["biome.json", ".gitignore", ".ci"]) {
      await cp(join(ROOT, path), join(copy, path), { recursive: true });
    }
    await add({
      "src/domain/hidden.ts": 'import "node:fs";\nexport type Hidden = import("../decide/plan.ts").Plan;\n',
    });
    const lint = run(join(ROOT, "node_modules/.bin/biome"), ["lint", "src/domain/hidden.ts"], { cwd: copy });
    const { stdout, stderr } = await lint.catch((error: unknown) => Failure.parse(error));
    const output = stdout + stderr;
    expect(output).toContain("Import it at the head of the file");
    expect(output).toContain("The pure folders know no I/O");
  });
});
