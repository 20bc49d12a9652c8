import type { CivilDate } from "../domain/civil-date.ts";
import type { Person } from "../domain/person.ts";

/** A pull request as GitHub shows it now, whatever the event said. */
export interface PullRequestFacts {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  /**
   * Null when the account is gone. Whoever is named here has the account's ID beside the login, so far as GitHub tells it:
   * `accounts.ts` puts them together.
   */
  readonly author: string | null;
  readonly authorId?: number | null;
  /** The UTC day on which the account was made. */
  readonly authorSince?: CivilDate | null;
  readonly authorIsBot: boolean;
  /** When the description was edited last (an ISO instant); null: it stands as its author opened it. */
  readonly bodyEditedAt: string | null;
  /** Whoever edited it, null among them: an account that is gone. Null: GitHub does not list them all. */
  readonly bodyEditors: readonly (Person | null)[] | null;
  /**
   * A bot edited it last, of a merged one before the merge: nobody can tell what of it a person wrote. So too where GitHub
   * does not tell how it was then.
   */
  readonly bodyEditedByBot: boolean;
  /** The title that a merged one had when it was merged; null where that cannot be told. Of any other one its title. */
  readonly titleAtMerge: string | null;
  /** The issues of this repository that its merge closes, as GitHub has linked them. */
  readonly closes: readonly ClosedIssue[];
  /** Name of the branch that it comes from, and whether that is another repository's. */
  readonly branch: string;
  readonly fromFork: boolean;
  readonly headSha: string;
  /** The account that the head commit's author is known by; null: none. It is what the commit says, and proves nothing. */
  readonly headAuthor: string | null;
  readonly headAuthorId?: number | null;
  /** Numbers of other pull requests with the same head, as far as GitHub tells them. */
  readonly sameHead: readonly number[];
  /** Name of the branch that it goes to. */
  readonly base: string;
  /** The commit of that branch that it was last compared with. */
  readonly baseSha: string;
  readonly state: "open" | "closed" | "merged";
  readonly draft: boolean;
  /** ISO instants. */
  readonly createdAt: string;
  /** When anything about it changed last. Absent: nobody asked. */
  readonly updatedAt?: string;
  readonly mergedAt: string | null;
  readonly files: readonly ChangedFile[];
  /** False when GitHub would not list all files (it stops at 3,000). */
  readonly filesComplete: boolean;
  /** Its commits in order; null where GitHub would not list them all. */
  readonly commits: readonly CommitFacts[] | null;
  /** The last approving, change-requesting or dismissed review of each reviewer. */
  readonly reviews: readonly ReviewFacts[];
  /** Who is asked for a review, and who was; null where that cannot be told whole. */
  readonly reviewRequests: readonly ReviewRequestFacts[] | null;
  /** The comment in which the bot keeps what it has to say about this pull request. */
  readonly notice: { readonly commentId: number; readonly body: string } | null;
}

/** As much of a pull request as tells which diagrams it may be about. Its files may be the first few only. */
export type PullRequestMention = Pick<
  PullRequestFacts,
  | "number"
  | "title"
  | "body"
  | "author"
  | "authorId"
  | "authorSince"
  | "branch"
  | "fromFork"
  | "files"
  | "filesComplete"
>;

export interface ClosedIssue {
  readonly number: number;
  readonly title: string;
}

export interface ChangedFile {
  readonly path: string;
  readonly change: "added" | "modified" | "removed" | "renamed";
  /** Where a renamed file was before. */
  readonly previousPath?: string;
}

export interface CommitFacts {
  readonly oid: string;
  /** The account that wrote it; null where its e-mail belongs to none. Co-authors wrote nothing of it by themselves. */
  readonly author: string | null;
  readonly authorId?: number | null;
  /** ISO instant at which its committer says that it was made. It proves nothing. Absent: nobody asked. */
  readonly at?: string;
  /** OIDs of the first two; a merge has more than one. */
  readonly parents: readonly string[];
}

export interface ReviewFacts {
  readonly reviewer: string;
  readonly reviewerId?: number | null;
  readonly reviewerSince?: CivilDate | null;
  /** An App's name may be a person's. */
  readonly isBot?: boolean;
  readonly opinion: "approved" | "changes_requested" | "dismissed";
  /** The commit that was looked at; absent where GitHub does not say. */
  readonly commit?: string;
  /** ISO instant. */
  readonly at: string;
}

/** A person who was asked for a review at least once; a team's request is none. */
export interface ReviewRequestFacts {
  readonly reviewer: string;
  readonly reviewerId?: number | null;
  /** `over`: it stood, and ended without anybody's taking it back, as by a review. */
  readonly state: "stands" | "over" | "removed";
  /** Whether the bot did that last: asked, or took it back. */
  readonly isOurs: boolean;
}
