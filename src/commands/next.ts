/**
 * `/next` → the diagrams that are best taken next, in the order of the phases.
 */
import { nextDiagrams } from "../domain/select.ts";
import { code, plain } from "../tracker/inert.ts";
import type { QueryCommand } from "./command.ts";

const MOST = 25;

export const next: QueryCommand = {
  kind: "query",
  name: "next",
  usage: "[N]",
  summary: (say) => say.next(),
  example: "/next 3",
  answer({ count }, { campaign, isBroken, pause, say, aboutCatalog }) {
    if (count === 0) return say.answers.noCount(MOST);
    const free = nextDiagrams(campaign, Math.min(MOST, count ?? 5), { isExcluded: isBroken });
    const [first] = free;
    if (!first) return aboutCatalog(say.answers.nothingFree());
    const lines = free.map(({ id, name, group }) => `- ${code(id)} ${plain(name)} (${plain(group.name)})`);
    const how = pause === null ? say.answers.takeFirst(first.id) : say.campaign.pausedNow(pause);
    return say.answers.free(lines, how);
  },
};
