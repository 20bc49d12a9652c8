/**
 * The events that start a run, by GitHub's names, and the webhook whose payload each has. Of `null` nothing is read: that
 * such an event came only means "look". A review's own event is none of them: on a fork's pull request its token
 * may only read, and its workflow may be the pull request's (https://docs.github.com/actions/reference/security/securely-using-pull_request_target).
 * It starts a workflow without any permission, and the end of that starts a run (`workflow_run`), in which every review is read
 * from the API. What the other workflow left behind is not looked at, since whoever opened the pull request may have written it.
 */
import type { SubscribedEvent } from "../github/webhooks/all-webhooks.ts";

const STARTED_BY = {
  issue_comment: "issue_comment",
  issues: "issues",
  pull_request_target: "pull_request",
  push: "push",
  workflow_run: null,
  schedule: null,
  workflow_dispatch: null,
} as const satisfies Readonly<Record<string, SubscribedEvent | null>>;

export type StartingEvent = keyof typeof STARTED_BY;

export const STARTING_EVENTS = Object.keys(STARTED_BY) as readonly StartingEvent[];

export function isStartingEvent(name: string): name is StartingEvent {
  return Object.hasOwn(STARTED_BY, name);
}

export function webhookOf(name: StartingEvent): SubscribedEvent | null {
  return STARTED_BY[name];
}

/** What to write instead of the events that people try. */
const INSTEAD: Readonly<Record<string, string>> = {
  pull_request: "Use `pull_request_target`: from a fork `pull_request` has a token that may only read.",
  pull_request_review:
    "Reviews are handed over by a second workflow and `workflow_run`: from a fork their own token may only read.",
  pull_request_review_comment:
    "Leave it out: a comment on a line is read by the next run, whatever starts that.",
};

export function refuseEvent(name: string): string {
  const known = STARTING_EVENTS.join(", ");
  const instead = Object.hasOwn(INSTEAD, name) ? INSTEAD[name] : `Expected one of ${known}.`;
  return `The event \`${name}\` starts nothing here. ${instead} \`diagram-tracker init --action\` writes the two workflows.`;
}
