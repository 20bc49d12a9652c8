/**
 * `/resume` → "The campaign goes on. It was paused for 9 days, and I moved every due date by as many days."
 */
import { daysBetween } from "../domain/civil-date.ts";
import type { CampaignCommand } from "./command.ts";

export const resume: CampaignCommand = {
  kind: "campaign",
  name: "resume",
  aliases: ["unpause"],
  usage: "",
  summary: (say) => say.resume(),
  example: "/resume",
  role: "maintainer",

  run(_args, { pause, campaign, say }) {
    if (pause === null) return { text: say.campaign.notPaused() };
    const days = pause.on === null ? null : Math.max(0, daysBetween(pause.on, campaign.today));
    return { text: say.campaign.resumed(days), pause: null };
  },
};
