import { civilDateOf } from "../domain/civil-date.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import { link } from "../tracker/cell.ts";
import { code, plain } from "../tracker/inert.ts";
import type { DiagramView, Place } from "./diagram-view.ts";
import { fitSections } from "./fit-sections.ts";
import type { Judgement } from "./judge-diagram.ts";
import { GATES } from "./points/point.ts";
import { type Evidence, isPassed, type Standing } from "./standing.ts";
import type { DiagramsOfPullRequest } from "./view-diagrams.ts";

export interface JudgedDiagram {
  readonly view: DiagramView;
  readonly judgements: readonly Judgement[];
}

/** What links are made of. */
export interface Page {
  readonly url: string;
  readonly trackerUrl: string;
  readonly headSha: string;
  readonly pr: PullRequestFacts;
}

const ROWS = 100;
/** So many points that are left are named in the title already, which is all that GitHub's list of checks shows. */
const NAMED = 3;

export function renderTitle(diagrams: readonly JudgedDiagram[], isReady: boolean, draft: boolean): string {
  const [only] = diagrams;
  const judgements = diagrams.flatMap((one) => one.judgements).filter(({ level }) => level === "required");
  if (isReady)
    return only && diagrams.length === 1 ? `${only.view.id} passes` : `All ${diagrams.length} diagrams pass`;
  const failed = judgements.filter(({ standing }) => standing.kind === "failed").length;
  const open = judgements.filter(({ standing }) => standing.kind === "open").length;
  const counts = [failed > 0 ? `${failed} failed` : "", open > 0 ? `${open} open` : ""]
    .filter(Boolean)
    .join(", ");
  const ready = diagrams.filter((one) => one.judgements.every(isSettled)).length;
  const what = only && diagrams.length === 1 ? only.view.id : `${ready} of ${diagrams.length} diagrams pass`;
  const left = judgements.filter(({ standing }) => !isPassed(standing)).map(({ asked }) => asked.name);
  const names =
    diagrams.length === 1 && left.length > 0 && left.length <= NAMED ? ` (${left.join(", ")})` : "";
  return `${draft ? "Draft: " : ""}${what}: ${counts ? counts + names : "files that cannot be judged"}`;
}

export function renderSummary(
  diagrams: readonly JudgedDiagram[],
  { unowned, unreadable }: DiagramsOfPullRequest,
  { trackerUrl, pr }: Page,
): string {
  const rows = diagrams.slice(0, ROWS).map(({ view, judgements }) => {
    const gates = GATES.map((gate) =>
      gateMark(judgements.filter(({ asked }) => asked.before.includes(gate))),
    );
    const left = judgements.filter((one) => !isSettled(one)).map(({ asked }) => asked.name);
    return `| ${[code(view.id), plain(view.name), ...gates, left.join(", ") || "nothing"].join(" | ")} |`;
  });
  const lines = [
    `What the drawings of this pull request have to show by [the campaign's](${trackerUrl}) checklist:`,
    "",
    `| Diagram | Name | ${GATES.map((gate) => `Before ${gate}`).join(" | ")} | What is left |`,
    "|---|---|:-:|:-:|:-:|---|",
    ...rows,
    ...(diagrams.length > ROWS ? ["", `…and ${diagrams.length - ROWS} more.`] : []),
    ...(unreadable.length > 0
      ? ["", `${count(unreadable.length, "file")} cannot be read; see the annotations.`]
      : []),
    ...(unowned.length > 0
      ? [
          "",
          `${count(unowned.length, "drawing")} cannot be told to belong to a diagram; see the annotations.`,
        ]
      : []),
    ...(pr.draft
      ? ["", "This is a draft: what is still missing is open, and the check fails until it is there."]
      : []),
    "",
    LEGEND,
  ];
  return fitSections([lines.join("\n")], () => "…and more, for which there is no room here.");
}

const MARKS: Readonly<Record<Standing["kind"], string>> = {
  passed: "✅",
  attested: "👤",
  overridden: "🔓",
  failed: "❌",
  open: "⬜",
};

