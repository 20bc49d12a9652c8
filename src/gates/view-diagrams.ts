import type { Assignment } from "../domain/assignment.ts";
import { readAssignmentFile } from "../domain/assignment-file.ts";
import { assignmentOf } from "../domain/campaign.ts";
import { knownAmong } from "../domain/catalog.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { type ProposedFile, PULL_REQUEST_MEGABYTES, sourceOf } from "../facts/contents.ts";
import type { CheckInput } from "./check-input.ts";
import type { DiagramBlock, DiagramView } from "./diagram-view.ts";
import { ownersOf, unnamedOwners } from "./read/drawing-owners.ts";
import { type Drawing, findDrawings } from "./read/find-drawings.ts";
import { findMermaidSources, type MermaidSource, mayContainMermaid } from "./read/find-mermaid-sources.ts";
import { blocksOf } from "./read/page-blocks.ts";
import { readDiagram } from "./read/read-diagram.ts";
import { readOtherKind } from "./read/read-other-kind.ts";
import type { Defect } from "./standing.ts";

export interface DiagramsOfPullRequest {
  readonly views: readonly DiagramView[];
  /** Changed drawings that cannot be told to belong to one of several diagrams. */
  readonly unowned: readonly DiagramBlock[];
  /** Files that may hold drawings and cannot be read. */
  readonly unreadable: readonly Defect[];
}

/**
 * The Mermaid sources that a pull request adds or changes: what Mermaid's parser has to be asked about. One that stood in
 * the same file before, or in that which the file was renamed from, is unchanged, and as often as it stood there: a copy
 * of an old block in another file, or once more in the same one, is a new block.
 */
export function changedSources(files: readonly ProposedFile[]): MermaidSource[] {
  return files.flatMap((file) => {
    const before = countsBefore(file);
    return sourcesOf(file).filter(({ text }) => {
      const left = before.get(text) ?? 0;
      before.set(text, left - 1);
      return left <= 0;
    });
  });
}

function countsBefore(file: ProposedFile): Map<string, number> {
  const { path, before: text } = file;
  const counts = new Map<string, number>();
  if (text === null) return counts;
  for (const source of findMermaidSources({ path, text }, blocksOf(file).before)) {
    counts.set(source.text, (counts.get(source.text) ?? 0) + 1);
  }
  return counts;
}

/** Reads a pull request's drawings and gives each to the diagram that it is of. */
export function viewDiagrams(input: CheckInput): DiagramsOfPullRequest {
  const { contents, references, state } = input;
  const changed = new Set(changedSources(contents.files).map(keyOf));
  const blocks = new Map<DiagramId, DiagramBlock[]>([...references].sort().map((id) => [id, []]));
  const unowned: DiagramBlock[] = [];
  const isNew = new Set(contents.files.filter(({ change }) => change !== "modified").map(({ path }) => path));
  for (const source of contents.files.flatMap(sourcesOf)) {
    const stands = { changed: changed.has(keyOf(source)), inNewFile: isNew.has(source.path) };
    const block = readBlock(source, stands, input);
    const owners = ownersIn(source, block.changed, input);
    for (const id of owners) blocks.get(id)?.push(block);
    if (owners.length === 0 && block.changed && isDrawing(source.path, input)) unowned.push(block);
  }
  // What is no Mermaid and names nobody may be a logo or a legend.
  for (const block of contents.files.flatMap((file) => otherBlocks(file, isNew.has(file.path), input))) {
    for (const id of ownersIn(block.source, block.changed, input)) blocks.get(id)?.push(block);
  }
  const thisYear = Number(input.campaign.today.slice(0, 4));
  const views = [...blocks].map(([id, own]) => ({
    id,
    name: state.catalog.diagrams.get(id)?.name ?? "",
    blocks: own,
    assignment: proposedAssignment(id, input),
    links: input.links ?? new Map(),
    gates: state.config.gates,
    say: input.say,
    thisYear,
  }));
  return {
    views,
    unowned,
    unreadable: contents.files.flatMap((file) => unreadableDefect(file, input) ?? []),
  };
}

function sourcesOf(file: ProposedFile): MermaidSource[] {
  const { path, content } = file;
  return content.kind === "text" ? findMermaidSources({ path, text: content.text }, blocksOf(file).head) : [];
}

