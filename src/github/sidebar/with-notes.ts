import type { Reply } from "../../decide/plan.ts";
import type { SidebarNote } from "./keep-sidebars.ts";

/** The replies with what could not be done beside the issue: said by the answer to whatever asked for it, or on the issue itself. */
export function withNotes(replies: readonly Reply[], notes: readonly SidebarNote[]): readonly Reply[] {
  const texts = new Map<Reply, string[]>();
  for (const { answers, issue, text } of notes) {
    const reply =
      replies.findLast((one) => answers !== null && one.answers.includes(answers)) ??
      replies.findLast(({ thread }) => thread === issue);
    if (reply) texts.set(reply, [...(texts.get(reply) ?? []), text]);
  }
  return replies.map((reply) => {
    const more = texts.get(reply);
    return more ? { ...reply, body: [reply.body, ...more].join("\n\n") } : reply;
  });
}
