/** What is listened to, by the names of GitHub's events; the actions of `push` have no name. */
export const SUBSCRIBED_EVENTS = {
  issue_comment: ["created", "edited"],
  issues: ["opened", "edited"],
  pull_request: [
    "opened",
    "edited",
    "closed",
    "reopened",
    "ready_for_review",
    "converted_to_draft",
    "synchronize",
  ],
  pull_request_review: ["submitted", "edited", "dismissed"],
  check_run: ["rerequested", "requested_action"],
  check_suite: ["rerequested"],
  merge_group: ["checks_requested"],
  push: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;
