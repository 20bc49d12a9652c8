/**
 * What a pull request is to the diagrams of the campaign. A link makes a diagram its work; a mention only helps where nothing
 * links. Whatever is claimed, put into review or completed by a pull request follows from what is found here.
 */
import { type Config, isConfigPath } from "../../domain/config.ts";
import { type DiagramId, findDiagramIds } from "../../domain/diagram-id.ts";
import type { Person } from "../../domain/person.ts";
import { authorOf } from "../../facts/accounts.ts";
import type { PullRequestContents } from "../../facts/contents.ts";
import type { ChangedFile, ClosedIssue, PullRequestFacts } from "../../facts/pull-request-facts.ts";
import { ownersByName, ownersOf, unnamedOwners } from "../../gates/read/drawing-owners.ts";
import { isDrawingPath } from "../../gates/read/find-drawings.ts";
import {
  type ChangedDrawing,
  changedDrawings,
  type DrawingContext,
  removedDrawings,
} from "./drawn-diagrams.ts";
import type { CountedText } from "./evidence.ts";
import { linksInBranch, linksInDescription, linksInTitle, type Resolve } from "./read-text.ts";

/** The first of these that names a diagram. */
type LinkedBy = "title" | "branch" | "description" | "issue" | "drawing" | "mention";

export interface Links {
  readonly linked: ReadonlyMap<DiagramId, LinkedBy>;
  /** Those of them whose own drawing it adds or changes and leaves standing. */
  readonly drawn: ReadonlySet<DiagramId>;
  readonly drawings: readonly ChangedDrawing[];
  /** Diagrams of which it takes a drawing away and leaves none in the files that it changes. */
  readonly removed: ReadonlySet<DiagramId>;
  /** All that its words name, also where that links nothing. */
  readonly named: ReadonlySet<DiagramId>;
  /** So many diagrams are named that none of them counts; null: no more than one pull request may link. */
  readonly tooMany: number | null;
  /** It changes nothing but the campaign's own files: a claim or an edit of them, and nobody's drawing. */
  readonly isCampaignOnly: boolean;
}

/** A pull request that links more is taken for none of them. */
export const LINKS_LIMIT = 100;

export const NO_LINKS: Links = {
  linked: new Map(),
  drawn: new Set(),
  drawings: [],
  removed: new Set(),
  named: new Set(),
  tooMany: null,
  isCampaignOnly: false,
};

/** The campaign, as far as links depend on it. */
export interface LinkContext extends DrawingContext {
  readonly config: Pick<Config, "paths" | "completion">;
  readonly resolve: Resolve;
  /** What a person holds now. */
  readonly isAssignee: (person: Person, id: DiagramId) => boolean;
  /** What a person claimed on a thread and still holds. */
  readonly claimedOn: (person: Person, thread: number) => readonly DiagramId[];
  /** What the pull request carries already, by the assignment files. */
  readonly carried: ReadonlySet<DiagramId>;
}

export type LinkFacts = Pick<
  PullRequestFacts,
  "author" | "authorId" | "authorIsBot" | "branch" | "closes" | "files" | "filesComplete"
>;

/** `contents`: null where its files are not known; then only their paths speak. */
export function findLinks(
  pr: LinkFacts,
  evidence: CountedText,
  contents: PullRequestContents | null,
  context: LinkContext,
): Links {
  if (changesOnlyCampaignFiles(pr, context.config)) return { ...NO_LINKS, isCampaignOnly: true };
  const drawings = contents ? changedDrawings(contents.files, context) : byPaths(pr.files, context);
  const removed = removedDrawings(contents?.files ?? [], context);
  const written = linksInText(pr, evidence, context);
  const linked = new Map(written.linked);
  for (const { owners } of drawings) {
    for (const id of owners) if (!linked.has(id)) linked.set(id, "drawing");
  }
  if (linked.size === 0 && drawings.length > 0) {
    for (const id of mentionedWork(pr, written.mentioned, context)) linked.set(id, "mention");
  }
  const named = new Set([...written.linked.keys(), ...written.mentioned]);
  const found = { ...NO_LINKS, drawings, removed, named };
  if (linked.size > LINKS_LIMIT) return { ...found, tooMany: linked.size };
  // A bot that brings nothing (new versions, a note on a release) is about nothing; undoing something is no claim of it.
  const isEmpty = drawings.length === 0 && context.config.completion.requires === "drawing";
  if (isEmpty && (pr.authorIsBot || isRevertTitle(evidence.title))) return found;
  return { ...found, linked, drawn: drawnOf(linked, drawings, evidence, context) };
}

interface WrittenLinks {
  readonly linked: ReadonlyMap<DiagramId, LinkedBy>;
  readonly mentioned: ReadonlySet<DiagramId>;
}

