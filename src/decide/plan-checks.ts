import { CHECK_NAMES, type CheckKind } from "../facts/check-kind.ts";
import type { PullRequestContents } from "../facts/contents.ts";
import type { MergeGroupEvent } from "../facts/event.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Check } from "../gates/all-checks.ts";
import type { CheckReport } from "../gates/check-report.ts";
import { checkInputOf } from "./check-input-of.ts";
import {
  combineReports,
  nothingFound,
  nothingToCheck,
  withLeftOut,
  withRemark,
  worstOf,
} from "./check-reports.ts";
import { filesToRead } from "./files-to-read.ts";
import type { Fold } from "./fold.ts";
import { distrust } from "./judged-base.ts";
import { contentsOf, worksOn } from "./links/links-of.ts";
import type { PlannedCheck, PlannedLinks } from "./plan.ts";
import { countedAtHead, standsInFor } from "./same-head.ts";
import { isStandingPullRequest } from "./standing-pull-request.ts";

const KINDS = Object.keys(CHECK_NAMES) as CheckKind[];

/**
 * What the checks say of every open pull request that the batch touched, and of every merge group: a function of the
 * state after the batch. Where neither check has anything to do with a pull request, nothing is read for it.
 */
export function planChecks(fold: Fold, checks: readonly Check[]): PlannedCheck[] {
  if (!fold.checks.wanted) return [];
  const numbers = new Set([...fold.checks.pullRequests, ...fold.touched]);
  const heads = new Map<string, readonly PullRequestFacts[]>();
  for (const number of numbers) {
    const pr = fold.pullRequest(number);
    if (pr && !heads.has(pr.headSha)) heads.set(pr.headSha, countedAtHead(fold, pr));
  }
  const ofHeads = [...heads.values()].flatMap((those) => planHead(fold, checks, those));
  return [...ofHeads, ...fold.checks.mergeGroups.flatMap((group) => planGroup(fold, checks, group))];
}

/** The sources of the diagrams that these pull requests are about, for looking at their addresses. */
export function planLinks(fold: Fold): PlannedLinks[] {
  if (!fold.checks.wanted || fold.state.config.gates.links === "off") return [];
  return [...fold.touched].flatMap((number): PlannedLinks[] => {
    const pr = fold.pullRequest(number);
    if (pr?.state !== "open") return [];
    const urls = [...worksOn(fold, pr).linked.keys()].flatMap((id) =>
      fold.assignment(id).sources.map(({ url }) => url),
    );
    return urls.length > 0 ? [{ pullRequest: number, urls: [...new Set(urls)] }] : [];
  });
}

/** One run of each name for all that count at a commit. */
function planHead(fold: Fold, checks: readonly Check[], those: readonly PullRequestFacts[]): PlannedCheck[] {
  const [first, ...others] = those;
  if (!first) return [];
  const judged = those.map((pr) => ({ pr, reports: judge(fold, checks, pr, pr.headSha) }));
  const again = [first.number, ...first.sameHead, ...others.map(({ number }) => number)]
    .flatMap((number) => fold.checks.again.get(number) ?? [])
    .filter((key, at, keys) => keys.indexOf(key) === at);
  const about = {
    pullRequest: first.number,
    ...(others.length > 0 && { others: others.map(({ number }) => number) }),
    headSha: first.headSha,
    again,
  };
  const mayReplace =
    again.length > 0 || judged.some(({ pr, reports }) => reports.size > 0 || pr.notice !== null);
  return KINDS.flatMap((kind): PlannedCheck[] => {
    const report = worstOf(
      kind,
      judged.map(({ pr, reports }) => ({ pr, report: reports.get(kind) ?? silence(fold, kind, pr) })),
      fold.say,
    );
    if (judged.some(({ reports }) => reports.has(kind))) return [{ ...about, report, onlyReplaces: false }];
    // A required check that never reports would hold the pull request up for good.
    if (fold.checks.isRequired(kind)) return [{ ...about, report, onlyReplaces: false }];
    // What it named once it may have been failed for.
    return mayReplace ? [{ ...about, report, onlyReplaces: true }] : [];
  });
}

/** The queue waits until its checks have reported, so they do in any case. */
function planGroup(fold: Fold, checks: readonly Check[], group: MergeGroupEvent): PlannedCheck[] {
  const { headSha, baseSha, branch, number } = group;
  const found = fold.checks.pullRequestsOf({ headSha, queue: { branch, baseSha } });
  const numbers = found.length > 0 || number === null ? found : [number];
  const last = number ?? numbers.at(-1);
  if (last === undefined) return [];
  const judged = inGroup(fold, numbers).map((pr) => ({ pr, reports: judge(fold, checks, pr, headSha) }));
  return KINDS.map((kind) => {
    const reports = judged.map(({ pr, reports }) => ({
      pr,
      report: reports.get(kind) ?? silence(fold, kind, pr),
    }));
    return {
      pullRequest: last,
      headSha,
      report: combineReports(kind, reports, fold.say),
      again: [],
      onlyReplaces: false,
    };
  });
}

/** A stranger's pull request may be queued that brings another one's commit: then that one is what is merged. */
function inGroup(fold: Fold, numbers: readonly number[]): PullRequestFacts[] {
  const those = numbers.flatMap((number) => fold.pullRequest(number) ?? []);
  const judged = those.map((pr) => standsInFor(fold, pr) ?? pr);
  return judged.filter(({ number }, at) => judged.findIndex((one) => one.number === number) === at);
}

/** What a check says of a pull request that it found nothing in. The bot's own one is as long as it has to be. */
function silence(fold: Fold, kind: CheckKind, pr: PullRequestFacts): CheckReport {
  if (isStandingPullRequest(fold, pr)) return nothingToCheck(kind, fold.say);
  return nothingFound(kind, pr, overBudgetIn(contentsOf(fold, pr)), fold.say);
}

/** How many files nobody looked at, because the others were too much already. */
function overBudgetIn(contents: PullRequestContents | null): number {
  return contents?.files.filter(({ content }) => content.kind === "over-budget").length ?? 0;
}

/** The reports on a pull request as its files are at a commit; empty while these are not known. */
function judge(
  fold: Fold,
  checks: readonly Check[],
  pr: PullRequestFacts,
  headSha: string,
): Map<CheckKind, CheckReport> {
  const input = checkInputOf(fold, pr, headSha);
  if (!input) return new Map();
  const { files, leftOut } = filesToRead(pr, fold.state.config);
  const reports = checks.flatMap((check) => check(input) ?? []);
  const gaps = {
    leftOut,
    overBudget: overBudgetIn(input.contents),
    checked: files.length,
    isListed: pr.filesComplete,
  };
  const remark = distrust(fold, pr);
  return new Map(
    reports.map((report) => [
      report.kind,
      withRemark(withLeftOut(report, gaps, fold.say), "assignments", remark),
    ]),
  );
}
