import { z } from "zod";
import { instant } from "./fields.ts";
import { lookAt } from "./pull-request.ts";

const payload = z.object({
  // In lower case here, in upper case in the API.
  review: z.object({ state: z.string() }),
  pull_request: z.object({ number: z.int(), updated_at: instant }),
});

/** A review may verify, or take a verification back. */
export const pullRequestReview = {
  actions: ["submitted", "edited", "dismissed"],
  nothing: "Nothing in it is for the bot: a review that only comments changes nothing.",
  read(sent: unknown) {
    const { data } = payload.safeParse(sent);
    return data && data.review.state.toLowerCase() !== "commented" ? [lookAt(data.pull_request)] : [];
  },
} as const;
