/**
 * How a repository takes the bot's commits: one file a mode, and nothing else asks which mode it is. A mode knows where
 * the newest state of the campaign is, and what takes the next change of it.
 *
 * Configuration and catalog are the default branch's in every mode; no branch is ever forced.
 */
import type { Logger } from "pino";
import type { CommitMessage } from "../../decide/plan.ts";
import type { Config } from "../../domain/config.ts";
import type { Person } from "../../domain/person.ts";
import type { FileChange } from "../../domain/source-file.ts";
import type { StateBranchFacts } from "../../facts/state-branch-facts.ts";
import type { Messages } from "../../messages/english/english.ts";
import type { CampaignFiles } from "../campaign/campaign-files.ts";
import type { CampaignEntries } from "../campaign/campaign-paths.ts";
import type { Layout } from "../campaign/layout.ts";
import type { CommitAnswer, SnapshotAnswer } from "../campaign/snapshot-answer.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import type { CommitOutcome } from "./outcome.ts";

export interface CommitMode {
  /** What the snapshot's query asks beside the default branch. `branch`: what it asks of a branch. */
  readonly ask: (layout: Layout, branch: string) => ModeQuestion;
  /** Finds the newest state in the answer, and reads it. Null: it was put back just now, so that all has to be read anew. */
  readonly readState: (reading: StateReading) => Promise<CampaignState | null>;
  readonly rules: ModeRules;
}

/** GraphQL of a Repository, with its variables and how they are declared. */
export interface ModeQuestion {
  readonly fields: string;
  readonly parameters: readonly string[];
  readonly variables: Readonly<Record<string, string>>;
}

export interface StateReading {
  readonly repo: RepositoryClient;
  readonly config: Config;
  /** Our own account; null: GitHub does not say. */
  readonly self: Person | null;
  readonly layout: Layout;
  /** The default branch. */
  readonly base: { readonly name: string; readonly commit: CommitAnswer };
  /** What GitHub answered to the mode's question too. */
  readonly answer: SnapshotAnswer["repository"];
  /** Reads a campaign at these entries, as far as it is not known. */
  readonly readFiles: (entries: CampaignEntries) => Promise<CampaignFiles>;
}

export interface CampaignState {
  /** The campaign as it counts now, whether or not it is merged. */
  readonly campaign: CampaignFiles;
  /** The branch on which people find the tracker. */
  readonly trackerBranch: string;
  /** Who made what waits to be merged; null: nothing does. Read only where a decision asks. */
  readonly readStateBranch: () => Promise<StateBranchFacts | null>;
  readonly target: CommitTarget;
}

/** Where the next change of a state goes. It is good for that state only: whoever moved on reads again. */
export interface CommitTarget {
  readonly branch: string;
  /** The newest commit that the next one comes after. What an earlier try committed is there, or before it. */
  readonly head: CommitAnswer;
  /** A commit is due though no decision asks for one; null: it is not. */
  readonly due: CommitMessage | null;
  /** Lines that the message says beside what was decided. */
  readonly remarks: readonly string[];
  /** Whether it may ask CI to skip its commits: a pull request whose checks never run cannot be merged where they are required. */
  readonly skipsCi: boolean;
  /** Those of its mode: what to tell the maintainers where the branch refuses us. */
  readonly rules: ModeRules;
  /** Never throws for what GitHub makes of it, and never tries twice. */
  readonly commit: (commit: NewCommit) => Promise<CommitOutcome>;
  /** What has to follow a commit, of this try or of an earlier one. Repeated, it changes nothing. */
  readonly publish: (committed: Committed, log: Logger) => Promise<void>;
}

export interface NewCommit {
  readonly files: readonly FileChange[];
  readonly message: CommitMessage;
}

export interface Committed {
  /** What this try committed; null: an earlier one did, and may not have come to the rest. */
  readonly commit: { readonly oid: string; readonly message: string } | null;
  /** Whether an earlier try of the batch wrote a commit with this message. */
  readonly isEarlier: (message: string) => boolean;
}

/** What a branch has to allow for the mode to work, and what to say where it does not. */
export interface ModeRules {
  readonly commitsTo: "default" | "own";
  /** Types of GitHub's branch rules that stop its commits, unless the App may bypass them. */
  readonly stoppedBy: readonly string[];
  /** Areas of permissions in which the App has to write. */
  readonly writes: readonly string[];
  /** What a maintainer may do beside letting the App past the rule. Markdown. `branch`: its name. */
  readonly wayOut: (branch: string, say: Messages["refusal"]["remedy"]) => string;
  /** Whole sentences on what does not stop it, but is good to know. */
  readonly remarks: (facts: RemarkFacts) => readonly string[];
  /** Whole sentences on what it makes worse here than another mode would, and which. */
  readonly drawbacks: (facts: RemarkFacts) => readonly string[];
}

export interface RemarkFacts {
  readonly config: Pick<Config, "auto_merge">;
  /** The default branch. */
  readonly branch: string;
  /** Pull requests have to be up to date with the default branch before they are merged. */
  readonly isStrict: boolean;
  /** The default branch takes no merge commits. */
  readonly isLinear: boolean;
  readonly mergeCommitAllowed: boolean;
  /** Changes of the default branch go through a merge queue. */
  readonly isQueued: boolean;
  readonly autoMergeAllowed: boolean;
}
