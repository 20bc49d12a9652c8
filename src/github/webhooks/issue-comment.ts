import { z } from "zod";
import { account, edited, instant, thread } from "./fields.ts";
import { textEvents } from "./texts.ts";

const payload = edited.extend({
  issue: thread.extend({ pull_request: z.looseObject({}).nullish() }),
  comment: z.object({
    id: z.int(),
    body: z.string().nullish(),
    user: account.nullish(),
    created_at: instant,
    updated_at: instant,
  }),
});

/** A comment on an issue or in the conversation of a pull request. */
export const issueComment = {
  actions: ["created", "edited"],
  nothing:
    "Nothing in it is for the bot: no line begins with a command, a bot wrote it, or somebody else than its author edited it.",
  read(sent: unknown) {
    const { data } = payload.safeParse(sent);
    if (!data) return [];
    const { comment, issue } = data;
    const { number, title } = issue;
    const onPullRequest = Boolean(issue.pull_request);
    const text = { ...comment, key: `comment-${comment.id}`, number, title, onPullRequest };
    return textEvents(text, data, "created");
  },
} as const;
