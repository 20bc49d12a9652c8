/**
 * `commit: pull-request`: assignments and tracker are kept on a branch of the bot's own, which one standing pull request
 * brings to the default branch. They count from the moment they are on the bot's branch, combined with what people did on
 * the default branch since.
 *
 * The pull request merges cleanly whatever happens beside it: once the default branch moved on, the next commit comes after
 * both heads. What was merged is found again by the merged pull request's head, so the next one has only what is new.
 */

import { messagesIn } from "../../messages/messages.ts";
import { type CampaignEntries, readEntries } from "../campaign/campaign-paths.ts";
import { BranchRefused } from "../client/failure.ts";
import type { CampaignState, CommitMode, CommitTarget, StateReading } from "./commit-mode.ts";
import { commitOnBranch } from "./commit-on-branch.ts";
import { withSpace } from "./commit-rules.ts";
import { restoreWaiting } from "./lost/restore-branch.ts";
import { createBranch, moveBranch } from "./move-branch.ts";
import { askForOwnBranch, ownBranch } from "./own-branch.ts";
import { findAncestor, readEntriesAt } from "./pull-request/ancestor.ts";
import { bringTogether } from "./pull-request/bring-together.ts";
import { keepStanding } from "./pull-request/keep-standing.ts";
import { type Beside, commitMerge } from "./pull-request/merge-commit.ts";
import { askForStanding, type OwnBranch, readOwnBranch, readStanding } from "./pull-request/standing.ts";
import { readWhoseCommits } from "./pull-request/whose-commits.ts";
import { renderKept, renderMergeMessage } from "./pull-request/wording.ts";

export const pullRequest: CommitMode = {
  ask: (layout, branch) => askForStanding(layout, (fields) => askForOwnBranch(layout, `${branch} ${fields}`)),

  async readState(reading) {
    const { layout, base, answer, readFiles } = reading;
    const own = readOwnBranch(answer);
    const atBase = readEntries(base.commit, layout.paths);
    if (own === null && (await restoreWaiting(reading))) return null;
    if (own === null) return stateOf(reading, own, await readFiles(atBase), afterBase(reading, true));
    if (!own.compare) throw new BranchRefused(noHistory(layout.stateBranch, base.name));
    const next = afterMerge(reading, own, own.compare);
    if (next === null) return readWaiting(reading, own, atBase);
    return stateOf(reading, own, await readFiles(atBase), next);
  },

  rules: {
    commitsTo: "own",
    // Its commits after both heads are merges.
    stoppedBy: [...ownBranch.rules.stoppedBy, "required_linear_history"],
    writes: [...ownBranch.rules.writes, "pull_requests"],
    wayOut: ownBranch.rules.wayOut,
    remarks: ({ config, autoMergeAllowed, isLinear, mergeCommitAllowed }) => [
      ...(config.auto_merge && !autoMergeAllowed
        ? ["`auto_merge: true` does nothing: allow auto-merge in Settings → General → Pull Requests."]
        : []),
      ...(config.auto_merge && isLinear && mergeCommitAllowed
        ? [
            "The default branch takes no merge commits, and `auto_merge: true` makes one: switch merge commits off in Settings → General → Pull Requests, and GitHub squashes or rebases.",
          ]
        : []),
    ],
    drawbacks: ({ config, branch, isStrict }) =>
      config.auto_merge && isStrict
        ? [
            `Pull requests have to be up to date with ${branch} before they are merged, so each merge of the bot's makes every open one stale. \`commit: branch\` never does that, and with \`auto_merge: false\` you choose when.`,
          ]
        : [],
  },
};

/** Where nothing waits, since it is merged. Null: something waits. */
function afterMerge(
  reading: StateReading,
  own: OwnBranch,
  { aheadBy, behindBy }: NonNullable<OwnBranch["compare"]>,
): Next | null {
  // Behind by nothing: the default branch has all that is here.
  if (behindBy === 0) return aheadBy === 0 ? afterOwn(reading, own) : afterBase(reading, false);
  const isTakenOver = own.merged?.headRefOid === own.commit.oid;
  return isTakenOver ? afterBoth(reading, own, NOTHING_WAITS) : null;
}

