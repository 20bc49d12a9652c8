/** Whether the workflows of a clone give the Action what it needs, and no more. Reads only their texts. */
import { parse } from "yaml";
import { z } from "zod";
import { type Diagnosis, ok, problem } from "../doctor/finding.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { isStartingEvent, refuseEvent, STARTING_EVENTS } from "./started-by.ts";

const WRITE = "Write both workflows anew with `diagram-tracker init --action --force`.";
const USES = /^diagram-tracker\/diagram-tracker@(\S+)$/;
const PERMISSIONS: Readonly<Record<string, string>> = {
  actions: "read",
  checks: "write",
  contents: "write",
  issues: "write",
  "pull-requests": "write",
};

const stepSchema = z.looseObject({ uses: z.string().optional() });
const jobSchema = z.looseObject({
  steps: z.array(stepSchema).default([]),
  permissions: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  concurrency: z.looseObject({ queue: z.string().optional() }).or(z.string()).optional(),
});
const workflowSchema = z.looseObject({
  name: z.string().optional(),
  on: z.record(z.string(), z.unknown()),
  permissions: z.union([z.string(), z.record(z.string(), z.string())]).optional(),
  concurrency: z.unknown().optional(),
  jobs: z.record(z.string(), jobSchema),
});
type Workflow = z.output<typeof workflowSchema>;

/** `files`: all that lie in `.github/workflows`. What no schema of ours fits is another's. */
export function checkWorkflows(files: readonly SourceFile[]): Diagnosis[] {
  const workflows = files.flatMap(({ path, text }) => {
    const workflow = readWorkflow(text);
    return workflow ? [{ path, workflow }] : [];
  });
  const found = workflows.flatMap(({ path, workflow }) =>
    Object.values(workflow.jobs).flatMap((job) => {
      const refs = job.steps.flatMap(({ uses = "" }) => USES.exec(uses)?.[1] ?? []);
      return refs.map((ref) => ({ path, workflow, job, ref }));
    }),
  );
  const [first, second] = found;
  if (!first) {
    const what = "No workflow in .github/workflows uses the Action.";
    const fix =
      "`diagram-tracker init --action` writes the two that it needs; commit them to the default branch.";
    return [problem("error", "workflows", { what, why: "Nothing starts it.", fix })];
  }
  const { path, workflow, job, ref } = first;
  const problems = [
    ...(second
      ? [
          warning(
            path,
            `${second.path} uses the Action, too.`,
            "Two runs answer one comment.",
            "Delete one of them.",
          ),
        ]
      : []),
    ...checkPin(path, ref),
    ...checkPermissions(path, job.permissions ?? workflow.permissions),
    ...checkEvents(path, workflow),
    ...checkReviews(
      path,
      workflow,
      workflows.map(({ workflow: one }) => one),
    ),
    ...checkQueue(path, workflow, job.concurrency),
  ];
  if (problems.length > 0) return problems;
  return [
    ok(path, "It is started by all that it needs, may do what it has to, and is pinned to one commit."),
  ];
}

function readWorkflow(text: string): Workflow | null {
  try {
    return workflowSchema.safeParse(parse(text, { maxAliasCount: 0 })).data ?? null;
  } catch {
    // GitHub itself says what is wrong with it, and runs none of it.
    return null;
  }
}

function warning(subject: string, what: string, why: string, fix: string): Diagnosis {
  return problem("warning", subject, { what, why, fix });
}

function checkPin(path: string, ref: string): Diagnosis[] {
  if (/^[0-9a-f]{40}$/.test(ref)) return [];
  const why = "Whoever moves that name has the campaign's token from then on.";
  return [warning(path, `The Action is taken by the name ${ref}, and not by its commit.`, why, WRITE)];
}

function checkPermissions(path: string, given: Workflow["permissions"]): Diagnosis[] {
  if (given === "write-all") {
    const why = "It needs five permissions, and a stolen token would have them all.";
    return [warning(path, "The job may write everything.", why, WRITE)];
  }
  const granted: Readonly<Record<string, string>> = typeof given === "object" ? given : {};
  const lacking = Object.entries(PERMISSIONS).filter(
    ([area, level]) => granted[area] !== "write" && granted[area] !== level,
  );
  if (lacking.length === 0) return [];
  const names = lacking.map(([area, level]) => `\`${area}: ${level}\``).join(", ");
  const what = `The job lacks ${names} under \`permissions\`.`;
  return [problem("error", path, { what, why: "GitHub refuses what needs it.", fix: WRITE })];
}

function checkEvents(path: string, { on }: Workflow): Diagnosis[] {
  const names = Object.keys(on);
  const wrong = names
    .filter((name) => !isStartingEvent(name))
    .map((name) =>
      problem("error", path, {
        what: refuseEvent(name),
        why: "Its runs fail.",
        fix: `Take \`${name}\` out.`,
      }),
    );
  const missing = STARTING_EVENTS.filter((name) => !names.includes(name));
  if (missing.length === 0) return wrong;
  const what = `Nothing starts it on ${missing.map((name) => `\`${name}\``).join(", ")}.`;
  return [...wrong, warning(path, what, "What happens so is noticed by the next run only.", WRITE)];
}

const handedOver = z.object({ workflows: z.array(z.string()) });

/** The workflow that hands reviews over may do nothing: of a pull request from a fork it is the pull request's. */
function checkReviews(path: string, { on }: Workflow, all: readonly Workflow[]): Diagnosis[] {
  const names = handedOver.safeParse(on["workflow_run"]).data?.workflows ?? [];
  const reviews = all.filter(
    (one) => names.includes(one.name ?? "") && Object.hasOwn(one.on, "pull_request_review"),
  );
  if (names.length > 0 && reviews.length === 0) {
    const what = `\`workflow_run\` waits for ${names.join(", ")}, and no workflow of that name is started by \`pull_request_review\`.`;
    return [
      problem("error", path, { what, why: "An approval verifies only with the next run.", fix: WRITE }),
    ];
  }
  const isGiven = ({ permissions }: { permissions?: Workflow["permissions"] }) =>
    permissions !== undefined && (typeof permissions === "string" || Object.keys(permissions).length > 0);
  return reviews
    .filter((one) => isGiven(one) || one.permissions === undefined || Object.values(one.jobs).some(isGiven))
    .map(({ name }) =>
      warning(path, `The workflow “${name}” has permissions.`, "It needs none at all.", WRITE),
    );
}

/**
 * GitHub keeps one waiting run and drops older ones, unless `queue: max` says otherwise:
 * https://docs.github.com/actions/how-tos/write-workflows/choose-when-workflows-run/control-workflow-concurrency
 */
function checkQueue(
  path: string,
  { concurrency }: Workflow,
  ofJob: z.output<typeof jobSchema>["concurrency"],
) {
  if (concurrency !== undefined) {
    const why =
      "A run that is skipped takes the place of one that waits, and what that one should do is late.";
    return [warning(path, "`concurrency` stands beside the jobs, and not in the job.", why, WRITE)];
  }
  if (typeof ofJob === "object" && ofJob.queue === "max") return [];
  const why = "Of several runs that wait GitHub drops all but one, and two may run at once.";
  return [warning(path, "The job has no `concurrency` with `queue: max`.", why, WRITE)];
}
