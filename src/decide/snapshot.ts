import type { Permission } from "../domain/config.ts";
import type { RepositoryFiles } from "../domain/source-file.ts";
import type { CheckFacts } from "./check-facts.ts";
import type { RepositoryId } from "./event.ts";

/** The repository at one head SHA, with the facts about pull requests that the batch asks for. */
export interface Snapshot {
  readonly repository: RepositoryId;
  /** The repository's own page, without a slash at the end: the base of every link. GitHub Enterprise has its own. */
  readonly url: string;
  readonly defaultBranch: string;
  /** The branch on which people find the tracker: the default branch, or the bot's own where it keeps it there. */
  readonly trackerBranch: string;
  /** The default branch's commit that configuration and catalog were read at. */
  readonly head: string;
  readonly files: RepositoryFiles;
  /** Null for a number that was asked for and is no pull request. */
  readonly pullRequests: ReadonlyMap<number, PullRequestFacts | null>;
  /** All open pull requests, read only when a decision asked for them. */
  readonly openPullRequests: readonly PullRequestMention[] | null;
  /** Absent where no checks are made. */
  readonly checks?: CheckFacts;
}

/** A pull request as GitHub shows it now, whatever the event said. */
export interface PullRequestFacts {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  /** Null when the account is gone. */
  readonly author: string | null;
  readonly authorIsBot: boolean;
  /** Who edited the description last, and when (an ISO instant); null: it stands as its author opened it. */
  readonly bodyEditedBy: string | null;
  readonly bodyEditedAt: string | null;
  /** Name of the branch that it comes from, and whether that is another repository's. */
  readonly branch: string;
  readonly fromFork: boolean;
  readonly headSha: string;
  /** Name of the branch that it goes to. */
  readonly base: string;
  readonly state: "open" | "closed" | "merged";
  readonly draft: boolean;
  /** ISO instants. */
  readonly createdAt: string;
  readonly mergedAt: string | null;
  readonly files: readonly ChangedFile[];
  /** False when GitHub would not list all files (it stops at 3,000). */
  readonly filesComplete: boolean;
  /** The last approving, change-requesting or dismissed review of each reviewer. */
  readonly reviews: readonly ReviewFacts[];
  /** The comment in which the bot keeps what it has to say about this pull request. */
  readonly notice: { readonly commentId: number; readonly body: string } | null;
}

/** As much of a pull request as tells which diagrams it may be about. Its files may be the first few only. */
export type PullRequestMention = Pick<
  PullRequestFacts,
  "number" | "title" | "body" | "branch" | "fromFork" | "files" | "filesComplete"
>;

export interface ChangedFile {
  readonly path: string;
  readonly change: "added" | "modified" | "removed" | "renamed";
}

export interface ReviewFacts {
  readonly reviewer: string;
  readonly opinion: "approved" | "changes_requested" | "dismissed";
  /** The commit that was looked at; absent where GitHub does not say. */
  readonly commit?: string;
  /** ISO instant. */
  readonly at: string;
}

/** What GitHub says about a person's rights in the repository. */
export interface PersonFacts {
  readonly permission: Permission | "none";
  /** Of the teams that the configuration names, those that the person is a member of, as the configuration spells them. */
  readonly teams: readonly string[];
}
