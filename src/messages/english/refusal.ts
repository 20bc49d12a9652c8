import { CONFIG_PATH } from "../../domain/config.ts";
import { code, plain } from "../../tracker/inert.ts";

/** A page of the repository's settings. */
const page = (text: string, url: string, path: string) =>
  `[${text}](${encodeURI(`${url}/settings/${path}`)})`;

/** What maintainers read in the issue that tells them that GitHub refuses the bot's commits. */
export const refusal = {
  title: (branch: string) => `Diagram Tracker cannot write to ${branch}`,
  waits: (branch: string) =>
    `GitHub refuses the commits of Diagram Tracker to ${code(branch)}, so claims and all other changes wait. Nothing is lost: I handle them in their order when this is solved. I try again every ten minutes, and I close this issue when it works.`,
  waitsForRun: (branch: string) =>
    `GitHub refuses the commits of Diagram Tracker to ${code(branch)}, so claims and all other changes wait. Nothing is lost: I handle them in their order when this is solved. Each run tries again, and I close this issue when it works.`,
  why: (what: string) => `**What is in the way:** ${what} GitHub says:`,
  toDo: () => "**What to do**, one of:",
  mended: (branch: string) => `Commits to ${code(branch)} work again. I have handled everything that waited.`,
  by: {
    ruleset: (branch: string) =>
      `a ruleset applies to ${code(branch)}, and the App is not on its bypass list.`,
    protection: (branch: string) => `the branch protection rule of ${code(branch)}.`,
    "merge-queue": (branch: string) => `${code(branch)} changes only through a merge queue.`,
    permission: () => "the App lacks a permission in this repository, or the repository is archived.",
    unknown: (branch: string) => `GitHub takes no commit of mine on ${code(branch)}, and I do not know why.`,
  },
  byOfRuns: {
    ruleset: (branch: string) => `a ruleset applies to ${code(branch)}.`,
    permission: () => "the token of the workflow's runs lacks a permission, or the repository is archived.",
  },
  remedy: {
    runsBranch: () =>
      `Put ${code("commit: branch")} into ${code(CONFIG_PATH)}: I then keep assignments and tracker on a branch of my own. GitHub lets no workflow run past a rule, and that needs no setting.`,
    runsToken: (branch: string) =>
      `Give the Action the token of an App, and let that App past the rule of ${code(branch)}.`,
    runsPermission: () =>
      `Give the job ${code("contents: write")}, ${code("issues: write")} and ${code("pull-requests: write")} under ${code("permissions")}: ${code("diagram-tracker doctor --action")} says what it lacks.`,
    ruleset: (branch: string, url: string) =>
      `${page("Settings → Rules → Rulesets", url, "rules")}: open the ruleset that applies to ${code(branch)}, and under “Bypass list” add the App with “Always allow”.`,
    protection: (branch: string, url: string) =>
      `${page("Settings → Branches", url, "branches")}: in the rule of ${code(branch)}, add the App under “Allow specified actors to bypass required pull requests”, and under “Restrict who can push” where that is on. Required status checks still stop an App.`,
    unknown: (branch: string, url: string) =>
      `Look in ${page("Settings → Rules → Rulesets", url, "rules")} and ${page("Settings → Branches", url, "branches")} which rules apply to ${code(branch)}, and let the App bypass them.`,
    personal: (branch: string, url: string) =>
      `This repository belongs to a person, and GitHub lets no App bypass the rules of such a repository. In ${page("Settings → Rules → Rulesets", url, "rules")} or ${page("Settings → Branches", url, "branches")}, change the rule so that it does not apply to ${code(branch)}.`,
    operator: () => "If neither fits what GitHub says, show this issue to whoever runs the bot.",
    permission: (url: string) =>
      `${page("Settings → GitHub Apps", url, "installations")}: configure the App and accept “Contents: Read and write”, “Pull requests: Read and write” and “Issues: Read and write”.`,
    byPullRequest: () =>
      `Put ${code("commit: pull-request")} into ${code(CONFIG_PATH)}: I then keep my changes in one pull request, and claims count at once. With ${code("auto_merge: true")} GitHub merges it as soon as the rules allow it.`,
    freeBranch: (branch: string) =>
      `Take ${code(branch)}, which is my own branch, out of the branches that the rule applies to.`,
  },
  quotedReason: (reason: string) => `> ${plain(reason.slice(0, 1_000))}`,
} as const;