/** Changes wait. Where the default branch moved on since, both are brought together. */
async function readWaiting(
  reading: StateReading,
  own: OwnBranch,
  atBase: CampaignEntries,
): Promise<CampaignState> {
  const { repo, layout, base, readFiles } = reading;
  const { paths } = layout;
  const { assignments, trackers } = readEntries(own.commit, paths);
  const waiting = await readFiles({ ...atBase, assignments, trackers });
  if (own.compare?.aheadBy === 0) return stateOf(reading, own, waiting, afterOwn(reading, own), true);
  const heads = { own: own.commit.oid, base: base.commit.oid, merged: own.merged };
  const ancestor = await readEntriesAt(repo, await findAncestor(repo, heads), paths);
  const { campaign, ...beside } = await bringTogether(repo, waiting, { atBase, ancestor });
  return stateOf(reading, own, campaign, afterBoth(reading, own, beside), true);
}

/** The parts of a target that depend on what the commit comes after. */
type Next = Pick<CommitTarget, "head" | "due" | "remarks" | "commit">;

const NOTHING_WAITS: Beside = { pending: [], mustMerge: false, lost: [] };

function stateOf(
  reading: StateReading,
  own: OwnBranch | null,
  campaign: CampaignState["campaign"],
  next: Next,
  isPending = false,
): CampaignState {
  const { repo, config, layout, base, answer } = reading;
  const branch = layout.stateBranch;
  const standing = readStanding(own, answer);
  const branches = { own: branch, base: base.name };
  return {
    campaign,
    trackerBranch: base.name,
    readStateBranch: () => readWhoseCommits(repo, own, base.commit),
    target: {
      ...next,
      branch,
      skipsCi: false,
      rules: pullRequest.rules,
      publish: (committed, log) => {
        const { auto_merge: wantsAutoMerge } = config;
        const say = messagesIn(config.language).maintainers;
        const { history: recent } = next.head;
        const title = `${withSpace(config.commits.prefix)}${say.standingTitle()}`;
        const waiting = { ...standing, branches, title, say, isPending, recent, wantsAutoMerge };
        return keepStanding(repo, waiting, committed, log);
      },
    },
  };
}

/** The branch's head. */
function afterOwn({ repo, layout: { paths, stateBranch: branch } }: StateReading, own: OwnBranch): Next {
  const where = { branch, after: own.commit.oid, paths };
  return {
    head: own.commit,
    due: null,
    remarks: [],
    commit: (commit) => commitOnBranch(repo, where, commit),
  };
}

/** The default branch's head, to which the branch is moved first: it is new, or all that it had is there already. */
function afterBase(
  { repo, base, layout: { paths, stateBranch: branch } }: StateReading,
  isNew: boolean,
): Next {
  const { oid } = base.commit;
  return {
    head: base.commit,
    due: null,
    remarks: [],
    commit: async (commit) => {
      const failed = await (isNew ? createBranch : moveBranch)(repo, branch, oid);
      return failed ?? commitOnBranch(repo, { branch, after: oid, paths }, commit);
    },
  };
}

/** Both heads: the default branch moved on while changes wait, or took them over in a commit of its own. */
function afterBoth(
  { repo, base, layout: { stateBranch: branch } }: StateReading,
  own: OwnBranch,
  beside: Beside,
): Next {
  const { oid, tree } = base.commit;
  const { pending } = beside;
  const heads = { branch, parents: [own.commit.oid, oid], tree: tree?.oid ?? "", pending };
  return {
    head: own.commit,
    due: beside.mustMerge ? renderMergeMessage({ own: branch, base: base.name }) : null,
    remarks: beside.lost.map((path) => renderKept(path, { branch: base.name, oid })),
    commit: (commit) => commitMerge(repo, heads, commit),
  };
}

function noHistory(branch: string, base: string): string {
  return `${branch} shares no history with ${base}, so it cannot be brought there. Delete it, and it is made anew`;
}
