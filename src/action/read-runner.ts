import { z } from "zod";
import type { RepositoryId } from "../domain/repository-id.ts";

/** What the runner says of a run, in the environment of its step. */
export interface Runner {
  readonly repository: RepositoryId;
  readonly token: string;
  readonly apiUrl: string;
  /** GitHub's name of the event that the run was started by. */
  readonly eventName: string;
  /** File with what GitHub says of that event. */
  readonly eventPath: string;
  /** Name of the workflow's file; null: the runner is too old to say. */
  readonly workflow: string | null;
  /** Nothing is written: it is only told what would be. */
  readonly isDryRun: boolean;
  /** Files that the runner reads when the step ends; null: nobody does. */
  readonly outputPath: string | null;
  readonly summaryPath: string | null;
}

export type ReadRunner =
  | { readonly ok: true; readonly runner: Runner }
  | { readonly ok: false; readonly problem: string };

const NAME = /^([\w.-]{1,100})\/([\w.-]{1,100})$/;
/** `atlas/diagrams/.github/workflows/tracker.yml@refs/heads/main` */
const WORKFLOW = /^[^@]+\/\.github\/workflows\/([^/@]+\.ya?ml)@/;
const path = z.string().min(1);

const schema = z.object({
  GITHUB_REPOSITORY: z.string().regex(NAME),
  GITHUB_API_URL: z.url().default("https://api.github.com"),
  GITHUB_EVENT_NAME: z.string().min(1),
  GITHUB_EVENT_PATH: path,
  GITHUB_WORKFLOW_REF: z.string().optional(),
  GITHUB_OUTPUT: path.optional(),
  GITHUB_STEP_SUMMARY: path.optional(),
});

/** An input is read from a variable by its name; `required` in `action.yml` is not enforced, so that is asked here. */
export function readRunner(env: Readonly<Record<string, string | undefined>>): ReadRunner {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const { data, error } = schema.safeParse(given);
  if (!data) {
    const names = [...new Set(error.issues.map((issue) => String(issue.path[0])))].join(", ");
    return problem(
      `${names}: not as a runner of GitHub Actions sets it. This program is the step \`uses: diagram-tracker/diagram-tracker\` of a workflow; on a clone there is \`diagram-tracker replay\`.`,
    );
  }
  const token = given["INPUT_TOKEN"]?.trim();
  if (token === undefined || token === "") {
    return problem(
      "The input `token` is empty. Leave it out, and it is the run's own GITHUB_TOKEN; if it names a secret, check that there is one of that name.",
    );
  }
  const typed = (given["INPUT_DRY-RUN"] ?? "false").trim().toLowerCase();
  if (typed !== "true" && typed !== "false") {
    return problem(`The input \`dry-run\` is ${JSON.stringify(typed)}: expected \`true\` or \`false\`.`);
  }
  const [, owner = "", name = ""] = NAME.exec(data.GITHUB_REPOSITORY) ?? [];
  return {
    ok: true,
    runner: {
      repository: { owner, name },
      token,
      apiUrl: data.GITHUB_API_URL.replace(/(?<!\/)\/+$/, ""),
      eventName: data.GITHUB_EVENT_NAME,
      eventPath: data.GITHUB_EVENT_PATH,
      workflow: WORKFLOW.exec(data.GITHUB_WORKFLOW_REF ?? "")?.[1] ?? null,
      isDryRun: typed === "true",
      outputPath: data.GITHUB_OUTPUT ?? null,
      summaryPath: data.GITHUB_STEP_SUMMARY ?? null,
    },
  };
}

function problem(sentence: string): ReadRunner {
  return { ok: false, problem: sentence };
}
