/**
 * `render` → writes what differs in the tracker's managed regions; `render --check` → shows it, exit code 1.
 */
import { Command } from "commander";
import { z } from "zod";
import type { FileChange } from "../../domain/source-file.ts";
import { renderTracker } from "../../tracker/render-tracker.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { type LocalCampaign, noteProblems, readCampaign } from "../read-campaign.ts";
import { findRepositoryUrl, GUESSED_URL_HINT, type RepositoryUrl } from "../repository-url.ts";
import { printJson, type Shell } from "../shell.ts";
import { renderDiff, showDiff } from "../unified-diff.ts";
import { writeFiles } from "../write-files.ts";
import { paintProblem, problemSchema } from "./validate.ts";

const changeSchema = z.strictObject({
  path: z.string().describe("The document, as the configuration names it."),
  change: z
    .enum(["none", "updated", "created", "refused"])
    .describe("What rendering does to it; refused: nothing, as a part of it cannot be written."),
  diff: z.string().nullable().describe("The unified diff; null where nothing changes."),
  problems: z
    .array(problemSchema)
    .describe("What is wrong in it. An error keeps a region, or all of it, from being written."),
});

interface RenderOptions extends GlobalOptions {
  readonly check?: boolean;
  readonly url?: string;
}

export const render: CliCommand = {
  json: [{ list: true, schema: changeSchema }],
  examples: [
    ["render", "bring the tracker up to date"],
    ["render --check", "fail if it is not, for CI"],
  ],
  make: (shell, exit) =>
    new Command("render")
      .summary("bring the tracker's managed regions up to date")
      .description(
        "Writes the managed regions of the tracker anew from catalog and assignments; outside them not a byte changes.",
      )
      .option("--check", "change nothing; show what differs and exit with 1 if anything does")
      .option("--url <url>", "page of the repository, the base of links (default: that of the remote origin)")
      .action(async (_options, command: Command) => {
        const options = command.optsWithGlobals<RenderOptions>();
        const local = await readCampaign(shell, options);
        const url = await findRepositoryUrl(local.clone.root, options.url);
        const { changes } = renderLocal(local, url);
        if (!options.check) await writeFiles(local.clone.root, changes);
        if (options.json) printJson(shell, rowsOf(local, changes));
        else show(shell, local, changes, options.check === true);
        if (url.guessed && changes.some(({ text }) => text?.includes(url.url))) shell.note(GUESSED_URL_HINT);
        const { tracker } = local.campaign.config.paths;
        noteProblems(
          shell,
          local.problems.filter(({ file }) => options.json || !tracker.includes(file)),
        );
        // A diagram's own file keeps its row as it is, which is told; the rest of the document is what it has to be.
        const isWrong = local.problems.some(
          ({ file, severity }) => severity === "error" && (options.check || isPlanOrTracker(local, file)),
        );
        if (isWrong || (options.check && changes.length > 0)) exit(1);
      }),
};

function renderLocal({ clone, state, campaign }: LocalCampaign, { url }: RepositoryUrl) {
  const documents = clone.files.trackers;
  return renderTracker({ documents, campaign, url, broken: new Set(state.broken.keys()) });
}

function isPlanOrTracker({ campaign: { config } }: LocalCampaign, file: string): boolean {
  return !file.startsWith(`${config.paths.assignments}/`);
}

function rowsOf({ clone, campaign, problems }: LocalCampaign, changes: readonly FileChange[]) {
  return campaign.config.paths.tracker.map((path): z.output<typeof changeSchema> => {
    const before = clone.files.trackers.find((file) => file.path === path);
    const change = changes.find((one) => one.path === path);
    const own = problems.filter(({ file }) => file === path);
    const isRefused = !before || own.some(({ severity }) => severity === "error");
    if (!change) return { path, change: isRefused ? "refused" : "none", diff: null, problems: own };
    const diff = renderDiff(change, before);
    return { path, change: before ? "updated" : "created", diff, problems: own };
  });
}

function show(shell: Shell, local: LocalCampaign, changes: readonly FileChange[], check: boolean): void {
  for (const { path, change, diff, problems } of rowsOf(local, changes)) {
    for (const problem of problems) shell.note(paintProblem(shell, problem));
    if (change === "refused") {
      shell.note(`${path} is not kept up to date as a whole until what is wrong is corrected.`);
    } else if (check) {
      if (diff === null) shell.print(`${path} is up to date.`);
      else showDiff(shell, diff);
    } else if (change === "none") shell.print(`${path} is up to date.`);
    else shell.print(`${path} is ${change}.`);
  }
  if (check && changes.length > 0) {
    shell.note("The tracker is not up to date; `diagram-tracker render` writes these changes.");
  }
}
