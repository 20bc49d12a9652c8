import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RunStep } from "./workflow-runner.ts";

export interface StepResult {
  readonly event: string;
  readonly code: number;
  readonly output: string;
  readonly summary: string;
  readonly outputs: string;
}

/** Runs the Action's file as a runner does: with nothing but the runner's variables, the event in a file, and its exit code. */
export function bundledStep(
  main: string,
  {
    folder,
    apiUrl,
    repository,
    results,
  }: {
    readonly folder: string;
    readonly apiUrl: string;
    readonly repository: string;
    readonly results: StepResult[];
  },
): RunStep {
  return async ({ event, payload, workflow, token, inputs }) => {
    const cwd = mkdtempSync(join(folder, "run-"));
    const file = (name: string, text: string) => {
      writeFileSync(join(cwd, name), text);
      return join(cwd, name);
    };
    const paths = {
      GITHUB_EVENT_PATH: file("event.json", JSON.stringify(payload)),
      GITHUB_OUTPUT: file("output", ""),
      GITHUB_STEP_SUMMARY: file("summary.md", ""),
    };
    const env = {
      ...paths,
      GITHUB_ACTIONS: "true",
      GITHUB_API_URL: apiUrl,
      GITHUB_EVENT_NAME: event,
      GITHUB_REPOSITORY: repository,
      GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/${workflow}@refs/heads/main`,
      INPUT_TOKEN: token,
      "INPUT_DRY-RUN": inputs["dry-run"] ?? "false",
    };
    const child = spawn(process.execPath, [main], { cwd, env, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8").on("data", (text: string) => {
        output += text;
      });
    }
    const code = await new Promise<number>((resolve) => child.once("close", (ended) => resolve(ended ?? 1)));
    const read = (path: string) => readFileSync(path, "utf8");
    const told = { summary: read(paths.GITHUB_STEP_SUMMARY), outputs: read(paths.GITHUB_OUTPUT) };
    results.push({ event, code, output, ...told });
    return code === 0;
  };
}
