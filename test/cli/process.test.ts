import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { atlas, Clone } from "./clone.ts";

const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

function cli(
  cwd: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ code: number; out: string; err: string }> {
  const { NO_COLOR: _no, FORCE_COLOR: _force, ...inherited } = process.env;
  return new Promise((resolve) => {
    execFile(process.execPath, [MAIN, ...args], { cwd, env: { ...inherited, ...env } }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}

test("the exit codes are 0, 1 for a check that finds something, and 2 for a command written wrongly", async () => {
  const clone = await atlas();
  expect(await cli(clone.root, ["--version"])).toMatchObject({
    code: 0,
    out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
  expect(await cli(clone.root, ["render", "--check"])).toMatchObject({
    code: 0,
    out: "old.md is up to date.\n",
  });
  clone.write(
    "catalog/01-guarantees.yml",
    clone.read("catalog/01-guarantees.yml").replace("Flow Diagram", "Flow"),
  );
  expect(await cli(clone.root, ["render", "--check"])).toMatchObject({ code: 1 });
  expect(await cli(clone.root, ["rendr"])).toMatchObject({ code: 2, out: "" });
});

test("a failure is one sentence without a stack trace", async () => {
  const { code, out, err } = await cli(new Clone().root, ["init", "--from", "missing.md"]);
  expect({ code, out, err }).toEqual({
    code: 1,
    out: "",
    err: "error: --from missing.md: there is nothing of this name.\n",
  });
});

test("what is piped has no colour codes, also where colours are forced on", async () => {
  const clone = await atlas();
  for (const env of [{}, { FORCE_COLOR: "1" }, { NO_COLOR: "1" }]) {
    const { out, err } = await cli(clone.root, ["status", "G-LIN"], env);
    expect(out).toContain("⬜ Pending");
    expect(out + err).not.toContain("\u001b");
  }
});

test("a reader that stops reading is no failure", async () => {
  const clone = await atlas();
  const child = spawn(process.execPath, [MAIN, "status", "--json", "Case Studies"], {
    cwd: clone.root,
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.destroy();
  let err = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    err += text;
  });
  const [code] = (await once(child, "close")) as [number | null];
  expect({ code, err }).toEqual({ code: 0, err: "" });
});

/** At its end, after many young objects that stay for a while. */
const TELL_YOUNG = `import { getHeapSpaceStatistics } from "node:v8";
process.on("exit", () => {
  let kept = [];
  for (let at = 0; at < 1_000_000; at++) {
    kept.push({ at });
    if (kept.length > 200_000) kept = [];
  }
  const young = getHeapSpaceStatistics().find((space) => space.space_name === "new_space");
  process.stderr.write("young " + young.space_size);
});`;

test("an import does not let young objects fill the memory", async () => {
  const clone = new Clone();
  clone.write("board.md", "| ID | Name | Status |\n|--|--|--|\n| X-R-A | One | Pending |\n");
  const hook = `--import=data:text/javascript,${encodeURIComponent(TELL_YOUNG)}`;
  const { code, err } = await cli(clone.root, ["init", "--from", "board.md"], { NODE_OPTIONS: hook });
  expect({ code, err }).toMatchObject({ code: 0, err: expect.stringMatching(/young \d+$/) });
  // As many are 67 MB else.
  expect(Number(/\d+$/.exec(err)?.[0])).toBeLessThan(8_000_000);
});
