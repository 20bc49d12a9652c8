import type { Nodes, TableCell, TableRow } from "mdast";
import { type Assignment, pendingAssignment, type Source, sourceUrl } from "../domain/assignment.ts";
import type { CivilDate } from "../domain/civil-date.ts";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { Status } from "../domain/status.ts";
import { readStatus } from "./read-status.ts";
import { bareName, isNothing, PERSON_LENGTH, readVerified } from "./read-verified.ts";
import { type Column, hostOf } from "./render-row.ts";
import { type Columns, textOf } from "./table.ts";

/** What a row of a detail table says, whoever wrote it. */
export interface Row {
  /** As it stands there; empty where the table has no such column. */
  readonly id: string;
  readonly name: string;
  /** Null when it cannot be understood; a remark says so. */
  readonly status: Status | null;
  readonly assignee: string | null;
  readonly pr: number | null;
  readonly verifiedBy: string | null;
  readonly verifiedOn: CivilDate | null;
  readonly sources: readonly Source[];
  /** What could not be understood or has no place of its own in an assignment. */
  readonly remarks: readonly Remark[];
}

interface Remark {
  readonly column: Column;
  /** A whole sentence. */
  readonly message: string;
  /** What would be lost, to be kept in the assignment's notes. */
  readonly text: string;
}

const TITLE_LENGTH = 300;

export function readRow(row: TableRow, columns: Columns): Row {
  const remarks: Remark[] = [];
  const cellOf = (column: Column): TableCell | undefined => {
    const position = columns.positions.get(column);
    return position === undefined ? undefined : row.children[position];
  };
  const text = (column: Column) => {
    const cell = cellOf(column);
    return cell ? textOf(cell) : "";
  };
  const remark = (column: Column, message: string, lost = text(column)) =>
    remarks.push({ column, message, text: lost });
  return {
    id: text("ID"),
    name: text("Name"),
    status: readStatus(text("Status"), (message) => remark("Status", message)),
    assignee: readAssignee(cellOf("Assignee"), (message, lost) => remark("Assignee", message, lost)),
    pr: readPullRequest(cellOf("PR"), (message) => remark("PR", message)),
    ...readVerified(cellOf("Verified"), (message) => remark("Verified", message)),
    sources: readSources(cellOf("Source"), (message, lost) => remark("Source", message, lost)),
    remarks,
  };
}

/** The assignment that a row stands for. What a row does not show (dates, reviewer) is empty. */
export function assignmentOfRow(id: DiagramId, row: Row, status: Status): Assignment {
  const { assignee, pr, verifiedBy, verifiedOn, sources, remarks } = row;
  const pending = pendingAssignment(id);
  const notes = remarks.map(({ column, text }) => `${column} in the imported tracker: ${text}`).join("\n");
  return {
    ...pending,
    assignee,
    status,
    sources: [...sources],
    verification: {
      ...pending.verification,
      ...(verifiedBy === null ? {} : { verified_by: verifiedBy }),
      ...(verifiedOn === null ? {} : { verified_on: verifiedOn }),
    },
    pr_number: pr,
    ...(notes === "" ? {} : { notes }),
  };
}

function readAssignee(
  cell: TableCell | undefined,
  remark: (message: string, lost: string) => void,
): string | null {
  const text = cell ? textOf(cell) : "";
  if (!cell || isNothing(text)) return null;
  const people = text.split(/\s*(?:,|;|&|\+|\/|\band\b)\s*|\s+(?=@)/).filter((part) => part !== "");
  if (people.length > 1 && people.every((person) => person.startsWith("@"))) {
    const [first = "", ...others] = people.map(bareName);
    remark(
      `${people.length} people are named; an assignment has one. \`${first}\` is taken, the others are kept in its notes.`,
      others.join(", "),
    );
    return first;
  }
  const login = bareName(text);
  if (login.length <= PERSON_LENGTH) return login;
  remark(`The name has ${login.length} characters; at most ${PERSON_LENGTH} are taken.`, text);
  return login.slice(0, PERSON_LENGTH).toWellFormed().trim();
}

function readPullRequest(cell: TableCell | undefined, remark: (message: string) => void): number | null {
  const text = cell ? textOf(cell) : "";
  if (!cell || isNothing(text)) return null;
  const numbers = new Set<number>();
  const rest = cell.children.map((node) => {
    const linked =
      node.type === "link" ? /\/(?:pulls?|issues)\/(\d{1,15})(?![\w-])/.exec(node.url)?.[1] : undefined;
    if (linked === undefined) return node.type === "html" ? " " : textOf(node);
    numbers.add(Number(linked));
    return " ";
  });
  const words = rest.join(" ").replace(/(?:\bPRs?\s*|\bGH-|#)?(\d{1,15})\b/gi, (_, digits: string) => {
    numbers.add(Number(digits));
    return " ";
  });
  const last = [...numbers].at(-1);
  if (last === undefined || last === 0 || /[\p{L}\p{N}]/u.test(words.replace(/\band\b/gi, ""))) {
    remark(
      `\`${text}\` names no pull request. Expected a number such as \`#12\`, or the pull request's address.`,
    );
    return last === undefined || last === 0 ? null : last;
  }
  if (numbers.size > 1) {
    remark(`${numbers.size} pull requests are named; an assignment has one. #${last}, the last, is taken.`);
  }
  return last;
}

const SOURCES_LIMIT = 50;

function readSources(
  cell: TableCell | undefined,
  remark: (message: string, lost: string) => void,
): readonly Source[] {
  if (!cell || isNothing(textOf(cell))) return [];
  const sources: Source[] = [];
  const visit = (node: Nodes): string => {
    if (node.type !== "link" && node.type !== "image") {
      return "children" in node ? node.children.map(visit).join(" ") : textOf(node);
    }
    const label = textOf(node);
    if (!sourceUrl.safeParse(node.url).success) {
      remark(
        `\`${node.url.slice(0, 200)}\` is no address that begins with https:// or http://.`,
        `${label} ${node.url}`,
      );
    } else if (sources.length >= SOURCES_LIMIT) {
      remark(`At most ${SOURCES_LIMIT} sources are taken.`, node.url);
    } else {
      const own =
        label !== "" && label !== node.url && label !== hostOf(node.url) && !node.url.endsWith(`//${label}`);
      sources.push({ url: node.url, ...(own ? { title: label.slice(0, TITLE_LENGTH).toWellFormed() } : {}) });
    }
    return " ";
  };
  const rest = visit(cell)
    .replace(/[\s,;|·•&]+|\band\b/gi, " ")
    .trim();
  if (/[\p{L}\p{N}]/u.test(rest)) {
    remark(
      `\`${rest}\` is no address; a source is a link or an address that begins with https:// or http://.`,
      rest,
    );
  }
  return sources;
}
