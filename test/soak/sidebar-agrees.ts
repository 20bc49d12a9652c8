import { parse } from "yaml";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { DIAGRAMS } from "./campaign.ts";

/** As the configuration has them where nobody says otherwise. */
const LABELS: Readonly<Record<string, string>> = {
  pending: "diagram: free",
  in_progress: "diagram: in progress",
  review: "diagram: in review",
  complete: "diagram: complete",
};

/**
 * Where a diagram's issue says something else than its file. Nobody takes anything away by hand here, so it is all the bot's: who
 * is assigned, once, the one label, whether it is open.
 */
export function sidebarsThatDisagree(repository: RepositoryHandle): string[] {
  return DIAGRAMS.flatMap((id) => {
    const text = repository.file(`assignments/${id}.yml`);
    const { issue, status, assignee } = text === null ? {} : parse(text).assignment;
    if (issue === undefined) return [];
    const { assignees, labels } = repository.sidebar(issue);
    const thread = repository.thread(issue);
    // GitHub assigns nobody who never wrote there and has no right here.
    const isAssignable = thread.comments.some(({ author }) => author.login === assignee);
    const expected = {
      assignees: assignee !== null && isAssignable ? [assignee] : [],
      labels: [LABELS[status]],
      state: status === "complete" ? "closed" : "open",
    };
    const found = { assignees, labels, state: thread.state };
    if (JSON.stringify(found) === JSON.stringify(expected)) return [];
    return [
      `${repository.fullName}: #${issue} shows ${JSON.stringify(found)}, and ${id} is ${JSON.stringify(expected)}`,
    ];
  });
}
