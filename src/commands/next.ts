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
  summary: "shows what to take next",
  example: "/next 3",
  answer({ count }, { campaign, isBroken, say }) {
    const free = nextDiagrams(campaign, Math.min(MOST, Math.max(1, count ?? 5)), { isExcluded: isBroken });
    const [first] = free;
    if (!first) return say.command.nothingFree();
    const lines = free.map(({ id, name, group }) => `- ${code(id)} ${plain(name)} (${plain(group.name)})`);
    return `These are free and come first:\n\n${lines.join("\n")}\n\n${code(`/claim ${first.id}`)} makes the first one yours.`;
  },
};
