import { type Assignment, pendingAssignment } from "../domain/assignment.ts";
import type { AssignmentFile } from "../domain/assignment-file.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import { isLogin } from "../domain/person.ts";
import type { SourceFile } from "../domain/source-file.ts";
import { STATUSES, type Status } from "../domain/status.ts";
import { lastGoodAssignments } from "./rows.ts";

/**
 * What diagrams are whose files cannot be read: what the tracker's rows say of them. Where there is no row, what can be made out
 * in the file itself; and one of which nothing is known is shown as taken, since somebody may hold it.
 */
export function lastKnownAssignments(
  documents: readonly SourceFile[],
  broken: ReadonlyMap<DiagramId, AssignmentFile>,
): Map<DiagramId, Assignment> {
  const rows = lastGoodAssignments(documents, new Set(broken.keys()));
  return new Map([...broken].map(([id, { text }]) => [id, rows.get(id) ?? madeOut(id, text)]));
}

const STATUS = /^[ \t{]*status[ \t]*:[ \t]*["']?([a-z_]{1,20})/m;
const ASSIGNEE = /^[ \t{]*assignee[ \t]*:[ \t]*["']?([^\s"'#,}]{1,100})/m;

function madeOut(id: DiagramId, text: string): Assignment {
  const status = STATUS.exec(text)?.[1];
  const assignee = ASSIGNEE.exec(text)?.[1] ?? "";
  const isNamed = assignee !== "null" && isLogin(assignee);
  return {
    ...pendingAssignment(id),
    status: isStatus(status) ? status : "in_progress",
    assignee: isNamed ? assignee : null,
  };
}

function isStatus(text: string | undefined): text is Status {
  return STATUSES.some((one) => one === text);
}
