import { code, plain } from "../../tracker/inert.ts";

interface CampaignLocation {
  readonly branch: string;
  readonly folder: string;
}

interface Move {
  readonly from: CampaignLocation;
  readonly to: CampaignLocation;
}

const CONFIG = code(".github/diagram-tracker.yml");
const at = ({ branch, folder }: CampaignLocation) => `${code(folder)} on ${code(branch)}`;

/** What maintainers read when the configuration names another place for the bot's files than it did. */
export const carried = {
  title: () => "Diagram Tracker moved its files",
  body: ({ from, to }: Move) =>
    [
      `${CONFIG} names another place for my files than before, so I carry over what was in the old one. No claim or status is lost.`,
      "",
      `- Before: ${at(from)}`,
      `- Now: ${at(to)}`,
      "",
      from.branch === to.branch
        ? "There is nothing that you have to do. Close this issue when you have read it."
        : `I do not write to ${code(from.branch)} for this any more. Close this issue when you have read it.`,
    ].join("\n"),
  notTitle: () => "Diagram Tracker cannot move its files",
  notBody: ({ from, to, reason }: Move & { readonly reason: string }) =>
    [
      `${CONFIG} names another place for my files than before, and I cannot carry over what is in the old one. Until I can, I change nothing: comments wait, and I handle them then.`,
      "",
      `- The newest claims and statuses: ${at(from)}`,
      `- Where they have to be now: ${at(to)}`,
      "",
      `**What is in the way:** ${plain(reason)}`,
      "",
      "**What to do**, one of:",
      "",
      `- Let the App write to ${code(to.branch)}.`,
      `- Merge ${code(from.branch)} into ${code(to.branch)} yourself.`,
      `- Put the old place back into ${CONFIG}.`,
      "",
      "I try again every ten minutes.",
    ].join("\n"),
  goneBody: ({ from, to, base, oid }: Move & { readonly base: string; readonly oid: string }) => {
    const push = (commit: string) => code(`git push origin ${commit}:refs/heads/${from.branch}`);
    return [
      `${CONFIG} names another place for my files than before, and the old one is gone: ${code(from.branch)} was deleted, and GitHub no longer has its last commit. Until it is there again I change nothing: comments wait, and I handle them then.`,
      "",
      `- The newest claims and statuses were in ${at(from)}`,
      `- Where they have to be now: ${at(to)}`,
      "",
      "**What to do**, one of:",
      "",
      `- Whoever has a clone with its last commit runs ${push(oid)}.`,
      `- If what was there may be lost, go on with what is on ${code(base)}: ${push(base)}.`,
      "",
      "I try again every ten minutes.",
    ].join("\n");
  },
  catalogBody: ({ from, to }: Move) =>
    [
      `${CONFIG} says that the catalog is in ${at(to)}, and there is none. Until there is, I change nothing: comments wait, and I handle them then.`,
      "",
      `- The catalog: ${at(from)}`,
      "",
      "**What to do**, one of:",
      "",
      `- Move its files to ${code(to.folder)}.`,
      `- Put ${code(`paths.catalog: ${from.folder}`)} back into ${CONFIG}.`,
      `- To end the campaign, remove ${code(from.folder)}.`,
      "",
      "I try again every ten minutes, and close this issue then.",
    ].join("\n"),
} as const;
