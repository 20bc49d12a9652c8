import { pino } from "pino";
import { Journal } from "../../src/action/journal.ts";
import { runAction } from "../../src/action/run-action.ts";
import { type RunReport, renderRunSummary } from "../../src/action/tell-run.ts";
import type { RunRemark } from "../../src/action/workflow-commands.ts";
import { actionWorkflows } from "../../src/cli/templates/action-workflows.ts";
import type { Clock } from "../../src/clock.ts";
import { makeTokenClient } from "../../src/github/client/token-client.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { type GitHub, startGitHub } from "../../src/playground/github/start-github.ts";
import { PUBLIC_WEB } from "../../src/sources/web-rules.ts";
import { parsers } from "../parsers.ts";
import { WorkflowRunner } from "./workflow-runner.ts";

const START = Date.parse("2026-11-24T10:00:00Z");

/** What `init --action` writes, of a release that there is not. */
export const WORKFLOWS = Object.fromEntries(
  actionWorkflows(
    { commit: "0".repeat(40), release: "v0.0.0" },
    { defaultBranch: "main", repository: null },
  ).map(({ path, text }) => [path, text ?? ""]),
);

interface ToldRun extends Omit<RunReport, "isDryRun"> {
  readonly event: string;
  readonly summary: string;
}

/** A stand-in GitHub whose repositories have workflows, and their runs in this process, with a clock that moves between acts. */
export interface TestAction {
  readonly github: GitHub;
  /** What the runs told, oldest first. */
  readonly told: ToldRun[];
  /** What the runs waited for GitHub, in ms. */
  readonly waits: number[];
  pass(minutes: number): void;
  /** Starts the runs of what happens in it from now on. Its files have to hold the workflows. */
  follow(repository: RepositoryHandle): WorkflowRunner;
  close(): Promise<void>;
}

export async function startTestAction(): Promise<TestAction> {
  let now = START;
  const waits: number[] = [];
  // Waiting is over at once, and the clock has moved.
  const after: Clock["after"] = (ms, run) => {
    waits.push(ms);
    now += ms;
    const soon = setImmediate(run);
    return () => clearImmediate(soon);
  };
  const clock: Clock = { now: () => now, after };
  const github = await startGitHub({ clock: clock.now });
  const told: ToldRun[] = [];
  return {
    github,
    told,
    waits,
    pass(minutes) {
      now += minutes * 60_000;
    },
    follow(repository) {
      const { owner, name } = repository.state;
      return new WorkflowRunner(github, repository, async ({ event, payload, workflow, token, inputs }) => {
        let requests = 0;
        const journal = new Journal(() => {});
        const log = pino({ level: "info", formatters: { level: (label) => ({ level: label }) } }, journal);
        const isDryRun = inputs["dry-run"] === "true";
        const client = makeTokenClient({
          token,
          baseUrl: github.url,
          log,
          now: clock.now,
          onlyReads: isDryRun,
          sent: () => {
            requests++;
          },
          pause: async () => {},
        });
        const report = await runAction(
          { repository: { owner: owner.login, name }, eventName: event, workflow, isDryRun },
          {
            ...{ client, clock, log, payload, parsers },
            web: { resolve: async () => ["203.0.113.9"], rules: PUBLIC_WEB },
          },
        );
        const remarks: RunRemark[] = [...report.remarks, ...journal.remarks];
        const whole = { ...report, remarks, requests };
        told.push({ event, ...whole, summary: renderRunSummary({ ...whole, isDryRun }) });
        return !remarks.some(({ level }) => level === "error");
      });
    },
    close: () => github.close(),
  };
}