/** The drawings of a file that Mermaid does not draw. */
function otherBlocks(file: ProposedFile, inNewFile: boolean, { state }: CheckInput): DiagramBlock[] {
  const folder = state.config.paths.diagrams;
  const { head, before } = blocksOf(file);
  const isOther = ({ kind }: Drawing) => kind !== "mermaid";
  const stood = new Map<string, number>();
  if (file.before !== null) {
    const text = { kind: "text" as const, text: file.before };
    for (const one of findDrawings(file.path, text, folder, before).filter(isOther)) {
      stood.set(one.text ?? "", (stood.get(one.text ?? "") ?? 0) + 1);
    }
  }
  return findDrawings(file.path, file.content, folder, head)
    .filter(isOther)
    .map(({ kind, text, path, line, headings }) => {
      const left = stood.get(text ?? "") ?? 0;
      stood.set(text ?? "", left - 1);
      // What is no text changed with its file; a file that was only renamed did not.
      const changed = text === null ? file.change !== "renamed" : left <= 0;
      const source = { path, text: text ?? "", line, headings };
      return { source, kind, changed, inNewFile, facts: readOtherKind(kind, source.text), syntax: null };
    });
}

function keyOf({ path, line }: MermaidSource): string {
  return `${line}:${path}`;
}

function readBlock(
  source: MermaidSource,
  stands: Pick<DiagramBlock, "changed" | "inNewFile">,
  { contents, state }: CheckInput,
): DiagramBlock {
  const { bytes } = state.config.gates.limits;
  // UTF-8 needs up to three bytes for a unit of a string, so most texts need not be counted.
  const isTooLarge =
    source.text.length > bytes ||
    (source.text.length * 3 > bytes && new TextEncoder().encode(source.text).length > bytes);
  if (isTooLarge) return { source, kind: "mermaid", ...stands, facts: null, syntax: { kind: "too-large" } };
  return {
    source,
    kind: "mermaid",
    ...stands,
    facts: readDiagram(source.text),
    syntax: contents.syntax.get(source.text) ?? null,
  };
}

/** Whose drawing it is. One that names nobody and was there before is nobody's. */
function ownersIn(source: MermaidSource, isChanged: boolean, input: CheckInput): readonly DiagramId[] {
  const { references, state } = input;
  const owners = ownersOf(source, { isKnown: knownAmong(references, state.catalog) });
  if (owners.length > 0 || !isChanged) return owners;
  const names = new Map([...references].map((id) => [id, state.catalog.diagrams.get(id)?.name ?? ""]));
  return unnamedOwners(source.headings, names, { nameOf: (id) => names.get(id) ?? "" });
}

function isDrawing(path: string, { state }: CheckInput): boolean {
  return path.startsWith(`${state.config.paths.diagrams}/`) || /\.(?:mmd|mermaid)$/i.test(path);
}

/** The assignment with what the pull request itself adds to it. Who verified is never taken from there. */
function proposedAssignment(
  id: DiagramId,
  { contents, state, campaign }: CheckInput,
): Pick<Assignment, "sources" | "verification"> {
  const now = assignmentOf(campaign, id);
  const folder = `${state.config.paths.assignments}/`;
  for (const file of contents.files) {
    const { path, content } = file;
    if (content.kind !== "text" || !path.startsWith(folder) || !path.includes(id)) continue;
    const read = readAssignmentFile(sourceOf(file, content.text));
    if (read.id !== id || read.assignment === null) continue;
    const { sources, verification } = read.assignment;
    const addresses = new Set(sources.map(({ url }) => url.toLowerCase()));
    const known = now.sources.filter(({ url }) => !addresses.has(url.toLowerCase()));
    return { sources: [...known, ...sources], verification };
  }
  return { sources: now.sources, verification: now.verification };
}

function unreadableDefect({ path, content }: ProposedFile, input: CheckInput): Defect | null {
  if (content.kind === "text" || content.kind === "removed") return null;
  const isLink = content.kind === "symlink" || content.kind === "submodule";
  // A page anywhere may hold a drawing, and this one was not even looked at.
  const isCandidate = content.kind === "over-budget" ? mayContainMermaid(path) : isDrawing(path, input);
  if (!isCandidate || !(mayContainMermaid(path) || isLink)) return null;
  const message = input.say.gates.unreadableFile(content.kind, content.bytes, PULL_REQUEST_MEGABYTES);
  return { at: { path, line: 1 }, message };
}
