import { z } from "zod";
import type { TrackerEvent } from "../../facts/event.ts";
import { edited, thread } from "./fields.ts";
import { openingText, textEvents } from "./texts.ts";

const payload = edited.extend({ issue: thread });
/** An issue that comes from another repository is opened with what was said there: it was said to nobody here. */
const transferred = z.object({
  action: z.literal("opened"),
  changes: z.object({ old_issue: z.looseObject({}) }),
});

/** An issue's opening text, and who is assigned. What the payload says of that was seen to be wrong: it only wakes up. */
export const issues = {
  actions: ["opened", "edited", "assigned", "unassigned"],
  nothing:
    "Nothing in it is for the bot: no line begins with a command, a bot wrote it and names none of ours or changed the assignees, it came from another repository, or the edit is not one of the text by its author.",
  read(sent: unknown): TrackerEvent[] {
    const { data } = payload.safeParse(sent);
    if (!data || transferred.safeParse(sent).success) return [];
    if (data.action === "assigned" || data.action === "unassigned") {
      return data.sender.type === "Bot" ? [] : [lookAtSidebar(data.issue)];
    }
    return textEvents(openingText(data.issue, false), data, "opened");
  },
} as const;

export function lookAtSidebar({
  number,
  updated_at,
}: {
  number: number;
  updated_at: string;
}): TrackerEvent<"issue"> {
  return { kind: "issue", key: `sidebar-${number}@${updated_at}`, at: updated_at, number };
}
