/** What the issue says that tells the maintainers of a refusal. */
import { code, plain } from "../../tracker/inert.ts";
import type { OwnIssue } from "./own-issue.ts";

/** What keeps the bot from writing to a branch. */
export type RefusedBy = "ruleset" | "protection" | "merge-queue" | "permission" | "unknown";

export interface RefusalFacts {
  readonly by: RefusedBy;
  /** GitHub's own words. */
  readonly reason: string;
  readonly branch: string;
  /** What they may do beside letting the App past the rule. Markdown. */
  readonly wayOut: string;
  /** The repository's page. */
  readonly url: string;
}

/** Marks the one issue in which maintainers are told that the bot cannot write. */
export const REFUSAL_MARKER = "<!-- diagram-tracker:refused -->";
export const MENDED_MARKER = "<!-- diagram-tracker:mended -->";

/** A pure function of the facts, so that the same refusal changes nothing however often it is met. */
export function renderRefusal(facts: RefusalFacts): OwnIssue {
  const branch = code(facts.branch);
  const body = [
    `GitHub refuses the commits of Diagram Tracker to ${branch}, so claims and all other changes wait. Nothing is lost: they are handled in their order as soon as this is mended. It is tried again every ten minutes, and this issue is closed when it works.`,
    "",
    `**What is in the way:** ${WHAT[facts.by](branch)} GitHub says:`,
    "",
    `> ${plain(facts.reason.slice(0, 1_000))}`,
    "",
    "**What to do**, one of:",
    "",
    ...remedies(facts).map((remedy) => `- ${remedy}`),
  ].join("\n");
  return { marker: REFUSAL_MARKER, title: `Diagram Tracker cannot write to ${facts.branch}`, body };
}

export function renderMended(branch: string): string {
  return `Commits to ${code(branch)} work again, and what waited is handled.\n\n${MENDED_MARKER}`;
}

const WHAT: Readonly<Record<RefusedBy, (branch: string) => string>> = {
  ruleset: (branch) => `a ruleset applies to ${branch}, and the App is not on its bypass list.`,
  protection: (branch) => `the branch protection rule of ${branch}.`,
  "merge-queue": (branch) => `${branch} is changed through a merge queue only.`,
  permission: () => "the App lacks a permission in this repository, or the repository is archived.",
  unknown: (branch) =>
    `GitHub takes no commit of the bot on ${branch}, for a reason that the bot does not know.`,
};

function remedies({ by, branch: name, wayOut, url }: RefusalFacts): string[] {
  const branch = code(name);
  const page = (text: string, path: string) => `[${text}](${encodeURI(`${url}/settings/${path}`)})`;
  switch (by) {
    case "ruleset":
      return [
        `${page("Settings → Rules → Rulesets", "rules")}: open the ruleset that applies to ${branch}, and under “Bypass list” add the App with “Always allow”.`,
        wayOut,
      ];
    case "protection":
      return [
        `${page("Settings → Branches", "branches")}: in the rule of ${branch}, add the App under “Allow specified actors to bypass required pull requests”, and under “Restrict who can push” where that is on. Required status checks stop an App all the same.`,
        wayOut,
      ];
    case "merge-queue":
      return [wayOut];
    case "unknown":
      return [
        `See in ${page("Settings → Rules → Rulesets", "rules")} and ${page("Settings → Branches", "branches")} what applies to ${branch}, and let the App past it.`,
        wayOut,
        "Where neither fits what GitHub says, show it to whoever runs the bot.",
      ];
    case "permission":
      return [
        `${page("Settings → GitHub Apps", "installations")}: configure the App and accept “Contents: Read and write”, “Pull requests: Read and write” and “Issues: Read and write”.`,
      ];
  }
}
