import { scaleLinear } from "d3-scale";
import { area, curveLinear, line } from "d3-shape";
import type { BurnUp } from "../domain/burn-up.ts";
import { type CivilDate, daysBetween } from "../domain/civil-date.ts";
import type { Forecast } from "../domain/forecast.ts";
import { grouped } from "../tracker/grouped.ts";
import { counted, day, dayWords } from "./day.ts";
import { type Html, html, ownMarkup } from "./html.ts";
import type { PageTools } from "./page.ts";

const WIDTH = 640;
const HEIGHT = 280;
const EDGE = { top: 16, right: 16, bottom: 28, left: 48 };
/** A forecast is drawn no further than this many times the weeks that are known. */
const AHEAD = 1.5;
/** A plan that is this many times as high as all that the picture shows would make a flat line of the curve. */
const TOO_HIGH = 4;
const TABLE_WEEKS = 26;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Complete by week against what was planned, and where it leads at that pace. */
export function burnUp({ plan }: PageTools): Html {
  const { burnUp, forecast } = plan.figures;
  return html`<section class="section" aria-labelledby="h-curve"><h2 id="h-curve">Week by week</h2>
${burnUp.weeks.length < 2 ? html`<p>The curve begins with the second week of work.</p>` : chart(burnUp, forecast, plan.figures.today)}
<p class="hint">${forecastWords(forecast)}</p></section>`;
}

function chart(burnUp: BurnUp, forecast: Forecast, today: CivilDate): Html {
  const { weeks, isPlanKnown } = burnUp;
  const [first] = weeks;
  const last = weeks.at(-1);
  if (!first || !last) return html``;
  const start = first.monday;
  const present = daysBetween(start, today);
  const ahead = forecast.kind === "range" ? daysBetween(start, forecast.to ?? forecast.from) : present;
  const end = Math.max(1, Math.min(ahead, Math.ceil(present * (1 + AHEAD))), present);
  const highest = (key: "complete" | "planned") => Math.max(1, ...weeks.map((week) => week[key]));
  const completed =
    forecast.kind === "range" ? last.complete + ((end - present) / 7) * forecast.pace * 1.3 : last.complete;
  const isAbove = highest("planned") > TOO_HIGH * Math.max(completed, highest("complete"));
  const most = isAbove ? Math.max(5, completed) * 1.15 : Math.max(highest("planned"), highest("complete"));
  const x = scaleLinear([0, end], [EDGE.left, WIDTH - EDGE.right]);
  const y = scaleLinear([0, most], [HEIGHT - EDGE.bottom, EDGE.top]).nice(4);
  // A week's figures are those of its end; of the present one, of today.
  const at = weeks.map(({ monday }, index) =>
    index === weeks.length - 1 ? present : daysBetween(start, monday) + 7,
  );
  const points = (key: "complete" | "planned"): Point[] =>
    weeks.map((week, index) => ({ x: x(at[index] ?? 0), y: y(week[key]) }));
  const complete = [{ x: x(0), y: y(burnUp.undated) }, ...points("complete")];
  const planned = [{ x: x(0), y: y(first.planned) }, ...points("planned")];
  const draw = line<Point>(
    ({ x }) => x,
    ({ y }) => y,
  )
    .curve(curveLinear)
    .digits(1);
  const fill = area<Point>(
    ({ x }) => x,
    y(0),
    ({ y }) => y,
  ).digits(1);
  const parts = [
    ...y.ticks(4).map((tick) => gridLine(tick, y(tick))),
    ...monthsBetween(start, end).map(({ at, label }) => monthLabel(x(at), HEIGHT - 8, label)),
    `<path class="area" d="${fill(complete) ?? ""}"/>`,
    forecast.kind === "range"
      ? fan(forecast, { start, end, x, y, from: [present, last.complete], most: last.planned })
      : "",
    isAbove
      ? `<text class="note" x="${WIDTH - EDGE.right}" y="${EDGE.top + 10}" text-anchor="end">↑ ${grouped(last.planned)} planned, far above</text>`
      : `<path class="plan" d="${draw([...planned, { x: x(end), y: y(last.planned) }]) ?? ""}"/>`,
    `<path class="curve" d="${draw(complete) ?? ""}"/>`,
    `<circle class="now" cx="${x(present).toFixed(1)}" cy="${y(last.complete).toFixed(1)}" r="4"/>`,
  ];
  const sentence = `${grouped(last.complete)} of ${grouped(last.planned)} are complete after ${counted(weeks.length, "week")}`;
  const svg = ownMarkup(
    `<svg class="chart" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${sentence}">${parts.join("")}</svg>`,
  );
  const rows = weeks
    .slice(-TABLE_WEEKS)
    .reverse()
    .map(
      (week) =>
        html`<tr><th scope="row">${day(week.monday)}</th><td class="n">${grouped(week.completed)}</td><td class="n">${grouped(week.complete)}</td><td class="n">${grouped(week.planned)}</td></tr>`,
    );
  return html`${svg}
<p class="key"><span class="line-curve">complete</span> ${isAbove ? "" : html`<span class="line-plan">${isPlanKnown ? "planned" : "planned today"}</span>`}${forecast.kind === "range" ? html` <span class="line-fan">at this pace</span>` : ""}</p>
<details><summary>The same as a table</summary><table class="figures"><caption class="quiet">Weeks, the newest first</caption><thead><tr><th scope="col">Week from</th><th scope="col" class="n">Completed</th><th scope="col" class="n">Complete</th><th scope="col" class="n">Planned</th></tr></thead><tbody>${rows}</tbody></table></details>`;
}

