import type { TableCell } from "mdast";
import { type CivilDate, parseCivilDate } from "../domain/civil-date.ts";
import { textOf } from "./table.ts";

export interface Verified {
  readonly verifiedBy: string | null;
  readonly verifiedOn: CivilDate | null;
}

/** The verifier of a diagram whose row has a mark but names nobody. No login: it can be taken for no person. */
export const UNNAMED_VERIFIER = "imported tracker";

export const PERSON_LENGTH = 100;

const NOTHING = new Set(["", "-", "--", "–", "—", "n/a", "na", "none", "tbd", "null"]);
const YES = new Set(["", "yes", "y", "true", "x", "ok", "verified", "done", "[x]"]);
const NO = new Set(["no", "n", "false", "not yet", "pending", "unverified", "not verified", "[ ]"]);
const YES_MARK = /[✅✔✓☑]\uFE0F?|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):/gu;
const NO_MARK = /^(?:[❌✖✗✘⬜☐]\uFE0F?|:x:)/u;

/** What a cell says in people's own words for nothing. */
export function isNothing(text: string): boolean {
  return NOTHING.has(text.toLowerCase());
}

/** `✅ ada`, `✅`, `yes (ada)`, `✅ 2024-09-21` → who verified the diagram, and when; nobody where the cell says no. */
export function readVerified(cell: TableCell | undefined, remark: (message: string) => void): Verified {
  const nobody = { verifiedBy: null, verifiedOn: null };
  const text = cell ? textOf(cell) : "";
  if (!cell || isNothing(text) || NO.has(text.toLowerCase())) return nobody;
  if (NO_MARK.test(text)) {
    if (/\p{L}/u.test(text.replace(NO_MARK, ""))) remark(`\`${text}\` is read as not verified.`);
    return nobody;
  }
  const day = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
  const verifiedOn = day === undefined ? null : parseCivilDate(day);
  const marked = text.replace(YES_MARK, " ").trim();
  const words = (verifiedOn === null ? marked : marked.replace(verifiedOn, " ")).trim();
  // A linked name is a name, whatever it is: somebody's login may be `ok`.
  const linked = cell.children.find((node) => node.type === "link");
  const name = linked ? textOf(linked) : nameIn(words, marked !== text);
  if (!linked && YES.has(name.toLowerCase())) return { verifiedBy: UNNAMED_VERIFIER, verifiedOn };
  if (name.length > PERSON_LENGTH) {
    remark(`The reviewer's name has ${name.length} characters; at most ${PERSON_LENGTH} are taken.`);
  }
  return { verifiedBy: bareName(name).slice(0, PERSON_LENGTH).toWellFormed().trim(), verifiedOn };
}

function nameIn(words: string, isMarked: boolean): string {
  const rest = isMarked ? words : words.replace(/^(?:yes|verified)\b[ ,:–—-]*/i, "");
  const name = rest.replace(/^by:? +(?=\S)/i, "");
  return bareName(/^\(([^()]*)\)$/.exec(name)?.[1] ?? name);
}

/** `@ada` → `ada`. */
export function bareName(text: string): string {
  return text.replace(/^@+(?=.)/, "");
}
