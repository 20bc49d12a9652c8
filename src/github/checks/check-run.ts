/**
 * Check runs, each posted whole and completed. Its external ID is the numbers of its pull requests and a digest of everything
 * that it says: what is there already is not posted again, by no retry and by no second installation.
 *
 * GitHub takes fifty annotations a request (https://docs.github.com/rest/checks/runs#create-a-check-run);
 * the rest is appended to the run. Of a run with fewer annotations than its
 * report has, the next try appends those that are missing: they were sent in order, so their number tells which. Until
 * then the run already has its conclusion, so nothing passes in between.
 *
 * Two installations that post in the same second make two runs that say the same; GitHub shows the newer one.
 */
import { createHash } from "node:crypto";
import type { PlannedCheck } from "../../decide/plan.ts";
import { CHECK_NAMES } from "../../facts/check-kind.ts";
import type { Annotation, CheckReport } from "../../gates/check-report.ts";
import { readFinalRefusal } from "../client/final-refusal.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import type { Posted } from "../post/reply.ts";
import type { Writes } from "../writes.ts";
import type { PostedRun } from "./posted-runs.ts";

const ANNOTATIONS_PER_REQUEST = 50;
const TEXT_LIMIT = 65_535;
const TITLE_LIMIT = 255;
const MESSAGE_LIMIT = 16_000;

/** What is left to be done for a check. */
export type CheckWork =
  | { readonly kind: "create"; readonly check: PlannedCheck; readonly externalId: string }
  | { readonly kind: "append"; readonly check: PlannedCheck; readonly id: number; readonly from: number };

/** Null: it stands there as it should. `posted`: oldest first. */
export function workFor(check: PlannedCheck, posted: readonly PostedRun[]): CheckWork | null {
  const { report, again } = check;
  const { plain, externalId } = idsOf(check);
  const runs = posted.filter(({ kind }) => kind === report.kind);
  const latest = runs.at(-1);
  if (check.onlyReplaces && latest === undefined) return null;
  const same =
    again.length > 0
      ? runs.find((run) => run.externalId === externalId)
      : latest && isSame(latest.externalId, plain)
        ? latest
        : undefined;
  if (!same) return { kind: "create", check, externalId };
  if (same.annotations >= report.annotations.length) return null;
  return { kind: "append", check, id: same.id, from: same.annotations };
}

function idsOf({ pullRequest, others = [], report, again }: PlannedCheck): {
  plain: string;
  externalId: string;
} {
  const plain = `${[pullRequest, ...others].join(",")}:${digest(report)}`;
  return { plain, externalId: again.length === 0 ? plain : `${plain}:${digest(again)}` };
}

/** What was posted because somebody asked for it again says the same. */
function isSame(externalId: string, plain: string): boolean {
  return externalId === plain || externalId.startsWith(`${plain}:`);
}

export async function postCheck(repo: RepositoryClient, writes: Writes, work: CheckWork): Promise<Posted> {
  const { headSha, report } = work.check;
  // One write, whatever is left of it: how many annotations a run has is read with the same lag.
  const { externalId } = idsOf(work.check);
  const key = `check ${report.kind} ${headSha} ${externalId}`;
  try {
    await writes.once(key, async () => {
      const id = work.kind === "append" ? work.id : await create(repo, work.check, work.externalId);
      await append(repo, report, id, work.kind === "append" ? work.from : ANNOTATIONS_PER_REQUEST);
      writes.recent.noteRun(report.kind, headSha, id, externalId);
    });
    return "posted";
  } catch (error) {
    // The App may lack the permission, or the commit may be gone after a forced push: no later try changes that.
    return { refused: await readFinalRefusal(repo, error) };
  }
}

/** With the first of its annotations. Gives the ID of the run. */
async function create(
  { client, repository }: RepositoryClient,
  check: PlannedCheck,
  external_id: string,
): Promise<number> {
  const { report, headSha } = check;
  const { data } = await client.request("POST /repos/{owner}/{repo}/check-runs", {
    ...pathOf(repository),
    name: CHECK_NAMES[report.kind],
    head_sha: headSha,
    external_id,
    status: "completed",
    conclusion: report.conclusion,
    output: {
      title: cut(report.title, TITLE_LIMIT),
      summary: cut(report.summary, TEXT_LIMIT),
      ...(report.text !== null && { text: cut(report.text, TEXT_LIMIT) }),
      annotations: report.annotations.slice(0, ANNOTATIONS_PER_REQUEST).map(annotationJson),
    },
    actions: report.actions.slice(0, 3).map(({ label, identifier, description }) => ({
      label: label.slice(0, 20),
      identifier: identifier.slice(0, 20),
      description: description.slice(0, 40),
    })),
  });
  return Number(data.id);
}

async function append(
  { client, repository }: RepositoryClient,
  report: CheckReport,
  check_run_id: number,
  from: number,
) {
  for (let at = from; at < report.annotations.length; at += ANNOTATIONS_PER_REQUEST) {
    await client.request("PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}", {
      ...pathOf(repository),
      check_run_id,
      status: "completed",
      conclusion: report.conclusion,
      output: {
        title: cut(report.title, TITLE_LIMIT),
        summary: cut(report.summary, TEXT_LIMIT),
        annotations: report.annotations.slice(at, at + ANNOTATIONS_PER_REQUEST).map(annotationJson),
      },
    });
  }
}

/** Lines and columns count from 1; columns are taken only within one line. One refused annotation refuses them all. */
function annotationJson({ path, line, endLine, column, level, title, message, suggestion }: Annotation) {
  const start_line = Math.max(1, line);
  const end_line = Math.max(start_line, endLine);
  const isOneLine = start_line === end_line && column !== null && column >= 1;
  return {
    path,
    start_line,
    end_line,
    ...(isOneLine && { start_column: column, end_column: column }),
    annotation_level: level,
    title: cut(title, TITLE_LIMIT),
    message: cut(message, MESSAGE_LIMIT) || title || "-",
    // As a reviewer writes it: pasted into a comment on the line, it is applied by a click.
    ...(suggestion !== undefined && { raw_details: `\`\`\`suggestion\n${suggestion}\n\`\`\`` }),
  };
}

/** The limit is counted in characters by some accounts and in bytes by others. */
function cut(text: string, limit: number): string {
  if (Buffer.byteLength(text) <= limit) return text;
  const bytes = Buffer.from(text).subarray(0, limit - 3);
  return `${new TextDecoder().decode(bytes).replace(/(?<!\uFFFD)\uFFFD+$/u, "")}…`;
}

function digest(value: unknown): string {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex").slice(0, 16);
}