const LEGEND =
  "✅ passed · 👤 ticked by a person in the description · 🔓 let pass by a maintainer · ❌ failed · ⬜ open";

/** Each diagram's points, those diagrams first that have something left; cut where GitHub would cut, and saying so. */
export function renderText(diagrams: readonly JudgedDiagram[], page: Page): string {
  const isDone = ({ judgements }: JudgedDiagram) => judgements.every(isSettled);
  const ordered = [...diagrams.filter((one) => !isDone(one)), ...diagrams.filter(isDone)];
  return fitSections(
    ordered.map((diagram) => renderDiagram(diagram, page)),
    (hidden) =>
      `…and ${count(hidden, "more diagram")}, for which there is no room here. The annotations name every failure.`,
  );
}

function renderDiagram({ view, judgements }: JudgedDiagram, page: Page): string {
  const rows = judgements.map(({ asked, level, standing }) => {
    const point = level === "advisory" ? `${asked.name} (advisory)` : asked.name;
    return `| ${MARKS[standing.kind]} | ${point} | ${renderStanding(standing, page)} |`;
  });
  return [
    `### ${code(view.id)} ${plain(view.name)}`,
    "",
    "| | Point | What was found |",
    "|:-:|---|---|",
    ...rows,
  ].join("\n");
}

function renderStanding(standing: Standing, page: Page): string {
  switch (standing.kind) {
    case "passed":
      return standing.evidence.map((one) => renderEvidence(one, page)).join("; ");
    case "attested": {
      const { by, at, isAuthor, isTick, isAfterVerification } = standing.attestation;
      const who = by === null ? "somebody whose account is gone" : `**${plain(by)}**`;
      if (isTick) {
        const when = isAfterVerification ? ", after the drawing was verified" : "";
        return `Ticked in the description by ${who}${isAuthor ? ", the author," : ""} on ${civilDateOf(at)}${when}.`;
      }
      return `Ticked in the description, which ${who}${isAuthor ? ", the author," : ""} wrote last on ${civilDateOf(at)}.`;
    }
    case "overridden": {
      const { by, on, reason } = standing.override;
      return `Let pass by **${plain(by)}** on ${on}: ${plain(reason)}`;
    }
    case "failed":
    case "open":
      return plain(standing.says) + renderPlaces(standing, page);
  }
}

function renderPlaces(standing: Standing, page: Page): string {
  const defects = standing.kind === "failed" ? standing.defects.slice(0, 3) : [];
  return defects.length === 0 ? "" : ` (${defects.map(({ place }) => placeLink(place, page)).join(", ")})`;
}

const QUOTED = 120;

function renderEvidence({ text, quoted, place, url, note }: Evidence, page: Page): string {
  if (url !== undefined) return link(text, url) + (note ? ` (${plain(note)})` : "");
  const short = text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
  const shown = quoted ? `“${plain(short)}”` : plain(short);
  return place === null ? shown : `${shown} (${placeLink(place, page)})`;
}

/** A link to the line as the pull request has it. */
function placeLink({ path, line }: Place, { url, headSha }: Page): string {
  const encoded = path.toWellFormed().split("/").map(encodeURIComponent).join("/");
  return link(`line ${line}`, `${url}/blob/${headSha}/${encoded.replace(/'/g, "%27")}?plain=1#L${line}`);
}

function gateMark(judgements: readonly Judgement[]): string {
  const required = judgements.filter(({ level }) => level === "required");
  if (required.some(({ standing }) => standing.kind === "failed")) return MARKS.failed;
  return required.some(({ standing }) => standing.kind === "open") ? MARKS.open : MARKS.passed;
}

function isSettled({ level, standing }: Judgement): boolean {
  return level === "advisory" || isPassed(standing);
}

function count(number: number, what: string): string {
  return number === 1 ? `One ${what}` : `${number} ${what}s`;
}
