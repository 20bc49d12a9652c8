/**
 * `commit: branch`: assignments and tracker are kept on a branch of the bot's own, which is never merged. It starts as the
 * default branch is at the first commit.
 */
import { type CampaignEntries, readEntries } from "../campaign/campaign-paths.ts";
import type { Layout } from "../campaign/layout.ts";
import type { CommitMode, ModeQuestion } from "./commit-mode.ts";
import { commitOnBranch } from "./commit-on-branch.ts";
import { direct } from "./direct.ts";
import { restoreWaiting } from "./lost/restore-branch.ts";
import { createBranch } from "./move-branch.ts";

export const ownBranch: CommitMode = {
  ask: askForOwnBranch,

  async readState(reading) {
    const { repo, base, answer, readFiles } = reading;
    const { paths, stateBranch: branch } = reading.layout;
    const atBase = readEntries(base.commit, paths);
    const own = answer.own?.target ?? null;
    if (own === null && (await restoreWaiting(reading))) return null;
    const head = own ?? base.commit;
    const where = { branch, after: head.oid, paths };
    return {
      campaign: await readFiles(own ? entriesOnBoth(atBase, readEntries(own, paths)) : atBase),
      trackerBranch: branch,
      readStateBranch: async () => null,
      target: {
        branch,
        head,
        due: null,
        remarks: [],
        skipsCi: true,
        rules: ownBranch.rules,
        commit: async (commit) => {
          const failed = own ? null : await createBranch(repo, branch, head.oid);
          return failed ?? commitOnBranch(repo, where, commit);
        },
        publish: async () => {},
      },
    };
  },

  rules: {
    commitsTo: "own",
    stoppedBy: [...direct.rules.stoppedBy, "creation"],
    writes: direct.rules.writes,
    wayOut: (branch, say) => say.freeBranch(branch),
    remarks: () => [],
  },
};

/** The head of the bot's branch, and what else is asked of it. */
export function askForOwnBranch({ stateBranch }: Layout, fields: string): ModeQuestion {
  return {
    fields: `own: ref(qualifiedName: $own) { ${fields} }`,
    parameters: ["$own: String!"],
    variables: { own: `refs/heads/${stateBranch}` },
  };
}

/** The bot's branch has the assignments. A document that came to the default branch later is taken over from there. */
function entriesOnBoth(atBase: CampaignEntries, atOwn: CampaignEntries): CampaignEntries {
  const trackers = atOwn.trackers.map((entry, at) => entry ?? atBase.trackers[at] ?? null);
  return { ...atBase, assignments: atOwn.assignments, trackers };
}