function linksInText(pr: LinkFacts, evidence: CountedText, context: LinkContext): WrittenLinks {
  const { resolve, carried } = context;
  const { title, description, isDescriptionMixed } = evidence;
  const body = linksInDescription(description ?? "", resolve, { linesOnly: pr.authorIsBot });
  // A bot wrote into it, and nobody can tell what: it may keep what was linked before, and add nothing.
  const described = isDescriptionMixed ? [...body.linked].filter((id) => carried.has(id)) : body.linked;
  const linked = new Map<DiagramId, LinkedBy>();
  const add = (ids: Iterable<DiagramId>, by: LinkedBy) => {
    for (const id of ids) if (!linked.has(id)) linked.set(id, by);
  };
  add(linksInTitle(title ?? "", resolve), "title");
  add(linksInBranch(pr.branch, resolve), "branch");
  add(described, "description");
  for (const issue of pr.closes) add(issueLink(issue, pr, context), "issue");
  if (evidence.isCarried) add(carried, "description");
  const mentioned = pr.authorIsBot || isDescriptionMixed ? new Set<DiagramId>() : body.mentioned;
  return { linked, mentioned };
}

/** An issue is one diagram's if its title names exactly one, or if the author claimed exactly one there. */
function issueLink(
  { number, title }: ClosedIssue,
  pr: LinkFacts,
  { isKnown, claimedOn }: LinkContext,
): readonly DiagramId[] {
  const titled = findDiagramIds(title, isKnown);
  if (titled.length > 0) return titled.length === 1 ? titled : [];
  const author = authorOf(pr);
  const claimed = author === null ? [] : claimedOn(author, number);
  return claimed.length === 1 ? claimed : [];
}

/** Where nothing links: those of the mentioned that the author holds, else the only one. An assignment file that comes along mentions its own. */
function mentionedWork(
  pr: LinkFacts,
  inProse: ReadonlySet<DiagramId>,
  { isAssignee, isKnown, config }: LinkContext,
): Iterable<DiagramId> {
  if (pr.authorIsBot) return [];
  const byFile = pr.files.flatMap(({ path, change }) =>
    change !== "removed" && path.startsWith(`${config.paths.assignments}/`)
      ? findDiagramIds(path.slice(path.lastIndexOf("/") + 1), isKnown)
      : [],
  );
  const mentioned = new Set([...inProse, ...byFile]);
  const author = authorOf(pr);
  const assigned = author === null ? [] : [...mentioned].filter((id) => isAssignee(author, id));
  if (assigned.length > 0) return assigned;
  return mentioned.size === 1 ? mentioned : [];
}

/** Beside what a drawing says of itself: among several a heading that is a diagram's name; of a single one every drawing. */
function drawnOf(
  linked: ReadonlyMap<DiagramId, LinkedBy>,
  drawings: readonly ChangedDrawing[],
  { isPartial }: CountedText,
  context: LinkContext,
): ReadonlySet<DiagramId> {
  const ids = [...linked.keys()];
  const isUncertain = isPartial && ids.length === 1 && !ids.every((id) => context.carried.has(id));
  const drawn = drawings.flatMap(({ drawing, owners }) => {
    if (owners.length > 0) return owners;
    return isUncertain
      ? ownersByName(drawing.headings, ids, context)
      : unnamedOwners(drawing.headings, linked, context);
  });
  return new Set(drawn.filter((id) => linked.has(id)));
}

function changesOnlyCampaignFiles(
  { files, filesComplete }: Pick<LinkFacts, "files" | "filesComplete">,
  { paths }: LinkContext["config"],
): boolean {
  return files.length > 0 && filesComplete && files.every(({ path }) => isCampaignFile(path, paths));
}

export function isCampaignFile(path: string, { catalog, assignments, tracker }: Config["paths"]): boolean {
  return (
    path.startsWith(`${catalog}/`) ||
    path.startsWith(`${assignments}/`) ||
    isConfigPath(path) ||
    tracker.includes(path)
  );
}

/** GitHub's Revert button writes it in this way. A pull request that draws is work, whatever its title says. */
function isRevertTitle(title: string | null): boolean {
  return title !== null && /^\s*revert\b/i.test(title);
}

/** What a path alone says, where nobody can read the files: one in the folder of the diagrams is a drawing. */
function byPaths(files: readonly ChangedFile[], context: LinkContext): ChangedDrawing[] {
  return files
    .filter(({ path, change }) => change !== "removed" && isDrawingPath(path, context.folder))
    .map(({ path, change }) => {
      const drawing = { path, kind: "other", text: null, line: 1, headings: [] } as const;
      return { drawing, owners: ownersOf(drawing, context), isNew: change === "added" };
    });
}
