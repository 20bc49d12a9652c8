/**
 * `/onboard` → "I open a pull request that sets a campaign up here …" Also where an earlier one was closed.
 */
import type { CampaignCommand } from "./command.ts";

export const onboard: CampaignCommand = {
  kind: "campaign",
  name: "onboard",
  usage: "",
  summary: (say) => say.onboard(),
  example: "/onboard",
  role: "reviewer",

  run(_args, { campaign, say }) {
    return campaign.catalog.categories.length > 0
      ? { text: say.onboarding.isThere() }
      : { text: say.onboarding.asked(), onboard: true };
  },
};
