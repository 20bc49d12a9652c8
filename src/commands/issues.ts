/**
 * `/issues phase 1` → "I open an issue for each of 18 free diagrams of Phase 1: Core. …"
 */
import { assignmentOf } from "../domain/campaign.ts";
import { parseSelection } from "../domain/select.ts";
import type { CampaignCommand } from "./command.ts";

/** So many one command opens: GitHub lets an installation open five hundred an hour, and everybody needs some of them. */
const MOST = 100;

export const issues: CampaignCommand = {
  kind: "campaign",
  name: "issues",
  usage: "PHASE | group | ID",
  summary: (say) => say.issues(),
  example: "/issues phase 1",
  role: "maintainer",

  run({ text: typed }, { campaign, isBroken, say, aboutCatalog, notFound }) {
    const text = typed.trim();
    if (text === "" || text.startsWith("@")) return { text: say.issue.ofWhat() };
    const selection = parseSelection(text, campaign);
    if ("unknown" in selection) {
      const { unknown, near } = selection;
      return { text: notFound(unknown, say.command.noSuchGroup(unknown, near)) };
    }
    const { title, diagrams } = selection;
    const free = diagrams.filter((diagram) => {
      const { status, issue } = assignmentOf(campaign, diagram.id);
      return status === "pending" && issue === undefined && !isBroken(diagram);
    });
    if (free.length === 0) return { text: aboutCatalog(say.issue.none(title)) };
    const chosen = free.slice(0, MOST);
    return {
      text: say.issue.opening(title, chosen.length, free.length - chosen.length),
      issues: chosen.map(({ id }) => id),
    };
  },
};
