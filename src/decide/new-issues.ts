import { currentId } from "../domain/catalog.ts";
import { type DiagramId, parseDiagramId } from "../domain/diagram-id.ts";
import { labelOf, statusLabels } from "../domain/issues-config.ts";
import { CHECKLIST_POINTS, levelOf } from "../gates/points/all-points.ts";
import { code } from "../tracker/inert.ts";
import type { Fold } from "./fold.ts";
import type { NewIssue } from "./plan.ts";

/** GitHub takes no more. */
const TITLE_LENGTH = 256;

/**
 * The issues that a maintainer asked for, of those diagrams that are free and have none now: whatever happened since they asked.
 * Each ends with a marker that names its diagram, so that a later try finds what an earlier one opened.
 */
export function planNewIssues(fold: Fold): NewIssue[] {
  if (fold.state.configBroken) return [];
  const config = fold.state.config.issues;
  return [...fold.newIssues].flatMap(([id, answers]) => {
    const diagram = fold.state.catalog.diagrams.get(id);
    const { status, issue } = fold.assignment(id);
    if (!diagram || fold.isBroken(id) || status !== "pending" || issue !== undefined) return [];
    const label = labelOf(config, "pending");
    return [
      {
        diagram: id,
        title: `${id}: ${diagram.name}`.slice(0, TITLE_LENGTH).toWellFormed(),
        body: renderBody(fold, id),
        label: label?.name ?? null,
        makeLabels: statusLabels(config).filter(({ name }) => fold.label(name) === null),
        answers,
      },
    ];
  });
}

const MARKER = /<!-{2} diagram-tracker:issue ([A-Z0-9-]{1,64}) -->\s*$/;

/** The last line of its text. */
function issueMarker(id: string): string {
  return `<!-- diagram-tracker:issue ${id} -->`;
}

/** The diagram for which the bot opened the issue; null: for none. Whose issue it is has to be known beforehand. */
export function openedFor(body: string): DiagramId | null {
  const id = MARKER.exec(body)?.[1];
  return id === undefined ? null : parseDiagramId(id);
}

/** The diagram as the catalog names it now. */
export function ownDiagram({ state }: Pick<Fold, "state">, openedFor: DiagramId | null): DiagramId | null {
  return openedFor && currentId(state.catalog, openedFor);
}

function renderBody(fold: Fold, id: DiagramId): string {
  const { say, guideUrl, trackerUrl, state } = fold;
  const diagram = state.catalog.diagrams.get(id);
  const { prefix } = state.config.commands;
  const isDrawn = state.config.completion.requires === "drawing";
  const points = CHECKLIST_POINTS.filter((point) => levelOf(point, state.config.gates) === "required");
  const paragraphs = [
    say.issue.about(diagram?.name ?? id, diagram?.group.name ?? ""),
    `${say.issue.claim()}\n\n${code(`/${prefix === undefined ? "" : `${prefix} `}claim ${id}`)}`,
    say.issue.goOn(id),
    ...(isDrawn && points.length > 0 ? [say.issue.shows(points.map(({ name }) => name))] : []),
    ...(guideUrl === null ? [] : [say.issue.guide(guideUrl)]),
    say.issue.tracker(trackerUrl),
  ];
  return `${paragraphs.join("\n\n")}\n\n${issueMarker(id)}`;
}
