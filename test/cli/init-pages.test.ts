import { execFileSync } from "node:child_process";
import { chmodSync, copyFileSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { problemsOfWorkflow } from "../check-workflow.ts";
import { type Clone, optics } from "./clone.ts";

const SHA = "0123456789abcdef0123456789abcdef01234567";
const PATH = ".github/workflows/diagram-tracker-page.yml";
const MAIN = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));

interface Step {
  readonly id?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}
interface Workflow {
  readonly on: { readonly push: { readonly paths: readonly string[] } };
  readonly permissions: object;
  readonly jobs: Readonly<Record<string, { readonly permissions: object; readonly steps: readonly Step[] }>>;
}

async function written(
  config = "",
): Promise<{ clone: Clone; text: string; workflow: Workflow; err: string }> {
  const clone = await optics();
  if (config !== "") clone.write(".github/diagram-tracker.yml", config);
  const { code, err } = await clone.run(["init", "--pages", "--action-commit", SHA]);
  expect(code).toBe(0);
  const text = clone.read(PATH);
  return { clone, text, workflow: parse(text), err };
}

test("init --pages writes one workflow, such as GitHub takes, with the least rights", async () => {
  const { clone, text, workflow, err } = await written();
  expect(err).toContain('choose "GitHub Actions" as the source');
  expect([...clone.files().keys()].filter((path) => path.startsWith(".github/"))).toEqual([PATH]);
  expect(await problemsOfWorkflow(PATH, text)).toEqual([]);
  expect(workflow.permissions).toEqual({});
  const { build, publish } = workflow.jobs;
  expect(build?.permissions).toEqual({ contents: "read", pages: "read" });
  // What may publish runs nothing that the repository or the tracker brings.
  expect(publish?.permissions).toEqual({ pages: "write", "id-token": "write" });
  expect(publish?.steps.map(({ uses, run }) => [uses?.split("@")[0], run])).toEqual([
    ["actions/deploy-pages", undefined],
  ]);
  for (const line of text.split("\n").filter((one) => /\buses:/.test(one))) {
    expect(line).toMatch(/uses: actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
  for (const { uses = "", run = "", with: given } of build?.steps ?? []) {
    expect(run).not.toContain("${{");
    if (uses.startsWith("actions/checkout@")) expect(given?.["persist-credentials"]).toBe(false);
  }
  expect(text).toContain(`ref: ${SHA} # v`);
  // Dependabot moves those of our own workflow.
  const ci = readFileSync(new URL("../../.github/workflows/ci.yml", import.meta.url), "utf8");
  for (const name of ["checkout", "setup-node"]) {
    const pin = new RegExp(`actions/${name}@[0-9a-f]{40} # v\\S+`);
    expect(pin.exec(text)?.[0]).toBe(pin.exec(ci)?.[0]);
  }
});

test("it looks where the configuration says, and at the bot's own branch where the state lies there", async () => {
  const { workflow, text } = await written("paths: { diagrams: drawings }\ncommit: branch\n");
  expect(await problemsOfWorkflow(PATH, text)).toEqual([]);
  expect(workflow.on.push.paths).toContain("drawings/**");
  const runs = workflow.jobs["build"]?.steps.flatMap(({ run }) => run ?? []) ?? [];
  expect(runs[0]).toBe('git checkout "origin/$BRANCH" -- "$FOLDER"');
  expect(text).toContain('BRANCH: "diagram-tracker/state"');
});

test("what is published already is not published again", async () => {
  const { clone, workflow } = await written();
  const script = workflow.jobs["build"]?.steps.find(({ id }) => id === "look")?.run ?? "";
  clone.write("job/tracker/package.json", '{ "type": "module" }');
  clone.write("job/tracker/dist/diagram-tracker.js", `await import(${JSON.stringify(MAIN)});\n`);
  // The host: what it has published, and nothing at first.
  clone.write("bin/curl", `#!/bin/sh\ncat "${clone.root}/published" 2>/dev/null\n`);
  chmodSync(join(clone.root, "bin/curl"), 0o755);
  const campaign = await optics();
  campaign.git("clone", "--quiet", ".", join(clone.root, "job/campaign"));
  execFileSync("cp", [
    "-r",
    `${campaign.root}/catalog`,
    `${campaign.root}/assignments`,
    `${clone.root}/job/campaign/`,
  ]);
  const run = () => {
    const output = join(clone.root, "output");
    rmSync(output, { force: true });
    execFileSync("bash", ["-e", "-c", script], {
      cwd: join(clone.root, "job"),
      env: {
        ...process.env,
        PATH: `${clone.root}/bin:${join(process.execPath, "..")}:${process.env["PATH"]}`,
        BASE: "https://stars.github.io/charts",
        RUNNER_TEMP: clone.root,
        GITHUB_OUTPUT: output,
        GITHUB_RUN_ID: "1",
        GITHUB_SERVER_URL: "https://github.com",
        GITHUB_REPOSITORY: "stars/charts",
      },
      stdio: "pipe",
    });
    try {
      return readFileSync(output, "utf8");
    } catch {
      return "";
    }
  };
  expect(run()).toBe("changed=true\n");
  copyFileSync(join(clone.root, "page/version.txt"), join(clone.root, "published"));
  expect(run()).toBe("");
  clone.write(
    "job/campaign/assignments/OP-MIR-B.yml",
    "assignment:\n  diagram_id: OP-MIR-B\n  assignee: grace\n  start_date: 2026-02-20\n  status: in_progress\n",
  );
  expect(run()).toBe("changed=true\n");
});
