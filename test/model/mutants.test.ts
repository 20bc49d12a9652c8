/**
 * The model test is worth something if it notices when the decisions are wrong. Each mutant is one small change of a copy of
 * the sources. Two of them are tried in every run; MODEL_MUTANTS=all (`npm run model:mutants`) tries them all.
 */
import { execFile } from "node:child_process";
import { cp, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { MUTANTS } from "./mutants.ts";

const ROOT = join(import.meta.dirname, "../..");
const HISTORIES = 3000;
const SEED = 1;
const TRIED = process.env["MODEL_MUTANTS"] === "all" ? MUTANTS : MUTANTS.slice(0, 2);
const TIMEOUT = 600_000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "diagram-tracker-mutants-"));
  for (const path of ["src", "test/decide", "test/model", "package.json"]) {
    await cp(join(ROOT, path), join(folder, path), { recursive: true });
  }
  await symlink(join(ROOT, "node_modules"), join(folder, "node_modules"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("the model test notices that", () => {
  test.each(TRIED)("$name", { timeout: TIMEOUT }, async ({ path, code, instead }) => {
    const file = join(folder, path);
    const source = await readFile(file, "utf8");
    expect(source.split(code)).toHaveLength(2);
    await writeFile(file, source.replace(code, instead));
    try {
      expect(await report()).toMatch(/^Property failed after \d+ tests/);
    } finally {
      await writeFile(file, source);
    }
  });

  test("every mutant still fits the sources", async () => {
    for (const { path, code } of MUTANTS) {
      const source = await readFile(join(ROOT, path), "utf8");
      expect({ path, found: source.split(code).length - 1 }).toEqual({ path, found: 1 });
    }
  });
});

/** What the run says: its counts, or the counterexample with which it failed. */
async function report(): Promise<string> {
  const script = join(folder, "test/model/run-histories.ts");
  const env = { ...process.env, NODE_COMPILE_CACHE: join(folder, "compiled") };
  const run = promisify(execFile)(process.execPath, [script, String(HISTORIES), String(SEED)], { env });
  try {
    return (await run).stdout;
  } catch (error) {
    // It ends with 1 where a history goes wrong; anything else is no answer.
    if (error instanceof Error && "stdout" in error && "code" in error && error.code === 1)
      return String(error.stdout);
    throw error;
  }
}
