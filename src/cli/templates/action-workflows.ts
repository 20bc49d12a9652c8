import { digestOf } from "../../domain/digest.ts";
import type { FileChange } from "../../domain/source-file.ts";
import { webhookNamed } from "../../github/webhooks/all-webhooks.ts";

export const WORKFLOWS = ".github/workflows";
/** Where the Action is published. */
export const ACTION_REPOSITORY = "diagram-tracker/diagram-tracker";
/** What the workflow of reviews is called: the other one is started by that name. */
const REVIEWS = "Diagram Tracker reviews";

export interface ActionPin {
  /** SHA of the release's commit. */
  readonly commit: string;
  /** `v1.2.3` */
  readonly release: string;
}

export interface WorkflowTarget {
  readonly defaultBranch: string;
  /** `owner/name`; null: the clone does not say. */
  readonly repository: string | null;
}

/**
 * The two workflows of a campaign without a server. Nothing of a pull request is checked out or run in either, no expression
 * stands in a script, and the one that may write is always the default branch's.
 */
export function actionWorkflows(pin: ActionPin, target: WorkflowTarget): FileChange[] {
  return [
    { path: `${WORKFLOWS}/diagram-tracker.yml`, text: mainWorkflow(pin, target) },
    { path: `${WORKFLOWS}/diagram-tracker-reviews.yml`, text: reviewsWorkflow() },
  ];
}

function mainWorkflow({ commit, release }: ActionPin, target: WorkflowTarget): string {
  const { defaultBranch, repository } = target;
  return `# Runs the diagram campaign: answers commands, follows pull requests, keeps the tracker. Written by
# \`diagram-tracker init --action\`; \`diagram-tracker doctor --action\` says whether all of it works here.
name: Diagram Tracker
on: # zizmor: ignore[dangerous-triggers] Nothing of a pull request is checked out or run.
  issue_comment:
    types: ${list(actionsOf("issue_comment"))}
  issues:
    types: ${list(actionsOf("issues"))}
  pull_request_target:
    types: ${list(actionsOf("pull_request"))}
  push:
    branches: [${JSON.stringify(defaultBranch)}]
  # The end of the other workflow: somebody reviewed. What they said is read from GitHub, not from there.
  workflow_run:
    workflows: [${REVIEWS}]
    types: [completed]
  # Makes good for what no event brought. Not at the full hour, when GitHub drops runs.
  schedule:
    - cron: "${minuteOf(repository)} 5,17 * * *"
  workflow_dispatch:
    inputs:
      dry-run:
        description: Only say what would be done
        type: boolean
        default: true
permissions: {}
jobs:
  tracker:
    name: Diagram Tracker
    # Most comments and reviews are none of its business; a fork has no campaign of its own; runs of Dependabot may not write.
    if: >-
      !github.event.repository.fork &&
      github.event.sender.login != 'dependabot[bot]' &&${
        repository === null
          ? ""
          : `
      (github.event_name != 'schedule' || github.repository == '${repository}') &&`
      }
      (github.event_name != 'issue_comment' || (contains(github.event.comment.body, '/') && !(github.event.sender.type == 'Bot' && contains(github.event.comment.body, '<!-- diagram-tracker:')))) &&
      (github.event_name != 'issues' || contains(github.event.action, 'assigned') || contains(github.event.issue.body, '/')) &&
      (github.event_name != 'workflow_run' || (github.event.workflow_run.event == 'pull_request_review' && github.event.workflow_run.conclusion != 'skipped'))
    runs-on: ubuntu-24.04
    timeout-minutes: 10
    # One after the other, and none is dropped. On the job, so that a run that is skipped does not wait in line.
    concurrency:
      group: diagram-tracker
      queue: max
    permissions:
      actions: read # when the last run was
      checks: write # the two checks on pull requests
      contents: write # assignments and the tracker
      issues: write # answers, labels, assignees
      pull-requests: write # answers, requests for reviews
    steps:
      - uses: ${ACTION_REPOSITORY}@${commit} # ${release}
        with:
          dry-run: \${{ inputs.dry-run || false }}
`;
}

/** It only ends: that starts the other one. On a fork's pull request nothing more would be allowed, and nothing more is asked. */
function reviewsWorkflow(): string {
  return `# Tells the workflow "Diagram Tracker" that somebody reviewed: on a pull request from a fork a review's own run may only
# read, and its workflow is the pull request's. So this one may do nothing at all, and hands nothing over.
name: ${REVIEWS}
on:
  pull_request_review:
    types: ${list(actionsOf("pull_request_review"))}
permissions: {}
jobs:
  reviewed:
    name: Somebody reviewed
    if: >-
      !github.event.repository.fork &&
      (github.event.review.state != 'commented' || contains(github.event.review.body, '/'))
    runs-on: ubuntu-24.04
    timeout-minutes: 2
    steps:
      - run: echo "Diagram Tracker reads the review from GitHub."
`;
}

function actionsOf(webhook: string): readonly string[] {
  return webhookNamed(webhook)?.actions ?? [];
}

function list(names: readonly string[]): string {
  return `[${names.join(", ")}]`;
}

/**
 * Spread over the hour, away from its beginning and its half: what is scheduled there comes late or never.
 * https://docs.github.com/actions/how-tos/troubleshoot-workflows#triggering-event-conditions
 */
export function minuteOf(repository: string | null): number {
  const offset = Number.parseInt(digestOf(repository ?? "").slice(0, 8), 16) % 50;
  return offset < 25 ? offset + 3 : offset + 8;
}
