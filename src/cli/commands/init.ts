/**
 * `init --from tracker.md` → imports a tracker that was kept by hand; `init` → starts an empty campaign.
 */
import { readFile, realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { dayAt } from "../../clock.ts";
import type { SourceFile } from "../../domain/source-file.ts";
import { planInit } from "../../init/plan-init.ts";
import { parsePrefix } from "../../tracker/import/table-ids.ts";
import { findRegions } from "../../tracker/regions.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { compareWithClone, findGuide } from "../init-files.ts";
import { planWorkflows, type WorkflowOptions, writeWorkflows } from "../init-workflows.ts";
import { hasCatalog, readKeptConfig } from "../kept-config.ts";
import { locateTracker, type TrackerLocation } from "../locate-tracker.ts";
import { findRoot } from "../read-clone.ts";
import { decode } from "../read-text.ts";
import { findRepositoryUrl, GUESSED_URL_HINT } from "../repository-url.ts";
import { printJson, type Shell } from "../shell.ts";
import {
  errorsIn,
  refuseImport,
  refusePart,
  sayNothingWritten,
  showChanges,
  showWritten,
} from "../tell-init.ts";
import { reasonOf, UserError } from "../user-error.ts";
import { writeFiles } from "../write-files.ts";
import { problemSchema } from "./validate.ts";

const fileSchema = z.strictObject({
  path: z.string().describe("Path in the repository."),
  change: z.enum(["created", "replaced", "kept"]).describe("What `init` did about it."),
  diff: z.string().optional().describe("With `--dry-run`: a unified diff, as `git apply` takes it."),
});
/** Reading Markdown takes 250 bytes of memory for each of the file's; GitHub shows none of this size. */
const SOURCE_BYTES = 10_000_000;
const shape = z.strictObject({ files: z.array(fileSchema), problems: z.array(problemSchema) });

interface InitOptions extends GlobalOptions, WorkflowOptions {
  readonly from?: string;
  readonly prefix?: string;
  readonly partly?: boolean;
}

export const init: CliCommand = {
  json: [{ list: false, schema: shape }],
  examples: [
    ["init", "start a campaign with two examples"],
    ["init --from tracker.md --dry-run", "show what an import would write"],
    ["init --action", "have GitHub Actions run the campaign, where there is one already"],
    ["init --pages", "have its page published on GitHub Pages"],
  ],
  make: (shell, exit) =>
    new Command("init")
      .summary("start a campaign, or import the tracker that you have")
      .description(
        "Writes catalog, configuration, assignments and tracker: from a Markdown tracker that was kept by hand, or a small catalog to edit.",
      )
      .option("--from <file>", "the tracker to import; - reads it from standard input")
      .option(
        "--prefix <prefix>",
        "what IDs without a prefix begin with, else proposed; beside rows with IDs it numbers others, too",
      )
      .option("--dry-run", "show what would be written, as a diff, and write nothing")
      .option("--partly", "import what can be taken although other rows cannot; those stay as they stand")
      .option("--force", "replace files that are there already")
      .option("--url <url>", "page of the repository, the base of links (default: that of the remote origin)")
      .option("--action", "write two workflows, with which GitHub Actions runs the campaign without a server")
      .option("--pages", "write a workflow that publishes the campaign's page on GitHub Pages")
      .option(
        "--action-commit <sha>",
        "commit of the Action's release, where GitHub cannot be asked for that of this version",
      )
      .action(async (_options, command: Command) => {
        const options = command.optsWithGlobals<InitOptions>();
        const root = await findRoot(shell, options.repo);
        const prefix = prefixOf(options.prefix);
        const source = options.from === undefined ? null : await readTracker(shell, options.from);
        const { url, guessed } = await findRepositoryUrl(root, options.url);
        const kept = await readKeptConfig(root);
        const location = locateTracker(await realpath(root), await realPathOf(source?.file ?? null), kept);
        const tracker = source?.tracker ?? null;
        const workflows = await planWorkflows(root, options, location);
        if (workflows.length > 0 && tracker === null && (await hasCatalog(root, kept))) {
          await writeWorkflows(shell, root, workflows, options);
          return;
        }
        if (tracker && (await isTrackerAlready(root, tracker, location))) {
          sayNothingWritten(shell, options, `${tracker.path} is the tracker of this campaign already`);
          return;
        }
        const today = dayAt(shell.now());
        const plan = planInit({
          tracker,
          path: location.path,
          prefix,
          config: location.config,
          url,
          today,
          guide: await findGuide(root),
        });
        refuseImport(shell, plan, tracker !== null);
        if (tracker && !options.partly && !options.dryRun) refusePart(shell, plan, tracker.path);

        const compared = await compareWithClone(root, plan, {
          force: options.force === true,
          imported: tracker?.text ?? null,
          config: location.config,
        });
        const files = [...compared, ...workflows];
        if (errorsIn(plan).length > 0) exit(1);
        if (options.dryRun) {
          await showChanges(shell, root, files, plan, options);
          return;
        }
        await writeFiles(
          root,
          files.filter(({ change }) => change !== "kept"),
        );
        if (options.json) {
          const rows = files.map(({ path, change }) => ({ path, change }));
          printJson(shell, { files: rows, problems: plan.problems });
          return;
        }
        showWritten(shell, files, plan, options.from);
        if (guessed && files.some(({ text }) => text.includes(url))) shell.note(GUESSED_URL_HINT);
      }),
};

function prefixOf(typed: string | undefined): string | null {
  if (typed === undefined) return null;
  const prefix = parsePrefix(typed);
  if (prefix !== null) return prefix;
  const message = `--prefix ${typed}: expected letters and digits, parts of them joined by hyphens, such as DOC or G-LIN.`;
  throw new UserError(message, { exitCode: 2 });
}

/** Links on the way do not matter: where the file really is, it becomes the tracker. */
async function realPathOf(file: string | null): Promise<string | null> {
  return file === null ? null : realpath(file);
}

/** A document with regions, in a clone with a catalog, is what an import made of it: it has nothing more to give. */
async function isTrackerAlready(
  root: string,
  tracker: SourceFile,
  { config }: TrackerLocation,
): Promise<boolean> {
  return findRegions(tracker).regions.length > 0 && (await hasCatalog(root, config));
}

interface Source {
  readonly tracker: SourceFile;
  /** Its absolute path; null: it came from standard input. */
  readonly file: string | null;
}

async function readTracker(shell: Shell, from: string): Promise<Source> {
  if (from === "-") return { tracker: { path: "standard input", text: await shell.readStdin() }, file: null };
  const path = resolve(shell.cwd, from);
  try {
    const { size } = await stat(path);
    if (size > SOURCE_BYTES) {
      const most = SOURCE_BYTES / 1_000_000;
      throw new UserError(
        `--from ${from}: it has ${(size / 1_000_000).toFixed(0)} MB; at most ${most} MB are read.`,
      );
    }
    const read = decode(await readFile(path));
    if (read.kind !== "text") {
      throw new UserError(`--from ${from}: expected a Markdown file. ${"reason" in read ? read.reason : ""}`);
    }
    return { tracker: { path: from, text: read.text }, file: path };
  } catch (error) {
    const reason = reasonOf(error);
    if (reason === null) throw error;
    throw new UserError(`--from ${from}: ${reason}.`, { cause: error });
  }
}
