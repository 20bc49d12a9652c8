/** What a run tells: the job's summary, and what later steps may read. Pure. */
import type { LogLine, Plan } from "../decide/plan.ts";
import { type Problem, renderProblem } from "../domain/problem.ts";
import { cell } from "../tracker/cell.ts";
import type { RunRemark } from "./workflow-commands.ts";

export interface RunReport {
  readonly isDryRun: boolean;
  /** What was decided, in order; in a dry run what would be. */
  readonly decided: readonly LogLine[];
  /** In a dry run, what would be written. */
  readonly plans: readonly Plan[];
  readonly committed: boolean;
  readonly remarks: readonly RunRemark[];
  /** Requests to GitHub. */
  readonly requests: number;
  /** Why nothing was looked for; null: it was. */
  readonly nothing: string | null;
}

/** The lines of a file to which something belongs are shown beside it; GitHub shows ten of each level. */
const MOST_PROBLEMS = 10;

export function remarksOn(problems: readonly Problem[]): RunRemark[] {
  return problems
    .slice(0, MOST_PROBLEMS)
    .map(({ file, line, column, message }) => ({ level: "warning", message, file, line, column }));
}

const MOST_ROWS = 200;
const SIGNS = { error: "❌", warning: "⚠️", notice: "ℹ️" } as const;

export function renderRunSummary(report: RunReport): string {
  const { isDryRun, decided, remarks, requests, nothing, plans } = report;
  const rows = decided.slice(0, MOST_ROWS).map(({ key, decision }) => `| ${cell(key)} | ${cell(decision)} |`);
  const more = decided.length - rows.length;
  const table = [
    "| What happened | What came of it |",
    "|---|---|",
    ...rows,
    ...(more > 0 ? [`| | and ${more} more |`] : []),
  ];
  const lines = remarks.map(({ level, message }) => `- ${SIGNS[level]} ${cell(message)}`);
  return [
    isDryRun ? "### Diagram Tracker, dry run: nothing was written" : "### Diagram Tracker",
    ...(lines.length > 0 ? [lines.join("\n")] : []),
    rows.length > 0 ? table.join("\n") : (nothing ?? "Nothing was left to do."),
    ...(isDryRun ? plans.flatMap(renderPlan) : []),
    `Requests to GitHub: ${requests}`,
  ].join("\n\n");
}

function renderPlan({ files, message, replies, notices, checks, problems }: Plan): string[] {
  const bodies = [...replies, ...notices].map(
    ({ thread, body }) => `It would say on #${thread}:\n\n${fenced(body)}`,
  );
  const posted = checks.map(
    ({ pullRequest, report }) => `- #${pullRequest}: ${report.conclusion}, ${cell(report.title)}`,
  );
  return [
    ...(message === null
      ? []
      : [`It would commit ${cell(message.headline)}: ${files.map(({ path }) => cell(path)).join(", ")}`]),
    ...bodies,
    ...(posted.length > 0 ? [`It would post checks:\n\n${posted.join("\n")}`] : []),
    ...(problems.length > 0 ? [problems.map((one) => `- ${cell(renderProblem(one))}`).join("\n")] : []),
  ];
}

/** Shown as it is, whatever stands in it: longer than any fence inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}markdown\n${text}\n${fence}`;
}
