import type { CheckInput } from "./check-input.ts";
import type { Annotation, CheckAction, CheckReport } from "./check-report.ts";
import { beginningOf, type DiagramView, type Place } from "./diagram-view.ts";
import { type Judgement, judgeDiagram } from "./judge-diagram.ts";
import { longLabels } from "./long-labels.ts";
import { type JudgedDiagram, renderSummary, renderText, renderTitle } from "./render-gates.ts";
import { type Defect, isPassed } from "./standing.ts";
import { type DiagramsOfPullRequest, viewDiagrams } from "./view-diagrams.ts";

const ACTIONS: readonly CheckAction[] = [
  { identifier: "rerun", label: "Run again", description: "Reads everything anew." },
  { identifier: "override", label: "Let pass", description: "For maintainers: shows how to override." },
];

/**
 * The check run "Diagram tracker / gates": what each diagram of a pull request still lacks. Null when it is about none.
 *
 * It succeeds only when every required point of every diagram is passed, attested or overridden; a draft is no
 * exception. GitHub lets a required check pass that is neutral, so a neutral draft with auto-merge would be merged in
 * the instant in which it is marked as ready. In a draft what is missing is open, not failed, but the run fails all the
 * same. Neutral is only a pull request that changes nothing but assignments: a claim brings no drawing.
 */
export function gatesCheck(input: CheckInput): CheckReport | null {
  const { pr, contents, references, state } = input;
  if (input.tooMany !== null) return tooManyDiagrams(input.tooMany);
  if (references.size === 0) return null;
  if (state.configBroken) return CONFIGURATION_BROKEN;

  const found = viewDiagrams(input);
  const diagrams = found.views.map((view) => ({ view, judgements: judgeDiagram(view, input) }));
  const isReady =
    found.unreadable.length === 0 &&
    found.unowned.length === 0 &&
    diagrams.every(({ judgements }) =>
      judgements.every(({ level, standing }) => level === "advisory" || isPassed(standing)),
    );
  const page = { url: input.url, trackerUrl: input.trackerUrl, headSha: contents.headSha, pr };
  return {
    kind: "gates",
    conclusion: isReady ? "success" : "failure",
    title: renderTitle(diagrams, isReady, pr.draft),
    summary: renderSummary(diagrams, found, page),
    text: renderText(diagrams, page),
    annotations: annotate(diagrams, found, pr.draft),
    actions: ACTIONS,
  };
}

/** Without the configuration nobody knows what is asked, and a check that may be required passes nothing unseen. */
const CONFIGURATION_BROKEN: CheckReport = {
  kind: "gates",
  conclusion: "failure",
  title: "The campaign's configuration cannot be read",
  summary:
    "The campaign's configuration cannot be read, so nothing was judged. A maintainer has to mend " +
    "`.github/diagram-tracker.yml` on the default branch; `diagram-tracker validate` shows what is wrong in it. " +
    "Then press **Run again**.",
  text: null,
  annotations: [],
  actions: ACTIONS,
};

/** Nobody passes a check by naming more than it looks at. */
function tooManyDiagrams(count: number): CheckReport {
  return {
    ...CONFIGURATION_BROKEN,
    title: `${count} diagrams are too many for one pull request`,
    summary: `This pull request names ${count} diagrams, so none of them was judged. Split it into smaller ones.`,
  };
}

function annotate(
  diagrams: readonly JudgedDiagram[],
  { unowned, unreadable }: DiagramsOfPullRequest,
  draft: boolean,
): Annotation[] {
  return [
    ...unreadable.map(({ place, message }) => annotation(place, "failure", "Not read", message)),
    ...unowned.map(({ source: { path, line } }) =>
      annotation(
        { path, line },
        "failure",
        "Whose drawing is this?",
        "The pull request is about several diagrams, and nothing says which of them this is. Put its ID into the file's name, the heading above it, or a comment such as %% G-LIN-FL.",
      ),
    ),
    ...diagrams.flatMap(({ view, judgements }) => [
      ...judgements.flatMap((judgement) => annotateJudgement(view, judgement, draft)),
      ...longLabels(view).map(({ place, message }) =>
        annotation(place, "warning", `${view.id}: long text`, message),
      ),
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
    return standing.defects.map(({ place, message }: Defect) => annotation(place, failed, title, message));
  }
  const place = beginningOf(view);
  // What is not about the drawing has no line in it.
  if (place === null || "stand" in asked) return [];
  if (standing.kind === "failed") return [annotation(place, failed, title, standing.says)];
  return standing.kind === "open" && draft ? [annotation(place, "notice", title, standing.says)] : [];
}

function annotation(
  { path, line }: Place,
  level: Annotation["level"],
  title: string,
  message: string,
): Annotation {
  return { path, line, endLine: line, column: null, level, title, message };
}
