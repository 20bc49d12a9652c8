import { firstError } from "../domain/problem.ts";
import type { Messages } from "../messages/english/english.ts";
import type { CheckInput } from "./check-input.ts";
import type { Annotation, CheckAction, CheckReport } from "./check-report.ts";
import { beginningOf, type DiagramView, type FileLine } from "./diagram-view.ts";
import { type Judgement, judgeDiagram } from "./judge-diagram.ts";
import { longLabels } from "./long-labels.ts";
import { inMendOrder, type JudgedDiagram } from "./mend-order.ts";
import { renderGatesSummary, renderTitle } from "./render-gates.ts";
import { renderText } from "./render-points.ts";
import { type Defect, isPassed } from "./standing.ts";
import { type DiagramsOfPullRequest, viewDiagrams } from "./view-diagrams.ts";

function actions({ runAgain, override }: Messages["gates"]): CheckAction[] {
  return [
    { identifier: "rerun", ...runAgain() },
    { identifier: "override", ...override() },
  ];
}

/**
 * The check run "Diagram tracker / gates": what each diagram of a pull request still lacks. Null when it is about none.
 *
 * It succeeds only when every required point of every diagram is passed, attested or overridden; a draft is no
 * exception. GitHub lets a required check pass that is neutral (https://docs.github.com/pull-requests/reference/status-checks), so a neutral draft with auto-merge would be merged in
 * the instant in which it is marked as ready. In a draft what is missing is open, not failed, but the run fails all the
 * same. Neutral is only a pull request that changes nothing but assignments: a claim brings no drawing.
 */
export function gatesCheck(input: CheckInput): CheckReport | null {
  const { pr, contents, references, state } = input;
  const say = input.say.gates;
  if (input.tooMany !== null) return notJudged(say.tooManyDiagrams(input.tooMany), say);
  if (references.size === 0) return null;
  const broken = state.configBroken ? firstError(state.problems) : undefined;
  if (broken) return notJudged(say.configurationBroken(broken), say);

  const found = viewDiagrams(input);
  const diagrams = found.views.map((view) => ({ view, judgements: judgeDiagram(view, input) }));
  const isReady =
    found.unreadable.length === 0 &&
    found.unowned.length === 0 &&
    diagrams.every(({ judgements }) =>
      judgements.every(({ level, standing }) => level === "advisory" || isPassed(standing)),
    );
  const page = { url: input.url, headSha: contents.headSha };
  const about = { say, trackerUrl: input.trackerUrl, isDraft: pr.draft };
  return {
    kind: "gates",
    conclusion: isReady ? "success" : "failure",
    title: renderTitle(diagrams, { isReady, isDraft: pr.draft }, say),
    summary: renderGatesSummary(diagrams, found, about),
    text: renderText(diagrams, page, say),
    annotations: annotate(diagrams, found, about),
    actions: actions(say),
  };
}

/** Nobody passes a check by naming more than it looks at, or while nobody knows what is asked. */
function notJudged(
  texts: { readonly title: string; readonly summary: string },
  say: Messages["gates"],
): CheckReport {
  return {
    kind: "gates",
    conclusion: "failure",
    ...texts,
    text: null,
    annotations: [],
    actions: actions(say),
  };
}

function annotate(
  diagrams: readonly JudgedDiagram[],
  { unowned, unreadable }: DiagramsOfPullRequest,
  { say, isDraft }: { readonly say: Messages["gates"]; readonly isDraft: boolean },
): Annotation[] {
  return [
    ...unreadable.map(({ at, message }) => annotation(at, "failure", say.notRead(), message)),
    ...unowned.map(({ source: { path, line } }) =>
      annotation({ path, line }, "failure", say.unownedTitle(), say.unownedMessage()),
    ),
    ...diagrams.flatMap(({ view, judgements }) => [
      ...inMendOrder(judgements).flatMap((judgement) => annotateJudgement(view, judgement, isDraft)),
      ...longLabels(view).map(({ at, message }) => annotation(at, "warning", say.longText(view.id), message)),
    ]),
  ];
}

function annotateJudgement(
  view: DiagramView,
  { asked, level, standing }: Judgement,
  draft: boolean,
): Annotation[] {
  const title = `${view.id}: ${asked.name}`;
  const failed = level === "required" ? "failure" : "warning";
  if (standing.kind === "failed" && standing.defects.length > 0) {
    return standing.defects.map(({ at, message, correction }: Defect) => ({
      ...annotation(at, failed, title, message),
      ...(correction && { suggestion: correction.becomes }),
    }));
  }
  const at = beginningOf(view);
  // What is not about the drawing has no line in it.
  if (at === null || "stand" in asked) return [];
  if (standing.kind === "failed") return [annotation(at, failed, title, standing.says)];
  return standing.kind === "open" && draft ? [annotation(at, "notice", title, standing.says)] : [];
}

function annotation(
  { path, line }: FileLine,
  level: Annotation["level"],
  title: string,
  message: string,
): Annotation {
  return { path, line, endLine: line, column: null, level, title, message };
}
