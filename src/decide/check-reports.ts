import type { CheckKind } from "../facts/check-kind.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { CheckReport } from "../gates/check-report.ts";
import type { Messages } from "../messages/english/english.ts";
import { plain } from "../tracker/inert.ts";

export function nothingToCheck(kind: CheckKind, say: Messages): CheckReport {
  return {
    kind,
    conclusion: "success",
    title: say.checks.nothingTitle(),
    summary: say.checks.nothing(),
    text: null,
    annotations: [],
    actions: [],
  };
}

/** Nothing was found that a check is about; where not all files were listed and read that says nothing. */
export function nothingFound(
  kind: CheckKind,
  { filesComplete }: Pick<PullRequestFacts, "filesComplete">,
  overBudget: number,
  say: Messages,
): CheckReport {
  const report = nothingToCheck(kind, say);
  const remarks = [
    ...(overBudget > 0 ? [say.checks.overBudget(overBudget)] : []),
    ...(filesComplete ? [] : [say.checks.notListed()]),
  ];
  if (remarks.length === 0) return report;
  return {
    ...report,
    conclusion: "failure",
    title: say.checks.tooManyTitle(),
    summary: remarks.join("\n\n"),
  };
}

/** A report that did not see everything passes nothing. */
export function withLeftOut(
  report: CheckReport,
  gaps: {
    readonly leftOut: number;
    readonly overBudget: number;
    readonly checked: number;
    readonly isListed: boolean;
  },
  say: Messages,
): CheckReport {
  const remarks = [
    ...(gaps.leftOut > 0 ? [say.checks.leftOut(gaps.checked, gaps.leftOut)] : []),
    ...(gaps.overBudget > 0 ? [say.checks.overBudget(gaps.overBudget)] : []),
    ...(gaps.isListed || report.conclusion === "failure" ? [] : [say.checks.notListed()]),
  ];
  if (remarks.length === 0) return report;
  const title = report.conclusion === "failure" ? report.title : say.checks.tooManyTitle();
  return { ...report, conclusion: "failure", title, summary: `${remarks.join("\n\n")}\n\n${report.summary}` };
}

/** Says in a report of the kind what its reader has to know first. */
export function withRemark(report: CheckReport, kind: CheckKind, remark: string | null): CheckReport {
  if (remark === null || report.kind !== kind) return report;
  return { ...report, summary: `${remark}\n\n${report.summary}` };
}

interface Part {
  readonly pr: Pick<PullRequestFacts, "number" | "title">;
  readonly report: CheckReport;
}

/** One report for all pull requests of a merge group. Their buttons belong to their own check runs. */
export function combineReports(kind: CheckKind, parts: readonly Part[], say: Messages): CheckReport {
  return { ...worstOf(kind, parts, say, say.checks.groupTitle), actions: [] };
}

/** The worst verdict of several pull requests, with what each of them was told. */
export function worstOf(
  kind: CheckKind,
  parts: readonly Part[],
  say: Messages,
  titleOf: (failed: number, total: number) => string = say.checks.sameHeadTitle,
): CheckReport {
  const [only, ...others] = parts;
  if (!only) return nothingToCheck(kind, say);
  if (others.length === 0) return only.report;
  const failed = parts.filter(({ report }) => report.conclusion === "failure");
  const isNeutral = parts.some(({ report }) => report.conclusion === "neutral");
  const passed = parts.filter(({ report }) => report.conclusion !== "failure");
  return {
    kind,
    conclusion: failed.length > 0 ? "failure" : isNeutral ? "neutral" : "success",
    title: titleOf(failed.length, parts.length),
    // Failures first: what does not fit is cut at the end.
    summary: [...failed, ...passed]
      .map(({ pr, report }) => `${say.checks.groupPart(pr.number, plain(pr.title))}\n\n${report.summary}`)
      .join("\n\n"),
    text: null,
    annotations: [
      ...new Map(
        parts.flatMap(({ report }) => report.annotations.map((one) => [JSON.stringify(one), one])),
      ).values(),
    ],
    actions: parts.find(({ report }) => report.actions.length > 0)?.report.actions ?? [],
  };
}
