/**
 * `/pause Until the new catalog is agreed on.` → "The campaign is paused. Nobody can claim a diagram until a maintainer
 * comments `/resume`. …"
 */
import { REASON_LIMIT } from "../domain/pause.ts";
import type { CampaignCommand } from "./command.ts";

export const pause: CampaignCommand = {
  kind: "campaign",
  name: "pause",
  usage: "[REASON]",
  summary: (say) => say.pause(),
  example: "/pause Until the new catalog is agreed on",
  role: "maintainer",

  run({ text }, { pause: now, actor, campaign, say }) {
    if (now !== null) return { text: say.campaign.alreadyPaused(now) };
    const reason = text
      .replace(/[\s\p{Cc}]+/gu, " ")
      .trim()
      .slice(0, REASON_LIMIT);
    const { login: by, id } = actor;
    const pause = {
      by,
      ...(id !== null && { byId: id }),
      on: campaign.today,
      reason: reason === "" ? null : reason,
    };
    return { text: say.campaign.paused(), pause };
  },
};
