/**
 * Another folder for the assignments, or another path for the document: what still lies in the old place is moved, on the branch
 * that the campaign is kept on. A file that is in the new place already counts, and the old one is left alone.
 */
import type { Catalog } from "../../domain/catalog.ts";
import { diagramIdOf } from "../../domain/diagram-id.ts";
import { pausePath } from "../../domain/pause.ts";
import { readRepositoryState } from "../../domain/repository-state.ts";
import type { FileChange } from "../../domain/source-file.ts";
import type { CampaignFiles } from "../campaign/campaign-files.ts";
import { type CampaignPaths, readEntries } from "../campaign/campaign-paths.ts";
import type { Layout } from "../campaign/layout.ts";
import type { CampaignState } from "../commit/commit-mode.ts";
import { COMMIT_MODES } from "../commit/commit-modes.ts";
import { readEntriesAt } from "../commit/pull-request/ancestor.ts";
import { carriedMessage, wholeMessage } from "../trailer.ts";
import { type Carried, type CarryReading, carriedBy, rulesFor } from "./carry-reading.ts";
import { tellCarried } from "./tell.ts";

/** Null: nothing is to be moved. */
export async function moveFiles(
  reading: CarryReading,
  { paths: { assignments, tracker } }: Layout,
): Promise<Extract<Carried, { kind: "again" }> | null> {
  const { repo, config, layout } = reading;
  const old = { ...layout.paths, assignments, tracker };
  if (!(await mayLieThere(reading, old))) return null;
  const before = await readIn(reading, { ...layout, paths: old });
  const now = await readIn(reading, layout);
  if (before === null || now === null) return { kind: "again", commit: null };
  const moved = [...movedAssignments(before.campaign, now.campaign), ...movedTrackers(before, now.campaign)];
  if (moved.length === 0) return null;

  const { branch, skipsCi } = before.target;
  const move = {
    from: { branch, folder: old.assignments },
    to: { branch, folder: layout.paths.assignments },
  };
  const headline = `Move the campaign to ${layout.paths.assignments}`.slice(0, 72);
  const message = carriedMessage({ headline, body: "" }, branch, rulesFor(reading, skipsCi));
  await tellCarried(repo, config, move);
  const outcome = await before.target.commit({ files: moved, message });
  return carriedBy(reading, move, outcome, wholeMessage(message));
}

/** Most of the time nothing is there any more, and that is seen at once. */
async function mayLieThere(
  { repo, layout, base, answer }: CarryReading,
  old: CampaignPaths,
): Promise<boolean> {
  const heads = [
    base.commit.oid,
    ...(layout.mode !== "direct" && answer.own?.target ? [answer.own.target.oid] : []),
  ];
  for (const head of heads) {
    const { assignments, trackers } = await readEntriesAt(repo, head, old);
    if (old.assignments !== layout.paths.assignments && assignments) return true;
    if (trackers.some((entry, at) => entry && !layout.paths.tracker.includes(old.tracker[at] ?? "")))
      return true;
  }
  return false;
}

async function readIn(reading: CarryReading, layout: Layout): Promise<CampaignState | null> {
  const answer = await reading.ask(layout);
  const { defaultBranchRef: ref } = answer;
  if (!ref?.target) return null;
  const base = { name: ref.name, commit: ref.target };
  const readFiles: Parameters<(typeof COMMIT_MODES)[Layout["mode"]]["readState"]>[0]["readFiles"] = (
    entries,
  ) => reading.readFiles(layout.paths, entries);
  return COMMIT_MODES[layout.mode].readState({ ...reading, layout, base, answer, readFiles });
}

function movedAssignments(before: CampaignFiles, now: CampaignFiles): FileChange[] {
  const [from, to] = [before.paths.assignments, now.paths.assignments];
  if (from === to) return [];
  const { catalog } = readRepositoryState(now.files);
  const taken = new Set(now.files.assignments.map(({ path }) => subjectOf(path, to, catalog)));
  return before.files.assignments.flatMap(({ path, text }): FileChange[] => {
    const subject = subjectOf(path, from, catalog);
    // The new folder may lie in the old one, or hold it.
    if (subject === null || taken.has(subject) || path.startsWith(`${to}/`)) return [];
    return [
      { path: `${to}${path.slice(from.length)}`, text },
      { path, text: null },
    ];
  });
}

/** What a file is about, if it is the campaign's: others may lie in that folder, too. */
function subjectOf(path: string, folder: string, catalog: Catalog): string | null {
  if (path === pausePath({ paths: { assignments: folder } as Parameters<typeof pausePath>[0]["paths"] }))
    return "";
  const id = diagramIdOf(path);
  return id !== null && catalog.diagrams.has(id) ? id : null;
}

/** A document whose new path is empty. */
function movedTrackers({ campaign: before, target }: CampaignState, now: CampaignFiles): FileChange[] {
  const { trackers } = readEntries(target.head, before.paths);
  return before.paths.tracker.flatMap((path, at): FileChange[] => {
    const to = now.paths.tracker[at];
    const text = before.trackers[at]?.file.text;
    const isFree = to !== undefined && now.trackers[at] === null && !before.paths.tracker.includes(to);
    if (text === undefined || !isFree || now.paths.tracker.includes(path)) return [];
    // A branch of the bot's need not have what it takes over from the default branch.
    return [{ path: to, text }, ...(trackers[at] ? [{ path, text: null }] : [])];
  });
}