function gridLine(value: number, y: number): string {
  const at = y.toFixed(1);
  const end = WIDTH - EDGE.right;
  return `<path class="grid" d="M${EDGE.left} ${at}H${end}"/><text class="tick" x="${EDGE.left - 8}" y="${(y + 4).toFixed(1)}" text-anchor="end">${grouped(value)}</text>`;
}

function monthLabel(x: number, y: number, text: string): string {
  return `<text class="tick" x="${x.toFixed(1)}" y="${y}" text-anchor="middle">${text}</text>`;
}

type Scale = (value: number) => number;

interface Room {
  readonly start: CivilDate;
  readonly end: number;
  readonly x: Scale;
  readonly y: Scale;
  readonly from: readonly [day: number, complete: number];
  readonly most: number;
}

/** Between the earliest and the latest end, as far as the picture goes. */
function fan(forecast: Extract<Forecast, { kind: "range" }>, { start, end, x, y, from, most }: Room): string {
  const [day0, done] = from;
  /** Where a straight way to the plan at that day leaves the picture. */
  const way = (arrival: number): readonly [number, number] => {
    const share = Math.min(1, (end - day0) / Math.max(1, arrival - day0));
    return [Math.min(end, arrival), done + (most - done) * share];
  };
  const soon = way(daysBetween(start, forecast.from));
  const late: readonly [number, number] =
    forecast.to === null ? [end, done] : way(daysBetween(start, forecast.to));
  const corners = [from, soon, ...(soon[0] < late[0] ? [[late[0], soon[1]] as const] : []), late];
  const path = corners.map(([dayAt, value]) => `${x(dayAt).toFixed(1)} ${y(value).toFixed(1)}`).join("L");
  return `<path class="fan" d="M${path}Z"/>`;
}

/** Firsts of months, about six of them, as days from the start. */
function monthsBetween(start: CivilDate, days: number): { readonly at: number; readonly label: string }[] {
  const found: { at: number; label: string }[] = [];
  let [year, month] = [Number(start.slice(0, 4)), Number(start.slice(5, 7))];
  const step = Math.max(1, Math.ceil(days / 30 / 6));
  for (;;) {
    month += step;
    while (month > 12) {
      month -= 12;
      year++;
    }
    const date = `${year}-${String(month).padStart(2, "0")}-01` as CivilDate;
    const at = daysBetween(start, date);
    if (at > days * 0.98) break;
    const words = dayWords(date).split(" ");
    found.push({
      at,
      label: found.length === 0 || month <= step ? `${words[1]} ${words[2]}` : `${words[1]}`,
    });
  }
  return found;
}

/** One sentence on how the range comes about, or why there is none. */
function forecastWords(forecast: Forecast): Html {
  switch (forecast.kind) {
    case "done":
      return forecast.on === null
        ? html`Everything is complete.`
        : html`Everything is complete since ${day(forecast.on)}.`;
    case "too-early":
      return html`There is too little data for a forecast: it takes four weeks and ten completed diagrams.`;
    case "stalled":
      return html`Nothing was completed in ${counted(forecast.weeks, "week")}, so there is no forecast.`;
    case "range": {
      const pace = `${forecast.pace.toFixed(1)} diagrams a week, as in the last ${counted(forecast.weeks, "week")}`;
      const until =
        forecast.to === null
          ? html`not before ${day(forecast.from)}; the weeks differ too much to say more`
          : html`between ${day(forecast.from)} and ${day(forecast.to)}`;
      return html`At ${pace}, the ${grouped(forecast.left)} that are left will be complete ${until}.`;
    }
  }
}
