import { parseCivilDate } from "../../domain/civil-date.ts";
import { withoutAt } from "../../domain/person.ts";
import { visibleText } from "../cell.ts";
import { type Column, isNothing } from "./column.ts";
import { clippedName, PERSON_LENGTH, renderPerson } from "./person.ts";

/** The verifier of a diagram whose row has a mark but names nobody. No login: it can be taken for no person. */
export const UNNAMED_VERIFIER = "imported tracker";

const YES = new Set(["", "yes", "y", "true", "x", "ok", "verified", "done", "[x]"]);
const NO = new Set(["no", "n", "false", "not yet", "pending", "unverified", "not verified", "[ ]"]);
const YES_SYMBOL = /[✅✔✓☑]\uFE0F?|:(?:white_check_mark|heavy_check_mark|ballot_box_with_check):/gu;
const NO_SYMBOL = /^(?:[❌✖✗✘⬜☐]\uFE0F?|:x:)/u;

export const verified = {
  title: "Verified",
  aliases: ["verifiedby", "verification", "reviewedby", "checkedby", "approvedby", "geprüftvon", "geprüft"],
  separator: "----------",
  render: (_, { verification: { verified_by } }, url) =>
    verified_by ? `✅ ${renderPerson(verified_by, url)}` : "-",
  // `✅ ada`, `✅`, `yes (ada)`, `✅ 2024-09-21` → who verified the diagram, and when; nothing where the cell says no.
  read: ({ text, pieces }, remark) => {
    if (isNothing(text) || NO.has(text.toLowerCase())) return {};
    if (NO_SYMBOL.test(text)) {
      if (/\p{L}/u.test(text.replace(NO_SYMBOL, ""))) remark(`\`${text}\` is read as not verified.`);
      return {};
    }
    const day = /\b\d{4}-\d{2}-\d{2}\b/.exec(text)?.[0];
    const date = day === undefined ? null : parseCivilDate(day);
    const on = date === null ? {} : { verified_on: date };
    const withoutSymbol = text.replace(YES_SYMBOL, " ").trim();
    const words = (date === null ? withoutSymbol : withoutSymbol.replace(date, " ")).trim();
    // A linked name is a name, whatever it is: somebody's login may be `ok`.
    const linked = pieces.find(({ url }) => url !== null);
    const name = linked ? visibleText(linked.text) : nameIn(words, withoutSymbol !== text);
    if (!linked && YES.has(name.toLowerCase())) {
      return { verification: { verified_by: UNNAMED_VERIFIER, ...on } };
    }
    if (name.length > PERSON_LENGTH) {
      remark(`The reviewer's name has ${name.length} characters; at most ${PERSON_LENGTH} are taken.`);
    }
    return { verification: { verified_by: clippedName(withoutAt(name)), ...on } };
  },
} as const satisfies Column;

function nameIn(words: string, hasSymbol: boolean): string {
  const rest = hasSymbol ? words : words.replace(/^(?:yes|verified)\b[ ,:–—-]*/i, "");
  const name = rest.replace(/^by:? +(?=\S)/i, "");
  return withoutAt(/^\(([^()]*)\)$/.exec(name)?.[1] ?? name);
}
