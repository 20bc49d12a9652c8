/**
 * `/override G-LIN-FL The numbers are under embargo.` → "**G-LIN-FL** Flow Diagram: the missing checklist points are waived
 * for this pull request. It still needs a review. …"
 */
import { REASON_LIMIT } from "../domain/pause.ts";
import { type DiagramCommand, done, refuse, same } from "./command.ts";

const OVERRIDES_LIMIT = 50;

export const override: DiagramCommand = {
  kind: "diagrams",
  name: "override",
  undo: {
    names: ["unoverride", "unwaive"],
    how: (say) => say.undoOverride(),
  },
  usage: "[ID…] REASON",
  summary: (say) => say.override(),
  example: "/override G-LIN-FL The numbers are under embargo",
  event: "waive",
  endsInText: true,
  takesAll: true,
  looksAgain: true,

  check({ patterns, text }, { say }) {
    const typed = patterns.map((one) => `${one.text} `).join("");
    return text === "" ? say.command.needsReason(typed) : null;
  },

  decide({ now }, _to, { text }, { actor, campaign, thread, say }) {
    if (!thread.onPullRequest) return refuse(say.diagram.overrideElsewhere());
    const reason = text.replace(/[\s\p{Cc}]+/gu, " ").slice(0, REASON_LIMIT);
    const before = now.overrides ?? [];
    const own = before.find(({ pr, points }) => pr === thread.number && points === undefined);
    if (own?.reason === reason) return same(say.diagram.overridden(own.reason));
    const next = {
      by: actor.login,
      ...(actor.id !== null && { by_id: actor.id }),
      on: campaign.today,
      pr: thread.number,
      reason,
    };
    const overrides = [...before.filter((one) => one !== own), next].slice(-OVERRIDES_LIMIT);
    return done({ ...now, overrides }, say.diagram.overridden(reason));
  },
};
