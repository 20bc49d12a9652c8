import type { Assignment } from "../../domain/assignment.ts";
import type { Diagram } from "../../domain/catalog.ts";
import type { Status } from "../../domain/status.ts";
import type { Inline } from "../inline.ts";
import type { StatusWords } from "./status-words.ts";

/** What a cell says. Keys of which it says nothing are not there. */
export interface CellFields extends Partial<Omit<Assignment, "diagram_id" | "status" | "verification">> {
  readonly id?: string;
  readonly name?: string;
  /** Null when it cannot be understood; a remark says so. */
  readonly status?: Status | null;
  readonly verification?: Partial<Assignment["verification"]>;
}

/**
 * Reports a whole sentence about a cell, or nothing; `lost`, else the cell's whole text, is kept in the assignment's
 * notes.
 */
export type Remark = (message: string | null, lost?: string) => void;

/** A column of the detail tables. All that is known about it stands here. */
export interface Column {
  readonly title: string;
  /** What people call it, in lower case, letters only. Of two that a table has, the one that comes first here is meant. */
  readonly aliases: readonly string[];
  /** The line below the title. */
  readonly separator: string;
  /** `url` is the repository's page, the base of links. */
  readonly render: (diagram: Diagram, assignment: Assignment, url: string) => string;
  readonly read: (cell: Inline, remark: Remark, words?: StatusWords) => CellFields;
}

const NOTHING = new Set(["", "-", "--", "–", "—", "n/a", "na", "none", "tbd", "null"]);

/** What a cell says in people's own words for nothing. */
export function isNothing(text: string): boolean {
  return NOTHING.has(text.toLowerCase());
}
