/** What is said about setting a campaign up, and in the pull request that does. */
import type { Config } from "../../domain/config.ts";
import { findings } from "../../domain/findings.ts";
import type { Problem } from "../../domain/problem.ts";
import type { CampaignProposal } from "../../facts/onboarding-facts.ts";
import { code, plain } from "../../tracker/inert.ts";
import { locateProblem } from "../locate-problem.ts";
import { counted, listed } from "./grammar.ts";

const bullets = (lines: readonly string[]) => lines.map((line) => `- ${line}`).join("\n");

const MODES: Readonly<Record<Config["commit"], string>> = {
  direct: `Nothing keeps me from committing to the default branch as it is now. If a rule shall protect it later, let me past that rule, or choose another ${code("commit:")}.`,
  branch: `The default branch is protected, so I keep assignments and tracker on a branch of my own (${code("commit: branch")}).`,
  "pull-request": `The default branch is protected, so my changes come in one standing pull request (${code("commit: pull-request")}). To have them at once, let me past the rule and take that line out.`,
};

export const onboarding = {
  asked: () =>
    `I open a pull request that sets a campaign up here, or bring the one that is open up to date. It will name this thread.`,
  isThere: () => `This repository has a campaign already. ${code("/help")} lists what can be done in it.`,

  title: () => "Set up a diagram campaign",
  fresh: () =>
    "This pull request sets up a campaign: a catalog of what is to be made, and a tracker that I keep up to date. I found no tracker to import, so the catalog has two examples. Put your own diagrams there before you merge.",
  found: (tracker: string, { diagrams, categories, assignments }: CampaignProposal["found"]) =>
    `I found your tracker in ${code(tracker)}: ${counted(diagrams, "diagram", "diagrams")} in ${counted(categories, "category", "categories")}, ${assignments} of them with somebody's name or progress. This pull request makes a campaign of it, in which I keep that document up to date.`,
  askedBy: (login: string, thread: number) => `${code(login)} asked for it in #${thread}.`,
  sayNo: () =>
    `**Merge it,** and people can claim. **Close it,** and I will not ask again, also when I am installed anew. Whoever may write here can comment ${code("/onboard")} on any issue to have it again.`,
  contents: (files: readonly string[]) =>
    `### What is in it\n${bullets(files)}\n\nNothing of it runs: there is no workflow and no code.`,
  folder: (folder: string, count: number) => `${code(folder)}: ${counted(count, "file", "files")}`,
  document: (path: string) => `${code(path)}: your document. Outside of my markers not a byte of it changes`,
  configuration: (path: string) => `${code(path)}: the configuration, with comments`,
  problems: (problems: readonly Problem[], more: number) =>
    `### What I could not take over, or had to guess\n${bullets(problems.map((one) => locateProblem(one, findings)))}${more > 0 ? `\n- …and ${more} more` : ""}\n\nWhat I could not take over stays in the document as it is.`,
  summary: (table: string) => `### How the tracker will look\n${table}`,
  answer: (example: string, reply: string) =>
    `### What happens then\nSomebody comments ${code(`/claim ${example}`)} on an issue, and I answer:\n\n${reply}\n\nTheir pull request moves the diagram to Review, and its merge makes it complete.`,
  settings: (mode: Config["commit"], checks: readonly string[]) =>
    `### What to set\n- ${MODES[mode]}\n- To hold pull requests to the checklist, require ${listed(checks.map((name) => `*${plain(name)}*`))} in the rules of the default branch, with this App as their source. Until then they only tell.\n- Reviewers are those with write permission, maintainers those with the role maintain or admin, unless the configuration says otherwise.`,
  yours: () =>
    "Change on this branch what you want. As soon as somebody else has pushed here, I leave the files alone and only keep this text up to date.",
} as const;
