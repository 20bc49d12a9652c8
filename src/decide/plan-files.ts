import { assignmentPath, createAssignmentFile } from "../domain/assignment-file.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { editAssignmentFile } from "../domain/edit-assignment-file.ts";
import { createPauseFile, pausePath } from "../domain/pause.ts";
import type { Problem } from "../domain/problem.ts";
import type { FileChange } from "../domain/source-file.ts";
import { renderTracker } from "../tracker/render-tracker.ts";
import type { Fold } from "./fold.ts";

/** The files that differ from the snapshot's: assignments that changed, and the tracker as it follows from all. */
export function planFiles(fold: Fold): { files: FileChange[]; problems: readonly Problem[] } {
  const { state, snapshot, campaign } = fold;
  // Without a configuration that can be read nothing is known about where files lie; without a catalog, about what.
  const { catalog } = state;
  if (state.configBroken || (catalog.isWhole && catalog.categories.length === 0))
    return { files: [], problems: [] };
  const changed = new Set<DiagramId>(fold.history.map(({ id }) => id));
  const assignments = [...changed].flatMap((id): FileChange[] => {
    const next = fold.assignment(id);
    const file = state.assignments.get(id);
    if (!file) {
      const group = catalog.diagrams.get(id)?.group;
      return group
        ? [{ path: assignmentPath(state.config, group, id), text: createAssignmentFile(next) }]
        : [];
    }
    const text = editAssignmentFile(file.text, next);
    return text === file.text ? [] : [{ path: file.path, text }];
  });
  const own = [...assignments, ...planPause(fold)];
  const { changes, problems } = renderTracker({
    documents: snapshot.files.trackers,
    campaign,
    url: snapshot.url,
    broken: new Set(state.broken.keys()),
  });
  return { files: [...own, ...changes], problems };
}

/** The file that pauses the campaign is made, or taken away. */
function planPause({ pause, state }: Fold): FileChange[] {
  if (pause === state.pause) return [];
  return [{ path: pausePath(state.config), text: pause === null ? null : createPauseFile(pause) }];
}
