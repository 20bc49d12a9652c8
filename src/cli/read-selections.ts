import { inspectCampaign } from "./read-campaign.ts";
import type { Shell } from "./shell.ts";
import { UserError } from "./user-error.ts";

/** The IDs of a clone's campaign, and `G-LIN-*` for each group; none where nothing can be read. */
export async function readSelections(shell: Shell, repo: string): Promise<string[]> {
  try {
    const { catalog } = (await inspectCampaign(shell, { repo })).state;
    const ids = [...catalog.diagrams.keys()];
    const groups = new Set(ids.map((id) => `${id.slice(0, id.lastIndexOf("-"))}-*`));
    return [...ids, ...groups];
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}
