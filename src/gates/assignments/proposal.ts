import { type Assignment, pendingAssignment } from "../../domain/assignment.ts";
import { readAssignmentFile } from "../../domain/assignment-file.ts";
import { assignmentOf, type Campaign } from "../../domain/campaign.ts";
import { chooseConfig } from "../../domain/choose-config.ts";
import type { Config } from "../../domain/config.ts";
import { type DiagramId, parseDiagramId } from "../../domain/diagram-id.ts";
import { isSamePerson, type Person } from "../../domain/person.ts";
import { type RepositoryState, readRepositoryState } from "../../domain/repository-state.ts";
import type { RepositoryFiles, SourceFile } from "../../domain/source-file.ts";
import { authorOf, opinionOf } from "../../facts/accounts.ts";
import { type ProposedFile, sourceOf } from "../../facts/contents.ts";
import type { Messages } from "../../messages/english/english.ts";
import type { CheckInput } from "../check-input.ts";
import { type Area, areaOf, stemOf } from "./areas.ts";
import { wholeFile } from "./finding.ts";
import { type Locate, locateIn } from "./locate.ts";

/** A file of the campaign that the pull request changes. */
export interface CampaignFile {
  readonly area: Area;
  readonly path: string;
  readonly file: ProposedFile;
  /** Null: it is removed, or no text. */
  readonly text: string | null;
}

/** What the pull request does to one assignment: adds its file, changes or removes it. */
export interface AssignmentChange {
  readonly path: string;
  readonly id: DiagramId;
  /** As the default branch has it; untouched where there is no file. */
  readonly before: Assignment;
  /** As the pull request has it; null: the file is removed. Files that cannot be read are not in the list. */
  readonly after: Assignment | null;
  readonly locate: Locate;
}

/** The repository as the merge of the pull request would leave it, beside the one that is. */
export interface Proposal {
  readonly input: CheckInput;
  readonly say: Messages;
  readonly config: Config;
  readonly state: RepositoryState;
  readonly proposed: RepositoryState;
  /** With everything that the pull request brings. */
  readonly campaign: Campaign;
  readonly files: readonly CampaignFile[];
  readonly changes: readonly AssignmentChange[];
  /** Null: a bot, or an account that is gone. */
  readonly author: Person | null;
  /** Asked only where it decides something: not knowing it yet costs a request. */
  readonly isMaintainer: () => boolean;
  /** Its author is maintainer, or one approved it as it is now: who approved an earlier commit did not see this one. */
  readonly isMaintainers: () => boolean;
}

/** Null: the pull request touches no file of the campaign. */
export function readProposal(input: CheckInput): Proposal | null {
  const { state, pr } = input;
  const author = authorOf(pr);
  const files = input.contents.files.flatMap((file): CampaignFile[] => {
    const area = areaOf(file.path, state.config, (id) => state.catalog.diagrams.has(id));
    if (area === null) return [];
    const text = file.content.kind === "text" ? file.content.text : null;
    return [{ area, path: file.path, file, text }];
  });
  if (files.length === 0) return null;
  const proposed = readRepositoryState(overlay(input.files, files));
  const changes = files
    .flatMap((file) => changeOf(file, input, proposed))
    // Of two files for one diagram only the first counts; that there are two is found where they are read.
    .filter(({ id, path, after }) => after === null || (proposed.assignments.get(id)?.path ?? path) === path);
  return {
    input,
    say: input.say,
    config: state.config,
    state,
    proposed,
    campaign: proposedCampaign(input, proposed, changes),
    files,
    changes,
    author,
    isMaintainer: () => author !== null && input.hasRole("maintainer", author),
    isMaintainers: () =>
      [...approvers(pr), author].some((one) => one !== null && input.hasRole("maintainer", one)),
  };
}

function approvers({ reviews, headSha }: CheckInput["pr"]): Person[] {
  return reviews
    .filter(({ opinion, commit, isBot }) => opinion === "approved" && commit === headSha && !isBot)
    .map(opinionOf);
}

export function isAuthor({ author }: Proposal, person: Person | null): boolean {
  return isSamePerson(author, person);
}

/** The default branch's files with those of the pull request put over them. */
function overlay(base: RepositoryFiles, files: readonly CampaignFile[]): RepositoryFiles {
  const inArea = (area: Area, present: readonly SourceFile[]): readonly SourceFile[] => {
    const changed = files.filter((file) => file.area === area);
    if (changed.length === 0) return present;
    const replaced = new Set(changed.map(({ path }) => path));
    // GitHub tells only where a file was moved to: of the same name in the same folder, it is the one from there.
    const moved = new Set(
      changed.filter(({ file }) => file.change === "renamed").map(({ path }) => stemOf(path)),
    );
    const kept = present.filter(({ path }) => !replaced.has(path) && !moved.has(stemOf(path)));
    return [...kept, ...changed.flatMap(({ file, text }) => (text === null ? [] : [sourceOf(file, text)]))];
  };
  const config = inArea("config", base.config === null ? [] : [base.config]);
  return {
    config: chooseConfig(config),
    ...(base.defaults && { defaults: base.defaults }),
    catalog: inArea("catalog", base.catalog),
    assignments: inArea("assignment", base.assignments),
    trackers: inArea("tracker", base.trackers),
  };
}

function changeOf(
  { area, path, file, text }: CampaignFile,
  input: CheckInput,
  { catalog, assignments }: RepositoryState,
): AssignmentChange[] {
  const id = area === "assignment" ? parseDiagramId(stemOf(path)) : null;
  if (id === null) return [];
  const { state, campaign } = input;
  // It goes on under its new ID, and is judged there.
  const now = catalog.renamed.get(id);
  if (file.content.kind === "removed" && now !== undefined && assignments.has(now)) return [];
  const was = [...catalog.renamed].find(([was, now]) => now === id && state.assignments.has(was))?.[0];
  const before = state.broken.has(id)
    ? assignmentOf(campaign, id)
    : (state.assignments.get(id)?.assignment ?? earlierOf(id, was, state));
  if (file.content.kind === "removed") {
    // The file of another path may be the one that counts.
    const counts = (state.assignments.get(id) ?? state.broken.get(id))?.path === path;
    return counts ? [{ path, id, before, after: null, locate: () => wholeFile(path) }] : [];
  }
  const after = text === null ? null : readAssignmentFile(sourceOf(file, text)).assignment;
  return after === null || text === null ? [] : [{ path, id, before, after, locate: locateIn(file, text) }];
}

function earlierOf(id: DiagramId, was: DiagramId | undefined, { assignments }: RepositoryState): Assignment {
  const earlier = was === undefined ? undefined : assignments.get(was);
  return earlier ? { ...earlier.assignment, diagram_id: id } : pendingAssignment(id);
}

function proposedCampaign(
  { campaign }: CheckInput,
  proposed: RepositoryState,
  changes: readonly AssignmentChange[],
): Campaign {
  const assignments = new Map(campaign.assignments);
  for (const [was, id] of proposed.catalog.renamed) {
    const earlier = assignments.get(was);
    if (!earlier) continue;
    assignments.delete(was);
    if (!assignments.has(id)) assignments.set(id, { ...earlier, diagram_id: id });
  }
  for (const { id, after } of changes) {
    if (after) assignments.set(id, after);
    else if (!proposed.assignments.has(id)) assignments.delete(id);
  }
  return { ...campaign, catalog: proposed.catalog, assignments };
}
