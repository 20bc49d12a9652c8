/**
 * The issue that shows the state of the campaign, and the comment of each week. A pure function of the files and of the day, so
 * that the same day decided twice says the same. What is said is looked for where it is said: `src/github/review/weekly-review.ts`.
 */
import { type CampaignFigures, campaignFigures } from "../domain/campaign-figures.ts";
import { mondayOf } from "../domain/civil-date.ts";
import { forecastOf } from "../domain/forecast.ts";
import type { Problem } from "../domain/problem.ts";
import { unsentReminders } from "../domain/timers.ts";
import { isQuiet, type WeekFigures, weekBefore } from "../domain/week-figures.ts";
import type { TrackerEvent } from "../facts/event.ts";
import { diagramName } from "../messages/diagram-name.ts";
import { locateProblem } from "../messages/locate-problem.ts";
import type { Fold } from "./fold.ts";
import type { WeeklyReview } from "./plan.ts";

const REVIEW_MARKER = "<!-- diagram-tracker:weekly-review -->";

/** Entries of a list: with six lists of the longest names a comment stays below GitHub's 65,536 characters. */
const LISTED = 15;
const WANTED = 5;
/** All of them stand in the issue about broken files. */
const WRONG = 5;

/** Null: nobody looks today, or there is nothing to say. */
export function planWeeklyReview(
  fold: Fold,
  events: readonly Pick<TrackerEvent, "kind">[],
  problems: readonly Problem[],
): WeeklyReview | null {
  const { state, campaign, say, today, pause } = fold;
  if (!events.some(({ kind }) => kind === "day")) return null;
  if (!state.config.weekly_review || state.configBroken || !state.catalog.isWhole || pause !== null)
    return null;
  const figures = campaignFigures(campaign);
  if (figures.total.pending === figures.total.total) return null;
  const monday = mondayOf(today);
  const week = weekBefore(monday, campaign, figures);
  const present = stateOf(fold, figures, problems);
  return {
    issue: {
      marker: REVIEW_MARKER,
      title: say.weekly.title(),
      body: [...present, say.weekly.how()].join("\n\n"),
    },
    monday,
    comment: isQuiet(week) ? null : [...happened(fold, week), "---", ...present].join("\n\n"),
  };
}

/** The range is that of the week, so that it does not move with every day. */
function stateOf(fold: Fold, figures: CampaignFigures, problems: readonly Problem[]): string[] {
  const { weekly } = fold.say;
  const { forecast, burnUp, total, today } = figures;
  const ofWeek = forecast.kind === "range" ? forecastOf(burnUp, total, mondayOf(today)) : forecast;
  const sentence = ofWeek.kind === "too-early" ? null : weekly.forecast(ofWeek);
  const wanted = figures.wanted.slice(0, WANTED);
  const wrong = problems.filter(({ severity }) => severity === "error");
  return [
    weekly.progress(figures),
    ...(sentence === null ? [] : [sentence]),
    weekly.trackerLink(fold.trackerUrl),
    ...section(fold, weekly.overdueHead, figures.overdue.map(weekly.overdue)),
    ...section(fold, weekly.unsentHead, unsentIn(fold)),
    ...section(fold, weekly.reviewHead, figures.waiting.map(weekly.review)),
    ...section(fold, () => weekly.wantedHead(), wanted.map(diagramName)),
    ...wanted.slice(0, 1).map(({ id }) => weekly.wantedHow(id)),
    ...section(
      fold,
      weekly.wrongHead,
      wrong.map((problem) => locateProblem(problem, fold.say.findings)),
      WRONG,
    ),
  ];
}

/** What the timers had no room for, or no thread. */
function unsentIn({ campaign, say }: Fold): string[] {
  return unsentReminders(campaign).flatMap(({ id, what }) => {
    const diagram = campaign.catalog.diagrams.get(id);
    const assignment = campaign.assignments.get(id);
    return diagram && assignment ? [say.weekly.unsent({ diagram, assignment }, what !== "nobody")] : [];
  });
}

function happened(fold: Fold, week: WeekFigures): string[] {
  const { weekly } = fold.say;
  const people = Map.groupBy(week.completed, ({ assignment: { assignee } }) => assignee);
  const done = [...people].map(([who, completed]) => weekly.completed(who, completed));
  return [
    `### ${weekly.week(week)}`,
    ...(done.length > 0
      ? section(fold, () => weekly.completedHead(week.completed.length), done)
      : [weekly.nothingCompleted()]),
    ...section(fold, weekly.begunHead, week.begun.map(weekly.begun)),
    ...section(
      fold,
      weekly.releasedHead,
      week.released.map(({ diagram, assignee }) => weekly.released(diagram, assignee)),
    ),
  ];
}

function section(
  { say }: Fold,
  head: (count: number) => string,
  lines: readonly string[],
  most = LISTED,
): string[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, most).map((line) => `- ${line}`);
  const more = lines.length - shown.length;
  if (more > 0) shown.push(`- ${say.weekly.more(more)}`);
  return [`#### ${head(lines.length)}`, shown.join("\n")];
}
