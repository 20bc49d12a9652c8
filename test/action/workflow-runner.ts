/**
 * Plays what GitHub does with the workflows of a repository on the stand-in: which run an event starts, in which order they
 * go, what each is given, and how the list of runs tells of them. The step itself is whatever the test takes for it.
 */
import { parse } from "yaml";
import { z } from "zod";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import type { Delivery, FORK_TOKEN, GitHub } from "../../src/playground/github/start-github.ts";
import { evaluate, isTrue } from "./expression.ts";

const filter = z.strictObject({
  types: z.array(z.string()).optional(),
  branches: z.array(z.string()).optional(),
  workflows: z.array(z.string()).optional(),
});
const workflowSchema = z.object({
  name: z.string(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.strictObject({}),
  jobs: z.record(
    z.string(),
    z.object({
      if: z.string(),
      concurrency: z.object({ group: z.string(), queue: z.literal("max") }).optional(),
      permissions: z.record(z.string(), z.enum(["read", "write"])).optional(),
      steps: z.array(
        z.object({
          uses: z.string().optional(),
          run: z.string().optional(),
          with: z.record(z.string(), z.string()).optional(),
        }),
      ),
    }),
  ),
});
type Workflow = z.output<typeof workflowSchema>;

/** What the step of a run is given. */
interface StartedRun {
  readonly event: string;
  readonly payload: object;
  readonly actor: string;
  /** The file of its workflow. */
  readonly workflow: string;
  readonly token: string;
  readonly inputs: Readonly<Record<string, string>>;
}

/** Whether the job ended well. */
export type RunStep = (run: StartedRun) => Promise<boolean>;

/** What GitHub calls the webhook's event where a workflow hears of it. */
const EVENTS: Readonly<Record<string, readonly string[]>> = {
  pull_request: ["pull_request", "pull_request_target"],
};
const ACTIONS_BOT = "github-actions[bot]";

export class WorkflowRunner {
  readonly #github: GitHub;
  readonly #repository: RepositoryHandle;
  readonly #step: RunStep;
  readonly #waiting: (() => Promise<void>)[] = [];
  #last: (() => Promise<void>) | null = null;
  /** What GitHub does not do: start the runs of events. */
  isDown = false;
  /** What the token of every run may, whatever its workflow says; null: what that says. */
  onlyMay: typeof FORK_TOKEN | null = null;
  /** The runs whose job was not skipped, oldest first: what started them, and whether they ended well. */
  readonly ended: { readonly event: string; readonly isGood: boolean }[] = [];

  constructor(github: GitHub, repository: RepositoryHandle, step: RunStep) {
    this.#github = github;
    this.#repository = repository;
    this.#step = step;
    github.webhooks.target = async (delivery) => {
      this.#hear(delivery);
      return 200;
    };
  }

  /** Runs what was started, one after the other, until nothing is left. */
  async idle(): Promise<void> {
    for (;;) {
      await this.#github.settled();
      const run = this.#waiting.shift();
      if (!run) return;
      this.#last = run;
      await run();
    }
  }

  /** Somebody presses “Re-run all jobs” of the last run: with the same event. */
  async rerun(): Promise<void> {
    await this.#last?.();
    await this.idle();
  }

  /** The hour has come. GitHub says nothing of the repository in the event. */
  async schedule(): Promise<void> {
    this.#start("schedule", { schedule: "3 5,17 * * *" }, "maria");
    await this.idle();
  }

  async dispatch(inputs: Readonly<Record<string, boolean>>): Promise<void> {
    const { owner, name } = this.#repository.state;
    const repository = { name, owner: { login: owner.login }, fork: false };
    this.#start("workflow_dispatch", { inputs, repository }, "maria", inputs);
    await this.idle();
  }

  #hear({ event, payload }: Delivery): void {
    if (this.isDown || payload.repository?.full_name !== this.#repository.fullName) return;
    const actor = payload.sender?.login ?? "";
    // What GITHUB_TOKEN does starts nothing: https://docs.github.com/actions/concepts/security/github_token
    if (actor === ACTIONS_BOT) return;
    const { installation, ...told } = payload;
    for (const name of EVENTS[event] ?? [event]) this.#start(name, told, actor);
  }

  #start(
    event: string,
    payload: object,
    actor: string,
    inputs: Readonly<Record<string, unknown>> = {},
  ): void {
    for (const [file, workflow] of this.#workflows()) {
      if (!Object.hasOwn(workflow.on, event) || !isWanted(workflow.on[event], payload)) continue;
      const run = this.#repository.startRun({ workflow: file, event, actor });
      const github = { event, payload, actor, file, inputs };
      this.#waiting.push(async () => {
        run.conclusion = await this.#run(workflow, github);
        run.status = "completed";
        const { conclusion, headSha: head_sha } = run;
        // Of a pull request from a fork GitHub says no number here, and its branch and title are its author's.
        const workflow_run = {
          id: run.id,
          name: workflow.name,
          event,
          conclusion,
          head_sha,
          pull_requests: [],
        };
        const { repository } = { repository: undefined, ...payload };
        const told = { action: "completed", workflow_run, workflow: { name: workflow.name }, repository };
        if (event !== "workflow_run") this.#start("workflow_run", told, actor);
      });
    }
  }

  async #run(
    workflow: Workflow,
    run: {
      event: string;
      payload: object;
      actor: string;
      file: string;
      inputs: Readonly<Record<string, unknown>>;
    },
  ): Promise<"success" | "failure" | "skipped"> {
    const { event, payload, actor, file, inputs } = run;
    const github = { event_name: event, event: payload, actor, repository: this.#repository.fullName };
    const contexts = { github, inputs };
    const results: boolean[] = [];
    for (const job of Object.values(workflow.jobs)) {
      if (!isTrue(evaluate(job.if, contexts))) continue;
      const permissions = Object.fromEntries(
        Object.entries(job.permissions ?? {}).map(([area, level]) => [area.replaceAll("-", "_"), level]),
      );
      for (const { uses, with: given = {} } of job.steps) {
        // Whatever else a step does, it is none of ours.
        if (uses === undefined) results.push(true);
        else {
          const token = this.#github.actionsToken(this.#repository.fullName, this.onlyMay ?? permissions);
          const read = (value: string) =>
            value.replaceAll(/\$\{\{(.*?)\}\}/g, (_, text: string) => String(evaluate(text, contexts) ?? ""));
          const values = Object.fromEntries(
            Object.entries(given).map(([name, value]) => [name, read(value)]),
          );
          results.push(await this.#step({ event, payload, actor, workflow: file, token, inputs: values }));
          this.ended.push({ event, isGood: results.at(-1) === true });
        }
      }
    }
    if (results.length === 0) return "skipped";
    return results.every(Boolean) ? "success" : "failure";
  }

  /** Of the default branch, as it is now. */
  #workflows(): [file: string, Workflow][] {
    const folder = ".github/workflows/";
    return this.#repository
      .files()
      .filter((path) => path.startsWith(folder) && path.endsWith(".yml"))
      .map((path) => [path.slice(folder.length), readWorkflow(this.#repository.file(path) ?? "")]);
  }
}

/** By their texts: they are looked at again with each event, and never change. */
const known = new Map<string, Workflow>();

function readWorkflow(text: string): Workflow {
  const workflow = known.get(text) ?? workflowSchema.parse(parse(text));
  known.set(text, workflow);
  return workflow;
}

function isWanted(trigger: unknown, payload: object): boolean {
  const { data } = filter.safeParse(trigger ?? {});
  if (!data) return true;
  const { action, ref, workflow }: { action?: string; ref?: string; workflow?: { name: string } } = payload;
  const isType = data.types === undefined || data.types.includes(action ?? "");
  const isBranch = data.branches?.includes(ref?.replace("refs/heads/", "") ?? "") ?? true;
  return isType && isBranch && (data.workflows?.includes(workflow?.name ?? "") ?? true);
}
