import { z } from "zod";
import { account, edited, instant, thread } from "./fields.ts";
import { pullRequestEvent } from "./pull-request.ts";
import { textEvents, textOn } from "./texts.ts";

const payload = edited.extend({
  review: z.object({
    id: z.int(),
    // In lower case here, in upper case in the API.
    state: z.string(),
    // Null for the review that GitHub makes around every reply to a line comment.
    body: z.string().nullish(),
    user: account.nullish(),
    submitted_at: instant.nullish(),
    updated_at: instant.nullish(),
  }),
  pull_request: thread,
});

/** A review may verify, or take a verification back; and its text is something written. */
export const pullRequestReview = {
  actions: ["submitted", "edited", "dismissed"],
  nothing:
    "Nothing in it is for the bot: a review that only comments changes nothing, unless its text has a command.",
  read(sent: unknown) {
    const { data } = payload.safeParse(sent);
    if (!data) return [];
    const { review, pull_request } = data;
    const written = {
      ...review,
      created_at: review.submitted_at ?? pull_request.updated_at,
      updated_at: review.updated_at ?? pull_request.updated_at,
    };
    const text = textOn(pull_request, written, "review", true);
    const isOpinion = review.state.toLowerCase() !== "commented";
    // The text speaks of what the opinion made of the pull request.
    return [...(isOpinion ? [pullRequestEvent(pull_request)] : []), ...textEvents(text, data, "submitted")];
  },
} as const;
