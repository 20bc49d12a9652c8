/** Who did something, as the facts tell it. */
import type { Assignment } from "../domain/assignment.ts";
import { holderOf } from "../domain/people.ts";
import { isLogin, isSamePerson, type Person, personOf } from "../domain/person.ts";
import type { CheckEvent, CommentEvent } from "./event.ts";
import type { CommitFacts, PullRequestFacts, ReviewFacts } from "./pull-request-facts.ts";

export function writerOf({ author, authorId }: Pick<CommentEvent, "author" | "authorId">): Person {
  return { login: author, id: authorId ?? null };
}

export function presserOf({ by, byId }: Pick<CheckEvent, "by" | "byId">): Person {
  return { login: by, id: byId ?? null };
}

/** The account that opened a pull request, a bot's too. */
export function openerOf({ author, authorId }: Pick<PullRequestFacts, "author" | "authorId">): Person | null {
  return personOf(author, authorId);
}

/** The person whose pull request it is. Null for a bot's, whatever it is called: an App's name may be a person's. */
export function authorOf(pr: Pick<PullRequestFacts, "author" | "authorId" | "authorIsBot">): Person | null {
  return pr.authorIsBot ? null : openerOf(pr);
}

export function headAuthorOf(pr: Pick<PullRequestFacts, "headAuthor" | "headAuthorId">): Person | null {
  return personOf(pr.headAuthor, pr.headAuthorId);
}

export function committerOf({ author, authorId }: Pick<CommitFacts, "author" | "authorId">): Person | null {
  return personOf(author, authorId);
}

/** Whoever gave the review or is asked for one, a bot too. */
export function opinionOf({ reviewer, reviewerId }: Pick<ReviewFacts, "reviewer" | "reviewerId">): Person {
  return { login: reviewer, id: reviewerId ?? null };
}

/**
 * Whether the pull request may move the diagram: it is the holder's, or nobody's who could object. What an agent opens
 * counts for the holder. An author whose account is gone, and a holder who is named by something that is no login (`john.doe`), cannot be compared;
 * there the link that is already in the file counts.
 */
export function isHoldersWork(
  pr: Pick<PullRequestFacts, "number" | "author" | "authorId" | "authorIsBot" | "state">,
  now: Pick<Assignment, "assignee" | "assignee_id" | "pr_number">,
): boolean {
  const holder = holderOf(now);
  if (holder === null) return pr.state === "merged";
  if (pr.authorIsBot || isSamePerson(holder, authorOf(pr))) return true;
  const cannotTell = pr.author === null || (holder.id === null && !isLogin(holder.login));
  return cannotTell && now.pr_number === pr.number;
}
