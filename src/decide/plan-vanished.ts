import type { TrackerEvent } from "../facts/event.ts";
import type { Fold } from "./fold.ts";
import type { VanishedDiagram } from "./plan.ts";

/**
 * What the maintainers are told of diagrams that somebody holds and the catalog names no more. Null where nothing that was
 * heard can have changed that: to look for the issue costs a request.
 */
export function planVanished(fold: Fold, events: readonly TrackerEvent[]): VanishedDiagram[] | null {
  const { state, gone } = fold;
  if (state.configBroken || state.catalogBroken.length > 0) return null;
  const assigned = [...gone.values()].flatMap((now): VanishedDiagram[] => {
    const path = state.vanished.get(now.diagram_id)?.path;
    return now.assignee === null || path === undefined ? [] : [{ now, path }];
  });
  if (assigned.length < gone.size) return assigned;
  const isDue = events.some(({ kind }) => kind === "push" || kind === "day");
  if (assigned.length > 0) return isDue ? assigned : null;
  return events.some((event) => event.kind === "push" && changesCatalog(event.changed, fold)) ? [] : null;
}

function changesCatalog(changed: readonly string[] | undefined, { state }: Fold): boolean {
  return changed?.some((path) => path.startsWith(`${state.config.paths.catalog}/`)) ?? false;
}
