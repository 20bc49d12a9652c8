import { z } from "zod";
import { edited, thread, written } from "./fields.ts";
import { textEvents, textOn } from "./texts.ts";

const payload = edited.extend({
  issue: thread.extend({ pull_request: z.looseObject({}).nullish() }),
  comment: written,
});

/** A comment on an issue or in the conversation of a pull request. */
export const issueComment = {
  actions: ["created", "edited"],
  nothing:
    "Nothing in it is for the bot: no line begins with a command, a bot wrote it and names none of ours, or somebody else than its author edited it.",
  read(sent: unknown) {
    const { data } = payload.safeParse(sent);
    if (!data) return [];
    const { comment, issue } = data;
    return textEvents(textOn(issue, comment, "comment", Boolean(issue.pull_request)), data, "created");
  },
} as const;
