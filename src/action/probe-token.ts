/**
 * What the run's token may not do in this repository, though the campaign is set up for it: found out before somebody waits
 * for it. Once a day and when a run is started by hand, since it takes some requests.
 */

import { CONFIG_PATH, type Config } from "../domain/config.ts";
import { CHECK_NAMES } from "../facts/check-kind.ts";
import { CHECK_SOURCES, checkSourceOf } from "../gates/check-sources.ts";
import { readRequiredChecks } from "../github/checks/required-checks.ts";
import type { RepositoryClient } from "../github/client/repository-client.ts";
import type { CommitModeVerdict } from "../github/commit/judge-mode.ts";
import { preflight } from "../github/commit/preflight.ts";
import { isOfRuns, readSelf } from "../github/own-commits.ts";
import type { LastRun } from "./read-last-run.ts";
import type { RunRemark } from "./workflow-commands.ts";

/** An App that reports checks under this number does not exist: whoever asks is no App, or does not know its own. */
const NO_APP = 0;

export interface ProbeFacts {
  readonly config: Pick<Config, "commit" | "roles">;
  readonly branch: string;
  readonly lastRun: LastRun;
}

/** `isApps`: the runs have an App's token; absent: it is the one that this asks with. */
export async function probeToken(
  repo: RepositoryClient,
  facts: ProbeFacts,
  { isApps = null }: { readonly isApps?: boolean | null } = {},
): Promise<RunRemark[]> {
  return isApps === null ? probe(repo, facts, !isOfRuns(await readSelf(repo))) : probe(repo, facts, isApps);
}

async function probe(repo: RepositoryClient, facts: ProbeFacts, isApps: boolean): Promise<RunRemark[]> {
  const verdict = await preflight(repo);
  return [
    ...runsRemarks(facts.lastRun),
    ...(verdict === null ? [] : modeRemarks(verdict, isApps)),
    ...(isApps ? [] : teamRemarks(facts.config)),
    ...(await requiredRemarks(repo, facts.branch, isApps)),
  ];
}

function runsRemarks({ kind }: LastRun): RunRemark[] {
  if (kind !== "hidden") return [];
  const message =
    "The token may not see the runs of this workflow, so each run reads three days back. Give the job `actions: read` under `permissions`.";
  return [{ level: "warning", message }];
}

/** For GITHUB_TOKEN the way of few clicks comes first: a branch of its own needs no setting at all. */
function modeRemarks(verdict: CommitModeVerdict, isApps: boolean): RunRemark[] {
  const { configured, fits, sentences } = verdict;
  if (!fits && isApps) return [{ level: "error", message: sentences.join(" ") }];
  if (!fits) {
    const [first = ""] = sentences;
    const [what] = first.split(", and the App may not");
    const message = `\`commit: ${configured}\` does not work with the run's own token (${what}), and GitHub Actions cannot be on a bypass list. Put \`commit: branch\` into ${CONFIG_PATH}, or give the Action an App's token.`;
    return [{ level: "error", message }];
  }
  if (isApps || configured !== "pull-request") return [];
  const message =
    "`commit: pull-request` works once “Allow GitHub Actions to create and approve pull requests” is ticked in Settings → Actions → General, of the organization and of the repository. Checks on that pull request wait for somebody's approval, since the run's own token opened it.";
  return [{ level: "notice", message }];
}

function teamRemarks({ roles }: ProbeFacts["config"]): RunRemark[] {
  const teams = [...new Set([...roles.reviewers.teams, ...roles.maintainers.teams])];
  if (teams.length === 0) return [];
  const names = teams.join(", ");
  const message = `\`roles\` names the ${teams.length === 1 ? "team" : "teams"} ${names}, and the run's own token sees no teams: nobody is taken for a member. Name people under \`users\` in ${CONFIG_PATH}, or give the Action an App's token.`;
  return [{ level: "warning", message }];
}

async function requiredRemarks(
  repo: RepositoryClient,
  branch: string,
  isApps: boolean,
): Promise<RunRemark[]> {
  const required = await readRequiredChecks(repo, branch);
  return Object.values(CHECK_NAMES).flatMap((name): RunRemark[] => {
    const rules = required.filter((one) => one.name === name);
    if (rules.length === 0) return [];
    const sources = rules.map(({ pinned }) => checkSourceOf(pinned, NO_APP));
    // Whether the App that is named is the one whose token this is, the check itself shows.
    if (isApps && sources.includes("other")) return [];
    if (!isApps && sources.includes("other")) {
      const message = `${branch} requires the check “${name}” from an App, and the run's own token reports as GitHub Actions: nothing can be merged. Give the Action that App's token.`;
      return [{ level: "error", message }];
    }
    const [source = "any"] = sources;
    const { name: from, passedBy } = CHECK_SOURCES[source];
    const message = `${branch} requires the check “${name}” from ${from}: it is passed by ${passedBy}. Only an App's check is safe to require: give the Action an App's token, and choose that App as the check's source.`;
    return [{ level: "warning", message }];
  });
}
