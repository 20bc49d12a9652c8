import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { type GitHub, startGitHub } from "../../src/playground/github/start-github.ts";
import { FILES } from "../github/tracked.ts";
import { bundledStep, type StepResult } from "./bundled-step.ts";
import { WORKFLOWS } from "./start-action.ts";
import { WorkflowRunner } from "./workflow-runner.ts";

const METADATA = fileURLToPath(new URL("../../action.yml", import.meta.url));
const DAY = 24 * 3_600_000;

/** A campaign whose workflows run the Action's file from a bundle, each in a process of its own. */
export interface BundledCampaign {
  readonly github: GitHub;
  readonly repository: RepositoryHandle;
  readonly runner: WorkflowRunner;
  readonly results: readonly StepResult[];
  /** How far GitHub's clock is behind that of this machine, which the runs have, in days. */
  behind: number;
  /** What the bot said there. */
  answers(thread: number): string;
}

/** `dist`: the bundle's folder. `folder`: for the files of the runs. */
export async function startBundledCampaign(dist: string, folder: string): Promise<BundledCampaign> {
  const { main, using } = parse(readFileSync(METADATA, "utf8")).runs;
  if (using !== "node24") throw new Error(`action.yml runs on ${using}, and this is what its test runs`);
  const place = { behind: 0 };
  const github = await startGitHub({ clock: () => Date.now() - place.behind * DAY });
  const repository = github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: { ...FILES, ...WORKFLOWS },
    permissions: { maria: "maintain", grace: "write" },
  });
  const results: StepResult[] = [];
  const at = { folder, apiUrl: github.url, repository: "atlas/diagrams", results };
  const runner = new WorkflowRunner(github, repository, bundledStep(join(dist, "..", main), at));
  const answers = (thread: number) =>
    repository
      .comments(thread)
      .filter(({ author }) => author === "github-actions[bot]")
      .map(({ body }) => body)
      .join("\n");
  return Object.assign(place, { github, repository, runner, results, answers });
}
