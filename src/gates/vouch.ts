/**
 * Who vouches for what is ticked in a description: whoever sent the edit that ticked it, by GitHub's own history of the text.
 * Nothing is remembered of edits that were heard, so nothing is lost when one was not.
 *
 * Who would gain by cheating: an author whose tick counts for a reviewer who only mended a comma later (a tick is its
 * edit's, not the last editor's); who deletes the revision in which they ticked (then it is nobody's); who moves a box
 * under another heading, so that it counts for another diagram (that is an edit, and theirs); and a bot that ticks for its
 * author (a bot vouches for nothing, and takes nobody's tick away by rewriting the text around it).
 */
import type { IsKnown } from "../domain/diagram-id.ts";
import { isSamePerson, personOf } from "../domain/person.ts";
import { openerOf } from "../facts/accounts.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Revision } from "../facts/revision.ts";
import { readTicked, type Ticked } from "./attestations.ts";
import type { Vouched } from "./standing.ts";

type Word = Vouched["word"];

/** So many characters of a history are looked through: what was ticked before is nobody's. */
const READ = 500_000;

/** Whether the history is needed: somebody else than the author edited the text, or it matters when the author did. */
export function asksForHistory(pr: PullRequestFacts, isWhenAsked: boolean): boolean {
  return pr.bodyEditedAt !== null && (isWhenAsked || !isOnlyAuthors(pr));
}

/** Nobody's ticks are left out. `history`: oldest first; null: not known. */
export function vouch(
  pr: PullRequestFacts,
  history: readonly Revision[] | null,
  isKnown: IsKnown,
): Vouched[] {
  const ticked = readTicked(pr.body, isKnown);
  // GitHub calls the text of a revision `diff`; that it is the whole one the newest tells.
  const isTold = ticked.length > 0 && history?.at(-1)?.body?.trimEnd() === pr.body.trimEnd();
  const edits = isTold ? findEdits(history, ticked, isKnown) : new Map<string, Revision>();
  return ticked.flatMap((one) => {
    const edit = edits.get(keyOf(one));
    const word = edit ? wordOf(edit, pr) : isOnlyAuthors(pr) ? wordOfAuthor(pr) : null;
    return word === null ? [] : [{ ...one, word }];
  });
}

/** The edits since which the points are ticked, by `keyOf`; where the history has a gap, it is not told. */
function findEdits(
  history: readonly Revision[],
  ticked: readonly Ticked[],
  isKnown: IsKnown,
): Map<string, Revision> {
  const found = new Map<string, Revision>();
  const open = new Set(ticked.map(keyOf));
  let left = READ;
  for (const [back, revision] of history.toReversed().entries()) {
    const before = history.at(-2 - back);
    if (before?.body === null || open.size === 0) break;
    left -= before?.body.length ?? 0;
    if (left < 0) break;
    const earlier = new Set(readTicked(before?.body ?? "", isKnown).map(keyOf));
    for (const key of [...open].filter((one) => !earlier.has(one))) {
      found.set(key, revision);
      open.delete(key);
    }
  }
  return found;
}

function keyOf({ point, id }: Ticked): string {
  return `${point} ${id ?? ""}`;
}

function wordOf({ editor, at }: Revision, pr: PullRequestFacts): Word | null {
  if (editor === null || editor.type === "Bot") return null;
  const isAuthor = isSamePerson(personOf(editor.login, editor.id), openerOf(pr));
  return { by: editor.login, at, isAuthor, isTick: true };
}

/** The text is the author's as it was opened, or as they edited it last. */
function wordOfAuthor({ author, authorIsBot, bodyEditedAt, createdAt }: PullRequestFacts): Word | null {
  if (authorIsBot) return null;
  return { by: author, at: bodyEditedAt ?? createdAt, isAuthor: author !== null, isTick: false };
}

function isOnlyAuthors(pr: PullRequestFacts): boolean {
  if (pr.bodyEditedAt === null) return true;
  return pr.bodyEditors?.every((editor) => isSamePerson(editor, openerOf(pr))) ?? false;
}
