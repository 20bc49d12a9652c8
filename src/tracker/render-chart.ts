/**
 * The campaign as diagrams: complete by week against the plan, and the statuses. Mermaid as GitHub draws it; `xychart-beta` is
 * known to older viewers, too. It shows no legend, so the title says which line is which, and no colour has to. Nothing but
 * numbers and days of ours goes into it. Mermaid takes 50,000 characters; 520 weeks are 6,000.
 */
import type { BurnUp, Week } from "../domain/burn-up.ts";
import type { CampaignFigures } from "../domain/campaign-figures.ts";
import { type CivilDate, MONTHS } from "../domain/civil-date.ts";
import { STATUS_LABEL } from "../domain/status.ts";
import { STATUSES } from "../domain/status-names.ts";
import { grouped } from "./grouped.ts";

/** Fit for a light and a dark ground: Mermaid's own first colour is nearly white. */
const PLAN = "#8c959f";
const COMPLETE = "#2da44e";

/** A line through fewer is none, and Mermaid refuses an axis of nothing. */
const POINTS_AT_LEAST = 2;

/** Days below more points than these run into each other. */
const DAYS_AT_MOST = 10;

/** For so long a curve on which nothing happens is drawn on: then it shows that, and stays as it is. */
const QUIET_WEEKS = 12;

export function renderChart(figures: CampaignFigures): string[] {
  if (figures.total.pending === figures.total.total)
    return ["*The chart begins when the first diagram is taken.*"];
  const curve = renderCurve(figures);
  return [...curve, ...(curve.length > 0 ? [""] : []), ...renderStatuses(figures)];
}

function renderCurve({ burnUp, total }: CampaignFigures): string[] {
  const weeks = shownWeeks(burnUp, total);
  if (weeks.length < POINTS_AT_LEAST) return [];
  const upper = burnUp.isPlanKnown ? "what was planned" : `${grouped(total.total)} planned today`;
  const top = Math.max(1, ...weeks.map(({ planned, complete }) => Math.max(planned, complete)));
  return mermaid([PLAN, COMPLETE], 400, [
    "xychart-beta",
    `  title "Complete (lower line) of ${upper} (upper line)"`,
    `  x-axis ${weekAxis(weeks)}`,
    `  y-axis "Diagrams" 0 --> ${top}`,
    `  line [${weeks.map(({ planned }) => planned).join(", ")}]`,
    `  line [${weeks.map(({ complete }) => complete).join(", ")}]`,
  ]);
}

/** The weeks until something changed last, and some more while it may again. */
function shownWeeks({ weeks }: BurnUp, { complete, total }: CampaignFigures["total"]): readonly Week[] {
  const last = weeks.findLastIndex(
    ({ completed, planned }, at) => completed > 0 || (at > 0 && planned !== weeks[at - 1]?.planned),
  );
  const quiet = complete === total ? 0 : QUIET_WEEKS;
  return weeks.slice(0, Math.max(last, 0) + 1 + quiet);
}

function weekAxis(weeks: readonly Week[]): string {
  const days = weeks.map(({ monday }) => monday);
  if (days.length <= DAYS_AT_MOST) return `[${days.map((day) => `"${shortDay(day)}"`).join(", ")}]`;
  return `"Week, from ${days[0]} to ${days.at(-1)}" 1 --> ${days.length}`;
}

/** `2026-03-02` → `2 Mar`. Within ten weeks no day of the year comes twice. */
function shortDay(day: CivilDate): string {
  return `${Number(day.slice(8))} ${MONTHS[Number(day.slice(5, 7)) - 1]}`;
}

/** The numbers stand beside the bars, since one of a thousand is too short to be seen. */
function renderStatuses({ statuses, total }: CampaignFigures): string[] {
  const shown = STATUSES.toReversed().map((status) => ({
    name: plainLabel(status),
    count: statuses[status],
  }));
  return mermaid([COMPLETE], 240, [
    "xychart-beta horizontal",
    `  title "${grouped(total.total)} ${total.total === 1 ? "diagram" : "diagrams"} by status"`,
    `  x-axis [${shown.map(({ name, count }) => `"${name}: ${grouped(count)}"`).join(", ")}]`,
    `  y-axis "Diagrams" 0 --> ${Math.max(1, ...shown.map(({ count }) => count))}`,
    `  bar [${shown.map(({ count }) => count).join(", ")}]`,
  ]);
}

/** Without its picture. */
function plainLabel(status: keyof typeof STATUS_LABEL): string {
  return STATUS_LABEL[status].replace(/^\S+ /, "");
}

function mermaid(palette: readonly string[], height: number, lines: readonly string[]): string[] {
  const init = {
    themeVariables: { xyChart: { plotColorPalette: palette.join(", ") } },
    xyChart: { height },
  };
  return ["```mermaid", `%%{init: ${JSON.stringify(init)}}%%`, ...lines, "```"];
}
