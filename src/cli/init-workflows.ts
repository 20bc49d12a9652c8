/** The workflows of `init --action` and `init --pages`, with a new campaign or beside one that is there. */
import type { InitFile } from "./init-files.ts";
import { configuredBy } from "./kept-config.ts";
import type { TrackerLocation } from "./locate-tracker.ts";
import { planAction } from "./plan-action.ts";
import { printJson, type Shell } from "./shell.ts";
import { diffsOf } from "./tell-init.ts";
import { showDiff } from "./unified-diff.ts";
import { writeFiles } from "./write-files.ts";

export interface WorkflowOptions {
  readonly action?: boolean;
  readonly pages?: boolean;
  readonly actionCommit?: string;
  readonly url?: string;
  readonly force?: boolean;
  readonly json?: boolean;
  readonly dryRun?: boolean;
}

export async function planWorkflows(
  root: string,
  { action = false, pages = false, actionCommit, url, force = false }: WorkflowOptions,
  { config }: TrackerLocation,
): Promise<InitFile[]> {
  if (!action && !pages) return [];
  const wanted = { commit: actionCommit, url, force, action, pages: pages ? configuredBy(config) : null };
  return planAction(root, wanted);
}

/** Beside a campaign that is there already. */
export async function writeWorkflows(
  shell: Shell,
  root: string,
  files: readonly InitFile[],
  { action, pages, json, dryRun }: WorkflowOptions,
): Promise<void> {
  const changed = files.filter(({ change }) => change !== "kept");
  if (dryRun) {
    const rows = await diffsOf(root, files);
    if (json) printJson(shell, { files: rows, problems: [] });
    else for (const { diff } of rows) showDiff(shell, diff);
    return;
  }
  await writeFiles(root, changed);
  const rows = files.map(({ path, change }) => ({ path, change }));
  if (json) printJson(shell, { files: rows, problems: [] });
  else for (const { path, change } of rows) shell.print(`${change.padEnd(9)} ${path}`);
  if (action) {
    shell.note(
      "Commit both to the default branch, and the next comment is answered. `diagram-tracker doctor --action` says whether all of it works there.",
    );
  }
  if (pages) {
    shell.note(
      'For the page choose "GitHub Actions" as the source in the repository\'s settings, Pages, and commit diagram-tracker-page.yml to the default branch.',
    );
  }
}
