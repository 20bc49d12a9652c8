import { civilDateOf } from "../domain/civil-date.ts";
import type { Messages } from "../messages/english/english.ts";
import { link } from "../tracker/cell.ts";
import { code, plain } from "../tracker/inert.ts";
import type { FileLine } from "./diagram-view.ts";
import { fitSections } from "./fit-sections.ts";
import { inMendOrder, type JudgedDiagram, leftByPoint } from "./mend-order.ts";
import { listIds, unfinishedFirst } from "./render-gates.ts";
import { type Evidence, STANDING_SYMBOL, type Standing } from "./standing.ts";

/** What links are made of. */
export interface PullRequestPage {
  readonly url: string;
  readonly headSha: string;
}

type Sentences = Messages["gates"];

/** So many IDs are named of those that the same is left of. */
const IDS = 10;

/**
 * What is left of several diagrams, each thing once; then each diagram's points, those diagrams first that have something left.
 * Cut where GitHub would cut, and saying so.
 */
export function renderText(
  diagrams: readonly JudgedDiagram[],
  page: PullRequestPage,
  say: Sentences,
): string {
  const left = diagrams.length > 1 ? leftByPoint(diagrams) : [];
  return fitSections(
    [
      ...(left.length > 0 ? [renderLeft(left, say)] : []),
      ...unfinishedFirst(diagrams).map((diagram) => renderDiagram(diagram, page, say)),
    ],
    say.noRoomFor,
  );
}

function renderLeft(left: ReturnType<typeof leftByPoint>, say: Sentences): string {
  const rows = left.map(
    ({ judgement: { asked, standing }, says, ids }) =>
      `| ${STANDING_SYMBOL[standing.kind]} | ${asked.name} | ${plain(says)} | ${listIds(ids, say, IDS)} |`,
  );
  return [`### ${say.leftByPoint()}`, "", header(say.leftColumns()), "|:-:|---|---|---|", ...rows].join("\n");
}

function renderDiagram({ view, judgements }: JudgedDiagram, page: PullRequestPage, say: Sentences): string {
  const rows = inMendOrder(judgements).map(({ asked, level, standing }) => {
    const point = level === "advisory" ? say.advisory(asked.name) : asked.name;
    return `| ${STANDING_SYMBOL[standing.kind]} | ${point} | ${renderStanding(standing, page, say)} |`;
  });
  return [
    `### ${code(view.id)} ${plain(view.name)}`,
    "",
    header(say.columns()),
    "|:-:|---|---|",
    ...rows,
  ].join("\n");
}

/** The first column has marks, and no name. */
function header(columns: readonly string[]): string {
  return `|${columns.map((name) => (name === "" ? " " : ` ${name} `)).join("|")}|`;
}

function renderStanding(standing: Standing, page: PullRequestPage, say: Sentences): string {
  switch (standing.kind) {
    case "passed":
      return standing.evidence.map((one) => renderEvidence(one, page, say)).join("; ");
    case "attested": {
      const { by, at, ...how } = standing.attestation;
      return say.ticked(by, civilDateOf(at), how);
    }
    case "overridden": {
      const { by, on, reason } = standing.override;
      return say.waived(by, on, reason);
    }
    case "failed":
    case "open":
      return plain(standing.says) + renderLines(standing, page, say);
  }
}

function renderLines(standing: Standing, page: PullRequestPage, say: Sentences): string {
  const defects = standing.kind === "failed" ? standing.defects.slice(0, 3) : [];
  return defects.length === 0 ? "" : ` (${defects.map(({ at }) => lineLink(at, page, say)).join(", ")})`;
}

const QUOTED = 120;

function renderEvidence(
  { text, quoted, at, url, note }: Evidence,
  page: PullRequestPage,
  say: Sentences,
): string {
  if (url !== undefined) return link(text, url) + (note ? ` (${plain(note)})` : "");
  const short = text.length > QUOTED ? `${text.slice(0, QUOTED)}…` : text;
  const shown = quoted ? `“${plain(short)}”` : plain(short);
  return at === null ? shown : `${shown} (${lineLink(at, page, say)})`;
}

/** A link to the line as the pull request has it. */
function lineLink({ path, line }: FileLine, { url, headSha }: PullRequestPage, say: Sentences): string {
  const encoded = path.toWellFormed().split("/").map(encodeURIComponent).join("/");
  return link(say.line(line), `${url}/blob/${headSha}/${encoded.replace(/'/g, "%27")}?plain=1#L${line}`);
}
