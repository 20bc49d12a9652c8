import type { HttpAnswer } from "./exchange.ts";
import type { DrawnFault } from "./faults.ts";
import type { RateLimit } from "./rate-limits.ts";

/** GitHub's own words for what goes wrong on its side. */
export function answerFault({ answer, retryAfter }: DrawnFault, rate: RateLimit): HttpAnswer | "reset" {
  if (typeof answer === "object") return answer;
  const documentation_url = "https://docs.github.com/rest/overview/rate-limits-for-the-rest-api";
  const secondary = {
    message: "You have exceeded a secondary rate limit. Please wait a few minutes before you try again.",
    documentation_url,
  };
  switch (answer) {
    case "reset":
      return "reset";
    case "500":
      return { status: 500, body: { message: "Server Error" } };
    case "502":
      return { status: 502, body: { message: "Server Error" } };
    case "504":
      return {
        status: 504,
        body: { message: "We couldn't respond to your request in time. Sorry about that." },
      };
    case "secondary-limit":
      return { status: 403, headers: { "retry-after": String(retryAfter) }, body: secondary };
    case "429":
      return { status: 429, headers: { "retry-after": String(retryAfter) }, body: secondary };
    case "primary-limit":
      return {
        status: 403,
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(rate.reset) },
        body: { message: "API rate limit exceeded for installation.", documentation_url },
      };
    case "graphql-error":
      return {
        status: 200,
        body: {
          data: null,
          errors: [
            {
              message:
                "Something went wrong while executing your query. Please include `0000` when reporting.",
            },
          ],
        },
      };
    default:
      return answer satisfies never;
  }
}
