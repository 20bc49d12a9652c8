/** What `init` says: why it wrote nothing, what it would change, what it wrote, and what to do next. */
import { type Problem, renderProblem } from "../domain/problem.ts";
import type { InitPlan } from "../init/plan-init.ts";
import { markers } from "../tracker/regions.ts";
import { paintProblem } from "./commands/validate.ts";
import { count } from "./count.ts";
import type { InitFile } from "./init-files.ts";
import { DOCUMENT_BYTES } from "./read-clone.ts";
import { readText } from "./read-text.ts";
import { paint, printJson, printWords, type Shell, visible } from "./shell.ts";
import { renderDiff, showDiff } from "./unified-diff.ts";
import { UserError } from "./user-error.ts";

/** A refusal says no more than a screen of them. */
const MOST_PROBLEMS = 40;
/** More files of a folder are only counted. */
const MOST_LINES = 12;

export function sayNothingWritten(shell: Shell, { json }: { readonly json?: boolean }, why: string): void {
  if (json) printJson(shell, { files: [], problems: [] });
  shell.note(
    `Nothing was written: ${why}. What is planned stands in the catalog; edit that, and run \`diagram-tracker render\`.`,
  );
}

/** A tracker of which nothing can be taken, or not without a loss, leaves the clone as it is: throws a `UserError` for it. */
export function refuseImport(shell: Shell, plan: InitPlan, isImport: boolean): void {
  const wrong = [...plan.unreadable, ...plan.losses];
  if (wrong.length === 0 && (!isImport || plan.found.diagrams > 0)) return;
  const shown = wrong.length > 0 ? wrong : errorsIn(plan);
  const [first, ...others] = shown;
  const more = wrong.length > 0 ? others : plan.problems.filter((one) => one !== first);
  const lines = more.slice(0, MOST_PROBLEMS).map((one) => visible(shell, renderProblem(one)));
  if (more.length > lines.length) lines.push(`and ${more.length - lines.length} more`);
  const sentence = first ? renderProblem(first) : "the tracker names no diagram.";
  throw new UserError([`Nothing was written: ${sentence}`, ...lines].join("\n"));
}

/**
 * Nothing is half-applied unless that is asked for: rows that cannot be taken as they stand keep all from being written. Throws a
 * `UserError` for these.
 */
export function refusePart(shell: Shell, plan: InitPlan, from: string): void {
  const errors = errorsIn(plan);
  if (errors.length === 0) return;
  const lines = errors.slice(0, MOST_PROBLEMS).map((one) => visible(shell, renderProblem(one)));
  if (errors.length > lines.length) lines.push(`and ${errors.length - lines.length} more`);
  const what = errors.length === 1 ? "One thing" : `${errors.length} things`;
  const how = `Mend ${errors.length === 1 ? "it" : "them"} in ${visible(shell, from)} and import again, or import the rest with \`--partly\`, which leaves such rows in the document as they stand. \`--dry-run\` shows what that would be.`;
  throw new UserError(
    [`Nothing was written: ${what} cannot be taken as it stands.`, ...lines, how].join("\n"),
  );
}

export function errorsIn({ problems }: InitPlan): readonly Problem[] {
  return problems.filter(({ severity }) => severity === "error");
}

export async function showChanges(
  shell: Shell,
  root: string,
  files: readonly InitFile[],
  plan: InitPlan,
  { json, partly }: { readonly json?: boolean; readonly partly?: boolean },
): Promise<void> {
  const rows = await diffsOf(root, files);
  if (json) {
    printJson(shell, { files: rows, problems: plan.problems });
    return;
  }
  for (const problem of plan.problems) printWords(shell, paintProblem(shell, problem));
  for (const { diff } of rows) showDiff(shell, diff);
  const errors = errorsIn(plan).length;
  const needs =
    errors === 0 || partly
      ? ""
      : `, with \`--partly\`: without it, ${count(errors, "error")} above would keep all from being written`;
  shell.note(
    `\nNothing was written: this is what would be${needs}. ${count(rows.length, "file")} would change.`,
  );
}

export async function diffsOf(root: string, files: readonly InitFile[]) {
  const rows = [];
  for (const { path, text, change } of files) {
    if (change === "kept") continue;
    const before = await readText(root, path, DOCUMENT_BYTES);
    const source = before.kind === "text" ? { path, text: before.text } : undefined;
    rows.push({ path, change, diff: renderDiff({ path, text }, source) });
  }
  return rows;
}

export function showWritten(
  shell: Shell,
  files: readonly InitFile[],
  plan: InitPlan,
  from: string | undefined,
): void {
  for (const problem of plan.problems) printWords(shell, paintProblem(shell, problem));
  if (plan.problems.length > 0) shell.print("");
  if (files.every(({ change }) => change === "kept")) {
    shell.note(
      "Nothing was written: all that `init` writes is there already. `--force` writes it anew; what you changed in these files is lost then.",
    );
    return;
  }
  const { diagrams, categories, assignments } = plan.found;
  shell.print(
    from === undefined
      ? "A campaign of three diagrams, two of them named as examples:"
      : `${visible(shell, from)}: ${count(diagrams, "diagram")} in ${count(categories, "category", "categories")}, ${assignments} of them with progress:`,
  );
  for (const { path, change } of shorten(files)) {
    shell.print(`  ${paint(shell, change === "replaced" ? "yellow" : "green", change.padEnd(8))}  ${path}`);
  }
  shell.note(nextSteps(plan, from));
}

/** A thousand assignment files are one line. */
function shorten(files: readonly InitFile[]): Omit<InitFile, "text">[] {
  const folders = Map.groupBy(
    files,
    ({ change, path }) => `${change} ${path.slice(0, path.lastIndexOf("/") + 1)}`,
  );
  return [...folders.values()].flatMap((some): Omit<InitFile, "text">[] => {
    const [first] = some;
    if (!first || some.length <= MOST_LINES || first.change === "replaced") return some;
    const folder = first.path.slice(0, first.path.lastIndexOf("/") + 1);
    return [{ path: `${folder} (${some.length} files)`, change: first.change }];
  });
}

/** An import adds nothing to what a document shows. */
const CHART_HINT = `For a chart of the campaign and its people, put \`${markers("chart").begin}\` and \`${markers("chart").end}\`, likewise \`people\`, on lines of their own into the tracker, and run \`diagram-tracker render\`.`;

function nextSteps({ problems }: InitPlan, from: string | undefined): string {
  if (from === undefined) {
    return "\nEdit the catalog, run `diagram-tracker render`, and commit what is there.";
  }
  const errors = problems.filter(({ severity }) => severity === "error").length;
  const lines = problems.length === 1 ? "The line above says" : `The ${problems.length} lines above say`;
  const sentence =
    problems.length === 0
      ? ""
      : `${lines} what was numbered, kept beside the table or left as it stands, and where the document disagrees with itself. `;
  const left =
    errors === 0
      ? ""
      : `All but what ${count(errors, "error")} of them ${errors === 1 ? "names" : "name"} was written. `;
  return `\n${sentence}${left}Look through what was written, and commit it.\n${CHART_HINT}`;
}
