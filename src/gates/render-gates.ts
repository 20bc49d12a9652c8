import type { Messages } from "../messages/english/english.ts";
import { code, plain } from "../tracker/inert.ts";
import { fitSections } from "./fit-sections.ts";
import type { Judgement } from "./judge-diagram.ts";
import { inMendOrder, isSettled, type JudgedDiagram } from "./mend-order.ts";
import { GATES } from "./points/point.ts";
import { isPassed, STANDING_SYMBOL } from "./standing.ts";
import type { DiagramsOfPullRequest } from "./view-diagrams.ts";

const ROWS = 100;
/** From so many diagrams on, those of which the same is said share a row. */
const EACH_BY_ITSELF = 10;
/** So many IDs stand in a row that several share. */
const IDS = 20;
/** So many points that are left are named in the title already, which is all that GitHub's list of checks shows. */
const NAMED = 3;

export function renderTitle(
  diagrams: readonly JudgedDiagram[],
  { isReady, isDraft }: { readonly isReady: boolean; readonly isDraft: boolean },
  say: Messages["gates"],
): string {
  const [only] = diagrams.length === 1 ? diagrams : [];
  if (isReady) return only ? say.passes(only.view.id) : say.allPass(diagrams.length);
  const required = diagrams.flatMap((one) => one.judgements).filter(({ level }) => level === "required");
  const failed = required.filter(({ standing }) => standing.kind === "failed").length;
  const open = required.filter(({ standing }) => standing.kind === "open").length;
  const left = inMendOrder(required)
    .filter(({ standing }) => !isPassed(standing))
    .map(({ asked }) => asked.name);
  return say.someLeft(
    only
      ? { id: only.view.id }
      : {
          ready: diagrams.filter((one) => one.judgements.every(isSettled)).length,
          total: diagrams.length,
        },
    { failed, open, isDraft },
    only && left.length <= NAMED ? left : [],
  );
}

export function renderGatesSummary(
  diagrams: readonly JudgedDiagram[],
  { unowned, unreadable }: DiagramsOfPullRequest,
  { say, trackerUrl, isDraft }: { readonly say: Messages["gates"]; trackerUrl: string; isDraft: boolean },
): string {
  const rows = summaryRows(diagrams, say);
  const columns = say.summaryColumns();
  const lines = [
    say.intro(trackerUrl),
    "",
    `| ${columns.join(" | ")} |`,
    "|---|---|:-:|:-:|:-:|---|",
    ...rows.slice(0, ROWS),
    ...(rows.length > ROWS ? ["", say.moreDiagrams(rows.length - ROWS)] : []),
    ...(unreadable.length > 0 ? ["", say.unreadable(unreadable.length)] : []),
    ...(unowned.length > 0 ? ["", say.unowned(unowned.length)] : []),
    ...(isDraft ? ["", say.draft()] : []),
    "",
    say.legend(),
  ];
  return fitSections([lines.join("\n")], say.noRoom);
}

/** Those with something left come first. */
function summaryRows(diagrams: readonly JudgedDiagram[], say: Messages["gates"]): string[] {
  const rows = unfinishedFirst(diagrams).map(({ view, judgements }) => {
    const gates = GATES.map((gate) =>
      gateSymbol(judgements.filter(({ asked }) => asked.before.includes(gate))),
    );
    const left = inMendOrder(judgements.filter((one) => !isSettled(one))).map(({ asked }) => asked.name);
    return { view, rest: [...gates, left.join(", ") || say.nothingLeft()].join(" | ") };
  });
  const alike =
    rows.length > EACH_BY_ITSELF
      ? [...Map.groupBy(rows, ({ rest }) => rest).values()]
      : rows.map((row) => [row]);
  return alike.flatMap((same) => {
    const [first] = same;
    if (!first) return [];
    const ids = listIds(
      same.map(({ view }) => view.id),
      say,
      IDS,
    );
    const name = same.length === 1 ? plain(first.view.name) : say.alike(same.length);
    return [`| ${ids} | ${name} | ${first.rest} |`];
  });
}

export function listIds(ids: readonly string[], say: Messages["gates"], most: number): string {
  const shown = ids.slice(0, most).map(code).join(", ");
  return ids.length > most ? `${shown} ${say.andMore(ids.length - most)}` : shown;
}

export function unfinishedFirst(diagrams: readonly JudgedDiagram[]): JudgedDiagram[] {
  const isDone = ({ judgements }: JudgedDiagram) => judgements.every(isSettled);
  return [...diagrams.filter((one) => !isDone(one)), ...diagrams.filter(isDone)];
}

function gateSymbol(judgements: readonly Judgement[]): string {
  const required = judgements.filter(({ level }) => level === "required");
  if (required.some(({ standing }) => standing.kind === "failed")) return STANDING_SYMBOL.failed;
  return required.some(({ standing }) => standing.kind === "open")
    ? STANDING_SYMBOL.open
    : STANDING_SYMBOL.passed;
}
