/** Who did something, as the facts tell it. */
import type { Assignment } from "../domain/assignment.ts";
import type { CivilDate } from "../domain/civil-date.ts";
import { holderOf } from "../domain/people.ts";
import { accountOf, isLogin, isSamePerson, type Person, personOf } from "../domain/person.ts";
import type { CheckEvent, CommentEvent } from "./event.ts";
import type { CommitFacts, PullRequestFacts, ReviewFacts } from "./pull-request-facts.ts";

/** `ages`: by ID, on which UTC day accounts were made, so far as that was read. */
export function writerOf(
  { author, authorId }: Pick<CommentEvent, "author" | "authorId">,
  ages?: ReadonlyMap<number, CivilDate>,
): Person {
  const since = authorId === undefined ? undefined : ages?.get(authorId);
  return { login: author, id: authorId ?? null, ...(since && { since }) };
}

export function presserOf({ by, byId }: Pick<CheckEvent, "by" | "byId">): Person {
  return { login: by, id: byId ?? null };
}

/** By what an account is told from others where only its deeds are counted: its ID, which no rename changes; else its login. */
export function accountKey({ login, id }: Person): string {
  return id === null ? login.toLowerCase() : `#${id}`;
}

/** Under which the replies to a bot are counted that declined nothing. */
export function botRepliesKey(bot: Person): string {
  return `${accountKey(bot)} replied`;
}

/** The account that opened a pull request, a bot's too. */
export function openerOf({
  author,
  authorId,
  authorSince,
}: Pick<PullRequestFacts, "author" | "authorId" | "authorSince">): Person | null {
  return accountOf(author, authorId, authorSince);
}

/** The person whose pull request it is. Null for a bot's, whatever it is called: an App's name may be a person's. */
export function authorOf(
  pr: Pick<PullRequestFacts, "author" | "authorId" | "authorSince" | "authorIsBot">,
): Person | null {
  return pr.authorIsBot ? null : openerOf(pr);
}

export function headAuthorOf(pr: Pick<PullRequestFacts, "headAuthor" | "headAuthorId">): Person | null {
  return personOf(pr.headAuthor, pr.headAuthorId);
}

export function committerOf({ author, authorId }: Pick<CommitFacts, "author" | "authorId">): Person | null {
  return personOf(author, authorId);
}

/** Whoever gave the review or is asked for one, a bot too. */
export function opinionOf({
  reviewer,
  reviewerId,
  reviewerSince: since,
}: Pick<ReviewFacts, "reviewer" | "reviewerId" | "reviewerSince">): Person {
  return { login: reviewer, id: reviewerId ?? null, ...(since && { since }) };
}

/**
 * Whether the pull request may move the diagram: it is the holder's, or nobody's who could object. What an agent opens
 * counts for the holder. An author whose account is gone, and a holder who is named by something that is no login (`john.doe`), cannot be compared;
 * there the link that is already in the file counts.
 */
export function isHoldersWork(
  pr: Pick<PullRequestFacts, "number" | "author" | "authorId" | "authorSince" | "authorIsBot" | "state">,
  now: Pick<Assignment, "assignee" | "assignee_id" | "start_date" | "pr_number">,
): boolean {
  const holder = holderOf(now);
  if (holder === null) return pr.state === "merged";
  if (pr.authorIsBot || isSamePerson(holder, authorOf(pr))) return true;
  const cannotTell = pr.author === null || (holder.id === null && !isLogin(holder.login));
  return cannotTell && now.pr_number === pr.number;
}
