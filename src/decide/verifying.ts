import type { Verifying } from "../commands/command.ts";
import type { Assignment } from "../domain/assignment.ts";
import { writerOf } from "../facts/accounts.ts";
import type { CommentEvent } from "../facts/event.ts";
import type { Fold } from "./fold.ts";
import { NO_LINKS } from "./links/find-links.ts";
import { linksOf } from "./links/links-of.ts";
import { whyMayNotVerify } from "./makers.ts";
import { drawingsAt, seenBy, standingCommit } from "./seen-drawings.ts";

/** What it means that somebody says `/verify`. The role has been asked for already. */
export function verifying(fold: Fold, now: Assignment, event: CommentEvent): Verifying {
  const pr = now.pr_number === null ? null : fold.pullRequest(now.pr_number);
  const links = pr === null ? NO_LINKS : linksOf(fold, pr);
  const who = { person: writerOf(event, fold.snapshot.ages), isBot: event.isBot === true };
  const why = whyMayNotVerify(fold, now, { pr, links }, who, () => true);
  if (pr === null) return { why, seen: {} };
  const standing = drawingsAt(fold, pr, now.diagram_id, links, standingCommit(fold, pr));
  return { why, seen: seenBy(standing, pr) };
}
