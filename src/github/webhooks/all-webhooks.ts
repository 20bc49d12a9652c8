import { checkRun } from "./check-run.ts";
import { checkSuite } from "./check-suite.ts";
import { issueComment } from "./issue-comment.ts";
import { issues } from "./issues.ts";
import { mergeGroup } from "./merge-group.ts";
import { pullRequest } from "./pull-request.ts";
import { pullRequestReview } from "./pull-request-review.ts";
import { pullRequestReviewComment } from "./pull-request-review-comment.ts";
import { push } from "./push.ts";
import type { Webhook, Webhooks } from "./webhook.ts";

/** What the App subscribes to, by GitHub's names. A new one is its file, its line here and its line in `app.yml`. */
const WEBHOOKS = {
  issue_comment: issueComment,
  issues,
  pull_request: pullRequest,
  pull_request_review: pullRequestReview,
  pull_request_review_comment: pullRequestReviewComment,
  check_run: checkRun,
  check_suite: checkSuite,
  merge_group: mergeGroup,
  push,
} as const satisfies Webhooks;

export type SubscribedEvent = keyof typeof WEBHOOKS;

export const SUBSCRIBED_EVENTS = Object.keys(WEBHOOKS) as readonly SubscribedEvent[];

/** Null for what the App does not subscribe to. Names come from anybody. */
export function webhookNamed(name: string): Webhook | null {
  return Object.hasOwn(WEBHOOKS, name) ? WEBHOOKS[name as SubscribedEvent] : null;
}
