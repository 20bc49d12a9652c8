/**
 * `init --from tracker.md` → imports a tracker that was kept by hand; `init` → starts an empty campaign.
 */
import { readFile, realpath, stat } from "node:fs/promises";
import { resolve } from "node:path";
import { Command } from "commander";
import { z } from "zod";
import { dayAt } from "../../clock.ts";
import { chooseConfig } from "../../domain/choose-config.ts";
import { CONFIG_PATH, DEFAULT_CONFIG, OTHER_CONFIG_PATH } from "../../domain/config.ts";
import { type Problem, renderProblem } from "../../domain/problem.ts";
import { readConfig } from "../../domain/read-config.ts";
import type { SourceFile } from "../../domain/source-file.ts";
import { type InitPlan, planInit } from "../../init/plan-init.ts";
import { parsePrefix } from "../../tracker/import/table-ids.ts";
import { findRegions, markers } from "../../tracker/regions.ts";
import type { CliCommand, GlobalOptions } from "../cli-command.ts";
import { count } from "../count.ts";
import { compareWithClone, findGuide, type InitFile } from "../init-files.ts";
import { placeTracker, type TrackerPlace } from "../place-tracker.ts";
import { planAction } from "../plan-action.ts";
import { DOCUMENT_BYTES, findRoot } from "../read-clone.ts";
import { decode, listYaml, readText } from "../read-text.ts";
import { findRepositoryUrl, GUESSED_URL_HINT } from "../repository-url.ts";
import { paint, printJson, type Shell, visible } from "../shell.ts";
import { renderDiff, showDiff } from "../unified-diff.ts";
import { reasonOf, UserError } from "../user-error.ts";
import { writeFiles } from "../write-files.ts";
import { paintProblem, problemSchema } from "./validate.ts";

const fileSchema = z.strictObject({
  path: z.string().describe("Path in the repository."),
  change: z.enum(["created", "replaced", "kept"]).describe("What `init` did about it."),
  diff: z.string().optional().describe("With `--dry-run`: a unified diff, as `git apply` takes it."),
});
/** Reading Markdown takes 250 bytes of memory for each of the file's; GitHub shows none of this size. */
const SOURCE_BYTES = 10_000_000;
/** A refusal says no more than a screen of them. */
const MOST_PROBLEMS = 40;
/** More files of a folder are only counted. */
const MOST_LINES = 12;
const shape = z.strictObject({ files: z.array(fileSchema), problems: z.array(problemSchema) });

interface InitOptions extends GlobalOptions {
  readonly from?: string;
  readonly prefix?: string;
  readonly dryRun?: boolean;
  readonly force?: boolean;
  readonly partly?: boolean;
  readonly url?: string;
  readonly action?: boolean;
  readonly pages?: boolean;
  readonly actionCommit?: string;
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
        const place = placeTracker(await realpath(root), await placeOf(source?.file ?? null), kept);
        const tracker = source?.tracker ?? null;
        const workflows = await planWorkflows(root, options, place);
        if (workflows.length > 0 && tracker === null && (await hasCatalog(root, kept))) {
          await writeWorkflows(shell, root, workflows, options);
          return;
        }
        if (tracker && (await isTrackerAlready(root, tracker, place))) {
          sayNothingWritten(shell, options, `${tracker.path} is the tracker of this campaign already`);
          return;
        }
        const today = dayAt(shell.now());
        const plan = planInit({
          tracker,
          place: place.path,
          prefix,
          config: place.config,
          url,
          today,
          guide: await findGuide(root),
        });
        refuse(shell, plan, tracker !== null);
        if (tracker && !options.partly && !options.dryRun) refusePart(shell, plan, tracker.path);

        const compared = await compareWithClone(root, plan, {
          force: options.force === true,
          imported: tracker?.text ?? null,
          config: place.config,
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
        show(shell, files, plan, options.from);
        if (guessed && files.some(({ text }) => text.includes(url))) shell.note(GUESSED_URL_HINT);
      }),
};

async function planWorkflows(
  root: string,
  { action = false, pages = false, actionCommit, url, force = false }: InitOptions,
  { config }: TrackerPlace,
): Promise<InitFile[]> {
  if (!action && !pages) return [];
  const parsed = readConfig(config);
  const configured = parsed.ok ? parsed.value : DEFAULT_CONFIG;
  const wanted = { commit: actionCommit, url, force, action, pages: pages ? configured : null };
  return planAction(root, wanted);
}

