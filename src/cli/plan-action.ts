/** What `init --action` and `init --pages` write: workflows, with the release pinned by its commit. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { VERSION } from "../assets.ts";
import { CONFIG_PATH, type Config, OTHER_CONFIG_PATH } from "../domain/config.ts";
import { compareFile, type InitFile } from "./init-files.ts";
import { findRepositoryUrl } from "./repository-url.ts";
import { ACTION_REPOSITORY, actionWorkflows } from "./templates/action-workflows.ts";
import { type PagesSource, pagesWorkflow } from "./templates/pages-workflow.ts";
import { UserError } from "./user-error.ts";

const git = promisify(execFile);
const COMMIT = /^[0-9a-f]{40}$/;
/** Longer than GitHub needs to list its tags. */
const PATIENCE_MS = 30_000;

/**
 * The workflows of the Action and of the page as `init` would write them, pinned to a commit of its release. Asks the Action's repository for that
 * commit where none was named. Throws a `UserError` where it has none, or where another file of that name is in the way.
 */
export async function planAction(
  root: string,
  {
    commit,
    url,
    force,
    action,
    pages,
  }: {
    readonly commit: string | undefined;
    readonly url: string | undefined;
    readonly force: boolean;
    readonly action: boolean;
    /** The configuration that says where the page's files lie; null: no page is wanted. */
    readonly pages: Config | null;
  },
): Promise<InitFile[]> {
  const release = `v${VERSION}`;
  const pin = { commit: commit === undefined ? await findCommit(release) : parseCommit(commit), release };
  const page = await findRepositoryUrl(root, url);
  const target = {
    defaultBranch: await findDefaultBranch(root),
    repository: page.guessed ? null : page.url.split("/").slice(-2).join("/"),
  };
  const files: InitFile[] = [];
  const wanted = [
    ...(action ? actionWorkflows(pin, target) : []),
    ...(pages ? [pagesWorkflow(pin, { ...target, ...pagesSourceOf(pages) })] : []),
  ];
  for (const { path, text } of wanted) {
    const { change } = await compareFile(root, path, text);
    if (change === "replaced" && !force) {
      throw new UserError(
        `Nothing was written: ${path} is there already, and differs. --force replaces what is in the way.`,
      );
    }
    files.push({ path, text: text ?? "", change });
  }
  return files;
}

function pagesSourceOf({ paths, commit, commit_branch }: Config): Pick<PagesSource, "paths" | "state"> {
  const folders = [paths.catalog, paths.assignments, paths.diagrams].map((folder) => `${folder}/**`);
  const state = commit === "branch" ? { branch: commit_branch, folder: paths.assignments } : null;
  return { paths: [...folders, CONFIG_PATH, OTHER_CONFIG_PATH], state };
}

function parseCommit(typed: string): string {
  if (COMMIT.test(typed)) return typed;
  throw new UserError(
    `--action-commit ${typed}: expected the 40 digits of a commit, from 0 to f, since names of branches and tags can be moved.`,
    { exitCode: 2 },
  );
}

/** Of an annotated tag it is the commit behind it that counts; git lists that second. */
async function findCommit(release: string): Promise<string> {
  const address = `https://github.com/${ACTION_REPOSITORY}`;
  const ref = `refs/tags/${release}`;
  const how = `Name it with --action-commit: ${address}/releases shows the commit of ${release}.`;
  let listed: string;
  try {
    const env = { ...process.env, GIT_TERMINAL_PROMPT: "0" };
    const options = { env, timeout: PATIENCE_MS };
    listed = (await git("git", ["ls-remote", address, ref, `${ref}^{}`], options)).stdout;
  } catch (error) {
    const message = `Nothing was written: ${address} could not be asked for the commit of ${release}. ${how}`;
    throw new UserError(message, { cause: error });
  }
  const found = listed.trim().split("\n").at(-1)?.split("\t")[0] ?? "";
  if (COMMIT.test(found)) return found;
  throw new UserError(`Nothing was written: ${address} has no release ${release}. ${how}`);
}

/** What the clone's remote calls it, else the branch that is checked out. */
async function findDefaultBranch(root: string): Promise<string> {
  const ask = (...args: string[]) =>
    git("git", ["-C", root, ...args]).then(
      ({ stdout }) => stdout.trim(),
      () => "",
    );
  const remote = await ask("symbolic-ref", "--short", "refs/remotes/origin/HEAD");
  return remote.replace(/^origin\//, "") || (await ask("branch", "--show-current")) || "main";
}
