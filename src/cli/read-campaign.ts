import { dayAt } from "../clock.ts";
import type { Campaign } from "../domain/campaign.ts";
import { type Problem, renderProblem } from "../domain/problem.ts";
import { type RepositoryState, readRepositoryState } from "../domain/repository-state.ts";
import { catalogNamesOf, understandDocument } from "../tracker/understand-document.ts";
import type { GlobalOptions } from "./cli-command.ts";
import { type Clone, findRoot, readClone } from "./read-clone.ts";
import { readDefaults } from "./read-defaults.ts";
import type { Shell } from "./shell.ts";
import { UserError } from "./user-error.ts";

export interface LocalCampaign {
  readonly clone: Clone;
  readonly state: RepositoryState;
  readonly campaign: Campaign;
  /** What is wrong in the files, in the order of files and lines. */
  readonly problems: readonly Problem[];
}

/** The clone, and what lies beneath its configuration. */
type Where = Pick<GlobalOptions, "repo" | "defaults">;

/** The campaign of a clone. Throws a `UserError` where there is none, or nothing can be said about it. */
export async function readCampaign(shell: Shell, where: Where): Promise<LocalCampaign> {
  const local = await inspectCampaign(shell, where);
  const { clone, state, problems } = local;
  if (state.configBroken) {
    const first = problems.find(({ severity }) => severity === "error");
    throw new UserError(`The configuration cannot be read. ${first ? renderProblem(first) : ""}`);
  }
  const [broken] = state.catalogBroken;
  if (broken && state.catalog.categories.length === 0) {
    throw new UserError(`The catalog cannot be read. ${renderProblem(broken)}`);
  }
  if (clone.files.catalog.length === 0) {
    const folder = state.config.paths.catalog;
    throw new UserError(
      `There is no catalog here: ${clone.root} has no YAML file in ${folder}/. --repo names another folder; ` +
        "`diagram-tracker init` starts a campaign.",
    );
  }
  const { commit, commit_branch: branch, paths } = state.config;
  if (commit === "branch") {
    const kept = [paths.assignments, ...paths.tracker].join(" ");
    shell.note(
      `The bot keeps assignments and tracker on the branch ${branch}; what this work tree has of them may be older. ` +
        `\`git fetch origin ${branch} && git checkout FETCH_HEAD -- ${kept}\` brings them.`,
    );
  }
  return local;
}

/** The same for who wants to know what is wrong: throws only when there is no such folder. */
export async function inspectCampaign(shell: Shell, { repo, defaults = [] }: Where): Promise<LocalCampaign> {
  const clone = await readClone(await findRoot(shell, repo), await readDefaults(shell.cwd, defaults));
  const state = readRepositoryState(clone.files);
  const assignments = new Map([
    ...(await lastGood(clone, state)),
    ...[...state.assignments].map(([id, { assignment }]) => [id, assignment] as const),
  ]);
  const today = dayAt(shell.now());
  const unread = new Set(clone.unread.map(({ file }) => file));
  const { catalog, config } = state;
  const found = [...state.problems, ...problemsOfTrackers(clone, state)];
  const problems = [...clone.unread, ...found.filter(({ file }) => !unread.has(file))];
  return {
    clone,
    state,
    campaign: { catalog, config, assignments, today },
    problems: sortProblems(problems),
  };
}

/** Without a configuration that can be read, nobody knows which documents there are. */
function problemsOfTrackers(
  { files }: Clone,
  { catalog, configBroken }: RepositoryState,
): readonly Problem[] {
  const names = catalogNamesOf(catalog);
  return configBroken ? [] : files.trackers.flatMap((one) => understandDocument(one, names).problems);
}

/** Rows of the tracker stand in for broken files. Reading them takes a Markdown parser, which is seldom needed. */
async function lastGood({ files }: Clone, { broken }: RepositoryState): Promise<Campaign["assignments"]> {
  if (broken.size === 0) return new Map();
  const { lastKnownAssignments } = await import("../tracker/last-known.ts");
  return lastKnownAssignments(files.trackers, broken);
}

/** By file and place; what is at the same place keeps its order. */
export function sortProblems(problems: readonly Problem[]): Problem[] {
  return problems.toSorted(
    (one, other) =>
      Number(one.file > other.file) - Number(one.file < other.file) ||
      one.line - other.line ||
      one.column - other.column,
  );
}

/** Says on stderr how many files are not what they should be, where that is not the command's own subject. */
export function noteProblems(shell: Shell, problems: readonly Problem[]): void {
  const errors = problems.filter(({ severity }) => severity === "error");
  const [first] = errors;
  if (!first) return;
  const more = errors.length === 1 ? "" : ` (and ${errors.length - 1} more)`;
  shell.note(`${renderProblem(first)}${more}\n\`diagram-tracker validate\` lists what is wrong.`);
}
