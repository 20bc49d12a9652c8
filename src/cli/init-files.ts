import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { SCHEMA_FOLDER } from "../domain/schemas/schema-names.ts";
import type { SourceFile } from "../domain/source-file.ts";
import type { InitPlan } from "../init/plan-init.ts";
import { claimForm, ISSUE_FORMS } from "../init/templates/claim-form.ts";
import { proposeForm } from "../init/templates/propose-form.ts";
import { PULL_REQUEST_TEMPLATES, pullRequestTemplate } from "../init/templates/pull-request-template.ts";
import { DOCUMENT_BYTES } from "./read-clone.ts";
import { listYaml, readText, statInside } from "./read-text.ts";
import { UserError } from "./user-error.ts";

export interface InitFile {
  readonly path: string;
  readonly text: string;
  /** What is to happen to it; `kept`: it is there already with this content. */
  readonly change: "created" | "replaced" | "kept";
}

/** A file that shall be there, beside what is. */
export async function compareFile(root: string, path: string, text: string | null) {
  const read = await readText(root, path, DOCUMENT_BYTES);
  const isSame = read.kind === "text" && read.text === text;
  const change: InitFile["change"] = read.kind === "absent" ? "created" : isSame ? "kept" : "replaced";
  return { read, change };
}

/**
 * What `init` does to each file of the clone. Throws a `UserError` that names everything that is in the way. The document that is
 * imported is not: all of it is in what takes its place. Where case does not count, `tracker.md` is `TRACKER.md`.
 */
export async function compareWithClone(
  root: string,
  plan: InitPlan,
  {
    force,
    imported,
    config,
  }: {
    readonly force: boolean;
    readonly imported: string | null;
    /** The configuration as it is to be: only what has to be said about the tracker's place was put in. */
    readonly config: SourceFile | null;
  },
): Promise<InitFile[]> {
  const files: InitFile[] = [];
  const inTheWay: string[] = [];
  for (const { path, text } of config ? [config, ...plan.files] : plan.files) {
    const { read, change } = await compareFile(root, path, text);
    files.push({ path, text, change });
    const isOurs =
      path.startsWith(`${SCHEMA_FOLDER}/`) ||
      path === config?.path ||
      (read.kind === "text" && read.text === imported);
    if (change === "replaced" && !isOurs) inTheWay.push(path);
  }
  if (files[0]?.path === config?.path && files[0]?.change === "kept") files.shift();
  const planned = new Set(plan.files.map(({ path }) => path));
  const strangers = (await listYaml(root, plan.catalogFolder, 0)).filter((path) => !planned.has(path));
  if (strangers.length > 0) {
    throw new UserError(
      `Nothing was written: ${list(strangers)} would become a part of the new catalog. Move ${strangers.length === 1 ? "it" : "them"} away first.`,
    );
  }
  if (inTheWay.length > 0 && !force) {
    const verb = inTheWay.length === 1 ? "is" : "are";
    throw new UserError(
      `Nothing was written: ${list(inTheWay)} ${verb} there already. --force replaces what is in the way.`,
    );
  }
  return [...files, ...(await courtesies(root, plan.example))];
}

/** What a repository without such a thing gets beside the campaign. */
async function courtesies(root: string, example: string): Promise<InitFile[]> {
  const wanted = [];
  const templates = await Promise.all(PULL_REQUEST_TEMPLATES.map((path) => statInside(root, path)));
  if (templates.every((stats) => stats === null)) wanted.push(pullRequestTemplate(example));
  if (!(await hasClaimForm(root))) wanted.push(claimForm(example), proposeForm(example));
  return wanted.map(({ path, text }) => ({ path, text: text ?? "", change: "created" }));
}

/** The page that says how contributions are made; else the template, which has the checklist. */
export async function findGuide(root: string): Promise<string> {
  const pages = [
    ".github/CONTRIBUTING.md",
    "CONTRIBUTING.md",
    "docs/CONTRIBUTING.md",
    ...PULL_REQUEST_TEMPLATES,
  ];
  for (const path of pages) if ((await statInside(root, path))?.isFile()) return path;
  return PULL_REQUEST_TEMPLATES[0];
}

async function hasClaimForm(root: string): Promise<boolean> {
  const folder = await statInside(root, ISSUE_FORMS);
  if (!folder?.isDirectory()) return folder !== null;
  for (const name of await readdir(join(root, ISSUE_FORMS))) {
    const read = await readText(root, `${ISSUE_FORMS}/${name}`, DOCUMENT_BYTES);
    if (read.kind !== "text" || read.text.includes("/claim")) return true;
  }
  return false;
}

function list(paths: readonly string[]): string {
  const shown = paths.slice(0, 8).join(", ");
  return paths.length > 8 ? `${shown} and ${paths.length - 8} more` : shown;
}
