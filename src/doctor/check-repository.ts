import { dirname } from "node:path/posix";
import { dayAt } from "../clock.ts";
import type { CivilDate } from "../domain/civil-date.ts";
import { CONFIG_PATH } from "../domain/config.ts";
import { renderProblem } from "../domain/problem.ts";
import { writtenValues } from "../domain/read-config.ts";
import { readRepositoryState } from "../domain/repository-state.ts";
import type { RepositoryFiles } from "../domain/source-file.ts";
import { classifyFailure } from "../github/client/failure.ts";
import type { RepositoryClient } from "../github/client/repository-client.ts";
import { preflight } from "../github/commit/preflight.ts";
import { SnapshotReader } from "../github/read/read-snapshot.ts";
import { lastKnownAssignments } from "../tracker/last-known.ts";
import { renderTracker } from "../tracker/render-tracker.ts";
import { checkIssues } from "./check-issues.ts";
import { checkRequired } from "./check-required.ts";
import { checkReviewers } from "./check-reviewers.ts";
import { checkTeams } from "./check-teams.ts";
import { type Diagnosis, ok, problem } from "./finding.ts";

/** GitHub's pages show so many entries of a folder; it advises at most so many. */
const SHOWN = 1_000;
const ADVISED = 3_000;
/** So many keys of one file are listed. */
const KEYS = 12;

/** As the bot would read it now. What cannot be read is a finding, and no reason to stop. */
export async function checkRepository(
  repo: RepositoryClient,
  { now, appId }: { readonly now: () => number; readonly appId: number },
): Promise<Diagnosis[]> {
  const subject = `${repo.repository.owner}/${repo.repository.name}`;
  try {
    const read = await new SnapshotReader().read(repo, { pullRequests: [], recentCommits: false });
    if (read === null) return [ok(subject, "It has no commit yet, so nothing is done there.")];
    const { files, url, defaultBranch: branch } = read.snapshot;
    if (files.catalog.length === 0 && files.config === null && !files.notRead) {
      return [
        ok(
          subject,
          "It has no campaign: a comment `/onboard` there, or `diagram-tracker init`, starts one. Until then nothing is done there.",
        ),
      ];
    }
    const rules = [
      ...(await checkMode(subject, repo)),
      ...(await checkRequired(subject, repo, { branch, appId })),
      ...(await checkReviewers(subject, repo, read.config)),
      ...(await checkTeams(subject, repo, read.config)),
      ...(await checkIssues(subject, repo, { config: read.config, files })),
    ];
    const beneath = tellDefaults(subject, files);
    const findings = [
      ...checkFiles(subject, files, { url, today: dayAt(now()) }),
      ...checkFolders(subject, files),
    ];
    if (findings.length > 0) return [...findings, ...beneath, ...rules];
    return [ok(subject, "Its files are in order, and the tracker is up to date."), ...beneath, ...rules];
  } catch (error) {
    const { reason } = classifyFailure(error, now());
    const fix = "If it goes on, look at the permissions above, and at what GitHub says.";
    return [problem("error", subject, { what: `It cannot be read: ${reason}.`, why: null, fix })];
  }
}

/** Whether the bot may commit the way it is told to. */
async function checkMode(subject: string, repo: RepositoryClient): Promise<Diagnosis[]> {
  const verdict = await preflight(repo);
  if (verdict === null) return [];
  const [first = "", ...rest] = verdict.sentences;
  if (verdict.fits && verdict.drawbacks.length > 0) {
    const what = `\`commit: ${verdict.configured}\` works, but another mode fits better.`;
    const fix =
      verdict.recommended === null || verdict.recommended === verdict.configured
        ? null
        : `Put \`commit: ${verdict.recommended}\` into ${CONFIG_PATH}.`;
    return [problem("warning", subject, { what, why: rest.join(" "), fix })];
  }
  if (verdict.fits) return [ok(subject, verdict.sentences.join(" "))];
  const what = `\`commit: ${verdict.configured}\` does not fit: ${first}`;
  const why = "The bot's commits are refused there, so claims wait.";
  return [problem("error", subject, { what, why, fix: rest.join(" ") })];
}

function checkFiles(
  subject: string,
  files: RepositoryFiles,
  { url, today }: { url: string; today: CivilDate },
): Diagnosis[] {
  const state = readRepositoryState(files);
  const fix = "Correct it there; `diagram-tracker validate` checks a clone before it is pushed.";
  const findings = state.problems.map((one) =>
    problem(one.severity, subject, { what: renderProblem(one), fix }),
  );
  if (state.configBroken) return findings;
  const { catalog, config } = state;
  const broken = new Set(state.broken.keys());
  const assignments = new Map([
    ...lastKnownAssignments(files.trackers, state.broken),
    ...[...state.assignments].map(([id, { assignment }]) => [id, assignment] as const),
  ]);
  const campaign = { catalog, config, assignments, today };
  const rendered = renderTracker({ documents: files.trackers, campaign, url, broken });
  findings.push(
    ...rendered.problems.map((one) => problem(one.severity, subject, { what: renderProblem(one), fix })),
  );
  const notRead = new Set(files.notRead?.map(({ path }) => path));
  const stale = rendered.changes.filter(({ path }) => !notRead.has(path));
  if (stale.length > 0) {
    const paths = stale.map(({ path }) => path).join(", ");
    const what = `${paths} is not up to date with the files that it is made from.`;
    const why = "The server brings it up to date with its next commit there.";
    const now = "Nothing; or push a change to the default branch, and it is rendered at once.";
    findings.push(problem("warning", subject, { what, why, fix: now }));
  }
  return findings;
}

/** Which of the values that hold here are written in which file, where not all are its own. */
function tellDefaults(subject: string, { config, defaults }: RepositoryFiles): Diagnosis[] {
  if (!defaults || defaults.layers.length === 0) return [];
  const byFile = Map.groupBy(writtenValues(config, defaults), ({ file }) => file);
  const lines = [...byFile].map(([file, values]) => {
    const keys = values.map(({ key }) => `\`${key}\``);
    const shown = keys.slice(0, KEYS).join(", ");
    return `${file}: ${keys.length > KEYS ? `${shown} and ${keys.length - KEYS} more` : shown}.`;
  });
  return lines.length === 0 ? [] : [ok(subject, `Its configuration comes from ${lines.join(" ")}`)];
}

function checkFolders(subject: string, { assignments }: RepositoryFiles): Diagnosis[] {
  const sizes = new Map<string, number>();
  for (const { path } of assignments) sizes.set(dirname(path), (sizes.get(dirname(path)) ?? 0) + 1);
  return [...sizes].flatMap(([folder, size]) => {
    if (size <= SHOWN) return [];
    const what = `${folder}/ has ${size} files; ${
      size > ADVISED
        ? `GitHub advises at most ${ADVISED} in a folder`
        : `GitHub's pages show ${SHOWN} of them`
    }.`;
    const fix = `Move them into folders by group, such as ${folder}/G-LIN/: the bot reads and writes them there, too.`;
    return [problem("warning", subject, { what, why: "The folder's page is slow, or not whole.", fix })];
  });
}
