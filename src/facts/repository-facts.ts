import type { CivilDate } from "../domain/civil-date.ts";
import type { Person } from "../domain/person.ts";
import type { RepositoryId } from "../domain/repository-id.ts";
import type { RepositoryFiles } from "../domain/source-file.ts";
import type { CheckFacts } from "./check-facts.ts";
import type { FilePatch, PullRequestContents } from "./contents.ts";
import type { FileHistory } from "./file-history.ts";
import type { IssueFacts, KnownLabels } from "./issue-facts.ts";
import type { OnboardingFacts } from "./onboarding-facts.ts";
import type { PullRequestFacts, PullRequestMention } from "./pull-request-facts.ts";
import type { Revision } from "./revision.ts";
import type { StateBranchFacts } from "./state-branch-facts.ts";
import type { QuietPullRequests, ThreadState } from "./thread-facts.ts";

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
  /** Null for a number that was asked for and is no issue, or is gone. */
  readonly issues?: ReadonlyMap<number, IssueFacts | null>;
  /** Absent while nobody asked. */
  readonly labels?: KnownLabels;
  /** Keys that the bot's replies on an issue or pull request answer, by its number, with when each was posted (ISO instant). */
  readonly answered?: ReadonlyMap<number, ReadonlyMap<string, string>>;
  /** Whether an issue or pull request takes comments, by its number. */
  readonly threads?: ReadonlyMap<number, ThreadState>;
  /** What accounts are called now, by ID, so far as that was asked; null: the account is gone. */
  readonly accounts?: ReadonlyMap<number, string | null>;
  /** The open pull requests on which nothing happened for longest; absent where nobody asked. */
  readonly quiet?: QuietPullRequests;
  /** All open pull requests, read only when a decision asked for them. */
  readonly openPullRequests: readonly PullRequestMention[] | null;
  /** The files of pull requests, by `contentsKey`; null where nobody can read them: then only their paths speak. */
  readonly contents: ReadonlyMap<string, PullRequestContents> | null;
  /** How merged pull requests changed their files, by number; null: GitHub does not say. */
  readonly patches: ReadonlyMap<number, readonly FilePatch[] | null>;
  /** What the descriptions of pull requests were, by number, oldest first; null: GitHub does not say. */
  readonly descriptions: ReadonlyMap<number, readonly Revision[] | null>;
  /** The commits that touched files of the campaign, by path; null: the branch is not there. Absent while nobody asked. */
  readonly histories?: ReadonlyMap<string, FileHistory | null>;
  /** What waits on the bot's own branch; absent while nobody asked, null where nobody can tell. */
  readonly stateBranch?: StateBranchFacts | null;
  /** On which UTC day the accounts of those who write were made, by ID; absent where nobody asked. */
  readonly ages?: ReadonlyMap<number, CivilDate>;
  /** Whose account is our own; absent where no bot spoke, null where GitHub does not say. */
  readonly self?: Person | null;
  /** Absent while nobody asked; null: there is no commit. */
  readonly onboarding?: OnboardingFacts | null;
  /** Absent where no checks are made. */
  readonly checks?: CheckFacts;
}
