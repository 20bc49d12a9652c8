import { edited, thread, written } from "./fields.ts";
import { textEvents, textOn } from "./texts.ts";

const payload = edited.extend({ pull_request: thread, comment: written });

/** A comment on a line of a pull request, or a reply to one. Its answer stands in the conversation. */
export const pullRequestReviewComment = {
  actions: ["created", "edited"],
  nothing:
    "Nothing in it is for the bot: no line begins with a command, a bot wrote it and names none of ours, or somebody else than its author edited it.",
  read(sent: unknown) {
    const { data } = payload.safeParse(sent);
    if (!data) return [];
    const { comment, pull_request } = data;
    return textEvents(textOn(pull_request, comment, "review-comment", true), data, "created");
  },
} as const;
