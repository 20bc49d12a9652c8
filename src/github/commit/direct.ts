/** `commit: direct`: assignments and tracker are the default branch's, and the commit comes after its head. */
import { readEntries } from "../campaign/campaign-paths.ts";
import type { CommitMode } from "./commit-mode.ts";
import { commitOnBranch } from "./commit-on-branch.ts";

export const direct: CommitMode = {
  ask: () => ({ fields: "", parameters: [], variables: {} }),

  async readState({ repo, layout: { paths }, base: { name, commit: head }, readFiles }) {
    return {
      campaign: await readFiles(readEntries(head, paths)),
      trackerBranch: name,
      readStateBranch: async () => null,
      target: {
        branch: name,
        head,
        due: null,
        remarks: [],
        skipsCi: true,
        rules: direct.rules,
        commit: (commit) => commitOnBranch(repo, { branch: name, after: head.oid, paths }, commit),
        publish: async () => {},
      },
    };
  },

  rules: {
    commitsTo: "default",
    stoppedBy: [
      "pull_request",
      "required_status_checks",
      "merge_queue",
      "update",
      "required_deployments",
      "workflows",
      "code_scanning",
    ],
    writes: ["contents", "issues"],
    wayOut: (_branch, say) => say.byPullRequest(),
    remarks: ({ isQueued }) =>
      isQueued
        ? [
            "Each direct commit of the bot makes the merge queue start again; `commit: pull-request` does not.",
          ]
        : [],
  },
};
