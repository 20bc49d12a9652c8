/**
 * `/reopen G-LIN-FL` → "**G-LIN-FL** Flow Diagram: it is in progress again, with **ada** until 2026-12-08."
 */
import { reopened } from "../domain/claims.ts";
import { type DiagramCommand, done } from "./command.ts";
import { say } from "./wording.ts";

export const reopen: DiagramCommand = {
  kind: "diagrams",
  name: "reopen",
  undo: { names: ["unreopen"], how: "`/complete` marks a diagram as complete." },
  usage: "ID…",
  summary: "puts complete diagrams back to work, with the same holder",
  example: "/reopen G-LIN-FL",
  event: "reopen",

  decide({ now }, to, _args, { campaign }) {
    const next = reopened(now, to, campaign);
    return done(next, say.reopened(next));
  },
};
