import { diffArrays } from "diff";
import type { CivilDate } from "../../domain/civil-date.ts";
import { findDiagramIds } from "../../domain/diagram-id.ts";
import { sayProblem } from "../../messages/say-problem.ts";
import { lineNumber } from "../../tracker/lines.ts";
import { findRegions, markers, type Region } from "../../tracker/regions.ts";
import { renderTracker } from "../../tracker/render-tracker.ts";
import { finding, pointIn, type RuleFinding, wholeFile } from "./finding.ts";
import type { CampaignFile, Proposal } from "./proposal.ts";
import { unlessMaintainer } from "./unless-maintainer.ts";

/** More edits in one region than this are one finding: whoever pastes a whole table knows where. */
const EDITS_LIMIT = 500;

/** Edits between the markers of a tracker document, which the bot would write over. Outside them people are free. */
export function checkTracker(proposal: Proposal): RuleFinding[] {
  return proposal.files.flatMap((file) => (file.area === "tracker" ? checkDocument(proposal, file) : []));
}

function checkDocument(proposal: Proposal, { path, text, file: { before } }: CampaignFile): RuleFinding[] {
  if (text === null || text === before) return [];
  const rendered = render(proposal, path, text);
  const { files } = proposal.say;
  const wrong = rendered.problems.map((problem) => {
    const at = pointIn(path, problem.line, problem.column);
    const message = sayProblem(problem, proposal.say);
    return problem.severity === "error"
      ? finding("failure", at, files.problem(message))
      : finding("warning", at, files.doubt(message));
  });
  // First the markers: what stands between which is not certain before.
  if (before === null || wrong.some(({ level }) => level === "failure")) return wrong;
  const was = findRegions({ path, text: before }).regions;
  const is = findRegions({ path, text }).regions;
  const target = findRegions({ path, text: rendered.text }).regions;
  const gone = was.filter((region) => !is.some((other) => isSame(region, other)));
  return [
    ...wrong,
    ...gone.map(({ name }) =>
      unlessMaintainer(proposal, wholeFile(path), proposal.say.tracker.regionGone(name, markers(name).begin)),
    ),
    ...is.flatMap((region, index) => {
      const old = was.find((other) => isSame(region, other));
      const wanted = target[index];
      if (!old || !wanted) return [];
      return editsIn(proposal, path, region, {
        before: linesOf(before, old),
        after: linesOf(text, region),
        wanted: linesOf(rendered.text, wanted),
        first: lineNumber(text, region.begin) + 1,
      });
    }),
  ];
}

/** The document as the bot would write it after the merge. */
function render({ campaign, input, proposed }: Proposal, path: string, text: string) {
  const { changes, problems } = renderTracker({
    documents: [{ path, text }],
    campaign: {
      ...campaign,
      config: { ...campaign.config, paths: { ...campaign.config.paths, tracker: [path] } },
    },
    url: input.url,
    broken: new Set(proposed.broken.keys()),
  });
  return { problems, text: changes.find((change) => change.path === path)?.text ?? text };
}

function isSame(one: Region, other: Region): boolean {
  return one.name === other.name && one.category === other.category && one.group === other.group;
}

function linesOf(text: string, { start, end }: Region): string[] {
  return text.slice(start, end).split(/\r?\n/).slice(0, -1);
}

interface Compared {
  readonly before: readonly string[];
  readonly after: readonly string[];
  /** What the bot would write. */
  readonly wanted: readonly string[];
  /** Line number of the region's first line in the document. */
  readonly first: number;
}

function editsIn(proposal: Proposal, path: string, { name }: Region, compared: Compared): RuleFinding[] {
  const { before, after, first } = compared;
  const wanted = new Set(compared.wanted);
  const { today } = proposal.input.campaign;
  const parts = diffArrays([...before], [...after], { maxEditLength: EDITS_LIMIT });
  if (!parts) {
    const isRendered = after.every((line) => wanted.has(line));
    return isRendered
      ? []
      : [finding("failure", pointIn(path, first, 1), proposal.say.tracker.edited(name, null))];
  }
  const found: RuleFinding[] = [];
  let line = first;
  parts.forEach((part, index) => {
    const values = part.value;
    if (part.added) {
      const odd = values.findIndex((one) => !wanted.has(one) && !isDay(one, before, today));
      if (odd !== -1) found.push(edited(line + odd, line + values.length - 1, values[odd] ?? ""));
    } else if (part.removed && !parts[index + 1]?.added) {
      const lost = values.find((one) => one !== "" && wanted.has(one));
      if (lost !== undefined) found.push(edited(Math.max(1, line - 1), Math.max(1, line - 1), lost));
    }
    if (!part.removed) line += values.length;
  });
  return found;

  function edited(from: number, to: number, content: string): RuleFinding {
    const [id = null] = findDiagramIds(content, (one) => proposal.campaign.catalog.diagrams.has(one));
    const range = from === to ? pointIn(path, from, 1) : { path, line: from, endLine: to, column: null };
    return finding("failure", range, proposal.say.tracker.edited(name, id));
  }
}

/** Whoever rendered the document on their own machine brings the day of that along. */
function isDay(line: string, before: readonly string[], today: CivilDate): boolean {
  const day = dayOf(line);
  const old = before.map(dayOf).find((one) => one !== null) ?? null;
  return day !== null && day <= today && (old === null || day >= old);
}

function dayOf(line: string): string | null {
  return /^\*Last Updated: (\d{4}-\d{2}-\d{2})\*$/.exec(line)?.[1] ?? null;
}
