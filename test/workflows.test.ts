import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { problemsOfWorkflow } from "./check-workflow.ts";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const FILES = globSync([".github/workflows/*.{yml,yaml}", "action.{yml,yaml}"], { cwd: ROOT });

test.each(FILES)("GitHub takes %s", async (path) => {
  expect(await problemsOfWorkflow(path, readFileSync(`${ROOT}${path}`, "utf8"))).toEqual([]);
});

test("what GitHub would refuse is found", async () => {
  const workflow = `name: Wrong
on:
  push: { branchs: [main] }
concurrency: { group: a, queue: most }
jobs:
  one:
    runs-on: ubuntu-24.04
    permissions: { packages: wirte }
    steps:
      - run: echo "$A"
        env: { A: "\${{ githb.ref }}", B: "\${{ steps.none.outputs.x }}" }
      - uses: actions/checkout@v6
        whit: { ref: main }
  two:
    runs-on: ubuntu-24.04
    needs: three
    steps: [{ run: "true" }]
`;
  const found = await problemsOfWorkflow(".github/workflows/wrong.yml", workflow);
  expect(found.map((problem) => problem.replace(".github/workflows/wrong.yml:", ""))).toEqual([
    "11: Context access might be invalid: none",
    "11: Unrecognized named-value: 'githb'",
    "13: Unexpected value 'whit'",
    "16: Job 'two' depends on unknown job 'three'.",
    "16: Value 'three' is not valid",
    "3: Unexpected value 'branchs'",
    "4: Unexpected value 'most'",
    "8: Unexpected value 'wirte'",
  ]);
});

test("what an action.yml may not hold is found", async () => {
  const action = "name: A\ndescription: B\nruns:\n  using: node24\n  mian: dist/action.js\n";
  expect(await problemsOfWorkflow("action.yml", action)).toEqual([
    expect.stringContaining("action.yml:"),
    expect.stringContaining("mian"),
  ]);
});
