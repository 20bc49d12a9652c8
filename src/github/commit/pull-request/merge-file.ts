import { applyPatch, structuredPatch } from "diff";
import { readAssignmentFile } from "../../../domain/assignment-file.ts";

/** A file's text on one side; null: there is none. */
export type Side = string | null;

export interface Merged {
  readonly text: Side;
  /** True: the default branch's edit is not in it. */
  readonly lost: boolean;
}

/** Characters of an assignment: a person's is far smaller, and one that is made for it takes seconds to parse. */
const ASSIGNMENT_LIMIT = 20_000;
/** Lines that were added or taken away: what differs in more was not edited but written anew. */
const EDIT_LIMIT = 5_000;

/**
 * A file that people changed on the default branch (`base`) while the bot's change of it (`ours`) waits to be merged;
 * `ancestor` is what both started from.
 *
 * People's edit is replayed on ours. Where it does not fit:
 * - an assignment stays ours, since a claim that was answered has to hold; the edit is reported as lost;
 * - a tracker becomes theirs, since its prose is people's, and everything that the bot writes there is rendered anew from
 *   the assignments: nothing is lost.
 */
export function mergeFile(
  kind: "assignment" | "tracker",
  path: string,
  { ancestor, base, ours }: { ancestor: Side; base: Side; ours: Side },
): Merged {
  if (base === ours) return { text: base, lost: false };
  // Whoever took our file away on our own branch did so by hand.
  if (ours === null) return { text: base, lost: false };
  const text = ancestor === null || base === null ? null : replay({ ancestor, base, ours });
  const isGood = text !== null && (kind === "tracker" || isReadable(path, text));
  if (isGood) return { text, lost: false };
  return kind === "tracker" ? { text: base, lost: false } : { text: ours, lost: true };
}

function replay({ ancestor, base, ours }: { ancestor: string; base: string; ours: string }): string | null {
  const patch = structuredPatch("", "", ancestor, base, "", "", { context: 1, maxEditLength: EDIT_LIMIT });
  if (patch === undefined) return null;
  const text = applyPatch(ours, patch, { autoConvertLineEndings: false });
  return text === false ? null : text;
}

function isReadable(path: string, text: string): boolean {
  if (text.length > ASSIGNMENT_LIMIT) return false;
  const { assignment, problems } = readAssignmentFile({ path, text });
  return assignment !== null && problems.every(({ severity }) => severity !== "error");
}
