import { z } from "zod";
import { edited, thread } from "./fields.ts";
import { openingText, textEvents } from "./texts.ts";

const payload = edited.extend({ issue: thread });
/** An issue that comes from another repository is opened with what was said there: it was said to nobody here. */
const transferred = z.object({
  action: z.literal("opened"),
  changes: z.object({ old_issue: z.looseObject({}) }),
});

/** An issue's opening text. */
export const issues = {
  actions: ["opened", "edited"],
  nothing:
    "Nothing in it is for the bot: no line begins with a command, a bot wrote it and names none of ours, it came from another repository, or the edit is not one of the text by its author.",
  read(sent: unknown) {
    const { data } = payload.safeParse(sent);
    if (!data || transferred.safeParse(sent).success) return [];
    return textEvents(openingText(data.issue, false), data, "opened");
  },
} as const;
