import { edited, thread } from "./fields.ts";
import { openingText, textEvents } from "./texts.ts";

const payload = edited.extend({ issue: thread });

/** An issue's opening text. */
export const issues = {
  actions: ["opened", "edited"],
  nothing:
    "Nothing in it is for the bot: no line begins with a command, a bot wrote it, or the edit is not one of the text by its author.",
  read(sent: unknown) {
    const { data } = payload.safeParse(sent);
    return data ? textEvents(openingText(data.issue, false), data, "opened") : [];
  },
} as const;
