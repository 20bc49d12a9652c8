/** What the snapshot's query asks and tells about the standing pull request. */

import type { Layout } from "../../campaign/layout.ts";
import type { CommitAnswer, SnapshotAnswer } from "../../campaign/snapshot-answer.ts";
import { type Page, present } from "../../client/page.ts";
import { looksLikeOurs } from "../../trailer.ts";
import type { ModeQuestion } from "../commit-mode.ts";

interface StandingPullRequest {
  readonly id: string;
  readonly number: number;
  readonly body: string;
  /** Somebody may have opened it by hand: then its words are theirs. */
  readonly isOurs: boolean;
  readonly isAutoMerging: boolean;
  readonly head: string;
  /** Messages of our commits in it since the last merge, oldest first. */
  readonly messages: readonly string[];
}

export interface StandingState {
  /** The open pull request, if there is one. */
  readonly standing: StandingPullRequest | null;
  /** The head of the pull request that was merged last. */
  readonly mergedHead: string | null;
  /** Null: the repository's settings do not allow it. */
  readonly autoMerge: "MERGE" | "SQUASH" | "REBASE" | null;
}

/** The bot's branch, and how it stands to the default branch. */
export interface OwnBranch {
  readonly commit: CommitAnswer;
  /** How many commits the default branch is ahead of it and behind it; null where they share no history. */
  readonly compare: { readonly aheadBy: number; readonly behindBy: number } | null;
  readonly open: StandingAnswer | null;
  /** The pull request that was merged last. */
  readonly merged: MergedAnswer | null;
}

type Nodes<T> = Pick<Page<T>, "nodes">;

interface StandingAnswer {
  readonly id: string;
  readonly number: number;
  readonly body: string;
  readonly viewerDidAuthor: boolean;
  readonly author: { readonly login: string } | null;
  readonly headRefOid: string;
  readonly autoMergeRequest: { readonly enabledAt: string | null } | null;
  readonly commits: Nodes<{ readonly commit: { readonly oid: string; readonly message: string } }>;
}

interface MergedAnswer {
  readonly headRefOid: string;
  readonly mergeCommit: { readonly oid: string } | null;
}

interface Answer {
  readonly own?: {
    readonly target: CommitAnswer | null;
    readonly compare: OwnBranch["compare"];
    readonly standing: Nodes<StandingAnswer>;
    readonly merged: Nodes<MergedAnswer>;
  } | null;
  readonly autoMergeAllowed?: boolean;
  readonly mergeCommitAllowed?: boolean;
  readonly squashMergeAllowed?: boolean;
  readonly rebaseMergeAllowed?: boolean;
}

// Pull requests of forks whose branch has the same name are not among those of a ref.
const OF_OWN_BRANCH = `compare(headRef: $base) { aheadBy behindBy }
      standing: associatedPullRequests(first: 1, states: [OPEN], baseRefName: $base) { nodes {
        id number body viewerDidAuthor author { login } headRefOid autoMergeRequest { enabledAt }
        commits(last: 50) { nodes { commit { oid message } } }
      } }
      merged: associatedPullRequests(
        first: 1, states: [MERGED], baseRefName: $base, orderBy: { field: CREATED_AT, direction: DESC }
      ) { nodes { headRefOid mergeCommit { oid } } }`;

// The tree is that of the head that the query asks for anyway: GraphQL merges fields of one name.
const OF_REPOSITORY = `autoMergeAllowed mergeCommitAllowed squashMergeAllowed rebaseMergeAllowed
    defaultBranchRef { target { ... on Commit { tree { oid } } } }`;

export function askForStanding(
  { defaultBranch }: Layout,
  askForOwn: (fields: string) => ModeQuestion,
): ModeQuestion {
  const { fields, parameters, variables } = askForOwn(OF_OWN_BRANCH);
  return {
    fields: `${OF_REPOSITORY}\n    ${fields}`,
    parameters: [...parameters, "$base: String!"],
    variables: { ...variables, base: defaultBranch },
  };
}

/** Null: there is no such branch. */
export function readOwnBranch(answer: SnapshotAnswer["repository"]): OwnBranch | null {
  const { own } = answer as Answer;
  if (!own?.target) return null;
  const [open = null] = own.standing.nodes ?? [];
  const [merged = null] = own.merged.nodes ?? [];
  return { commit: own.target, compare: own.compare, open, merged };
}

export function readStanding(own: OwnBranch | null, answer: SnapshotAnswer["repository"]): StandingState {
  const allowed = answer as Answer;
  const mergedHead = own?.merged?.headRefOid ?? null;
  return {
    standing: own?.open ? pullRequestOf(own.open, mergedHead) : null,
    mergedHead,
    autoMerge: allowed.autoMergeAllowed ? methodOf(allowed) : null,
  };
}

function methodOf(allowed: Answer): StandingState["autoMerge"] {
  if (allowed.mergeCommitAllowed) return "MERGE";
  return allowed.squashMergeAllowed ? "SQUASH" : allowed.rebaseMergeAllowed ? "REBASE" : null;
}

function pullRequestOf(open: StandingAnswer, mergedHead: string | null): StandingPullRequest {
  const commits = present(open.commits.nodes).map(({ commit }) => commit);
  return {
    id: open.id,
    number: open.number,
    body: open.body.replace(/\r\n?/g, "\n").trim(),
    isOurs: open.viewerDidAuthor,
    isAutoMerging: open.autoMergeRequest !== null,
    head: open.headRefOid,
    messages: ownMessages(commits, mergedHead),
  };
}

/** Those of the bot's, of commits oldest first. After a squash GitHub lists again what is merged already. */
export function ownMessages(
  commits: readonly { readonly oid: string; readonly message: string }[],
  mergedHead: string | null,
): string[] {
  const since = commits.slice(commits.findIndex(({ oid }) => oid === mergedHead) + 1);
  return since.map(({ message }) => message).filter(looksLikeOurs);
}