/** Beside a campaign that is there already. */
async function writeWorkflows(
  shell: Shell,
  root: string,
  files: readonly InitFile[],
  { action, pages, json, dryRun }: InitOptions,
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

function prefixOf(typed: string | undefined): string | null {
  if (typed === undefined) return null;
  const prefix = parsePrefix(typed);
  if (prefix !== null) return prefix;
  const message = `--prefix ${typed}: expected letters and digits, parts of them joined by hyphens, such as DOC or G-LIN.`;
  throw new UserError(message, { exitCode: 2 });
}

/** Links on the way do not matter: where the file really is, it becomes the tracker. */
async function placeOf(file: string | null): Promise<string | null> {
  return file === null ? null : realpath(file);
}

/** A document with regions, in a clone with a catalog, is what an import made of it: it has nothing more to give. */
async function isTrackerAlready(
  root: string,
  tracker: SourceFile,
  { config }: TrackerPlace,
): Promise<boolean> {
  return findRegions(tracker).regions.length > 0 && (await hasCatalog(root, config));
}

async function hasCatalog(root: string, config: SourceFile | null): Promise<boolean> {
  const parsed = readConfig(config);
  const { catalog } = (parsed.ok ? parsed.value : DEFAULT_CONFIG).paths;
  return (await listYaml(root, catalog, 0)).length > 0;
}

function sayNothingWritten(shell: Shell, { json }: InitOptions, why: string): void {
  if (json) printJson(shell, { files: [], problems: [] });
  shell.note(
    `Nothing was written: ${why}. What is planned stands in the catalog; edit that, and run \`diagram-tracker render\`.`,
  );
}

/** A tracker of which nothing can be taken, or not without a loss, leaves the clone as it is. */
function refuse(shell: Shell, plan: InitPlan, isImport: boolean): void {
  const wrong = [...plan.unreadable, ...plan.losses];
  if (wrong.length === 0 && (!isImport || plan.found.diagrams > 0)) return;
  const said = wrong.length > 0 ? wrong : errorsIn(plan);
  const [first, ...others] = said;
  const more = wrong.length > 0 ? others : plan.problems.filter((one) => one !== first);
  const lines = more.slice(0, MOST_PROBLEMS).map((one) => visible(shell, renderProblem(one)));
  if (more.length > lines.length) lines.push(`and ${more.length - lines.length} more`);
  const sentence = first ? renderProblem(first) : "the tracker names no diagram.";
  throw new UserError([`Nothing was written: ${sentence}`, ...lines].join("\n"));
}

/** Nothing is half-applied unless that is asked for: rows that cannot be taken as they stand keep all from being written. */
function refusePart(shell: Shell, plan: InitPlan, from: string): void {
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

function errorsIn({ problems }: InitPlan): readonly Problem[] {
  return problems.filter(({ severity }) => severity === "error");
}

async function showChanges(
  shell: Shell,
  root: string,
  files: readonly InitFile[],
  plan: InitPlan,
  { json, partly }: InitOptions,
): Promise<void> {
  const rows = await diffsOf(root, files);
  if (json) {
    printJson(shell, { files: rows, problems: plan.problems });
    return;
  }
  for (const problem of plan.problems) shell.print(paintProblem(shell, problem));
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

async function diffsOf(root: string, files: readonly InitFile[]) {
  const rows = [];
  for (const { path, text, change } of files) {
    if (change === "kept") continue;
    const before = await readText(root, path, DOCUMENT_BYTES);
    const source = before.kind === "text" ? { path, text: before.text } : undefined;
    rows.push({ path, change, diff: renderDiff({ path, text }, source) });
  }
  return rows;
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

/** A configuration that cannot be read says nothing about where files go: nothing is written then. */
async function readKeptConfig(root: string): Promise<SourceFile | null> {
  const found: SourceFile[] = [];
  for (const path of [CONFIG_PATH, OTHER_CONFIG_PATH]) {
    const read = await readText(root, path, DOCUMENT_BYTES);
    if (read.kind === "unread") throw new UserError(`${path}: ${read.reason}`);
    if (read.kind === "text") found.push({ path, text: read.text });
  }
  const file = chooseConfig(found);
  if (file === null) return null;
  const parsed = readConfig(file);
  const [first] = parsed.ok ? [] : parsed.problems;
  if (first)
    throw new UserError(`The configuration is there already but cannot be read. ${renderProblem(first)}`);
  return file;
}

function show(shell: Shell, files: readonly InitFile[], plan: InitPlan, from: string | undefined): void {
  for (const problem of plan.problems) shell.print(paintProblem(shell, problem));
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
  const said =
    problems.length === 0
      ? ""
      : `${lines} what was numbered, kept beside the table or left as it stands, and where the document disagrees with itself. `;
  const left =
    errors === 0
      ? ""
      : `All but what ${count(errors, "error")} of them ${errors === 1 ? "names" : "name"} was written. `;
  return `\n${said}${left}Look through what was written, and commit it.\n${CHART_HINT}`;
}
