import { z } from "zod";
import type { Plan, SidebarWork } from "../../decide/plan.ts";
import type { TrackerEvent } from "../../facts/event.ts";
import { SUBSCRIBED_EVENTS, webhookNamed } from "../../github/webhooks/all-webhooks.ts";
import type { Clone } from "../read-clone.ts";
import { renderDiff } from "../unified-diff.ts";
import type { Recording } from "./read-recording.ts";

const comment = z.strictObject({
  thread: z.int().describe("Number of the issue or pull request."),
  body: z.string().describe("Markdown."),
});
export const replaySchema = z.strictObject({
  event: z.string().describe("The event's name on GitHub."),
  nothing: z.string().nullable().describe("Why the webhook says nothing to the bot; null: it does."),
  decisions: z
    .array(
      z.strictObject({
        key: z.string().describe("Names what happened, however often it is heard of."),
        decision: z.string().describe("What was decided about it, or why nothing."),
      }),
    )
    .describe("One for each thing that the webhook says."),
  commit: z.string().nullable().describe("The headline of the commit; null: no file changes."),
  files: z.array(
    z.strictObject({
      path: z.string().describe("A file that would change."),
      diff: z.string().describe("How, as a unified diff."),
    }),
  ),
  beside: z
    .array(
      z.strictObject({
        issue: z.int().describe("Number of the diagram's own issue."),
        changes: z.array(z.string()).describe("What would change in its sidebar, in words."),
      }),
    )
    .describe("What would change beside issues."),
  opens: z
    .array(
      z.strictObject({
        title: z.string().describe("Of the issue."),
        body: z.string().describe("Markdown."),
      }),
    )
    .describe("Issues that would be opened."),
  replies: z.array(comment),
  notices: z.array(comment),
  unknown: z
    .array(z.string())
    .describe("Facts that the decision asked for and that nobody gave, as sentences."),
});
export type Replay = z.output<typeof replaySchema>;

/** A plan as data for people and programs; the files as differences from the clone's. */
export function describePlan(
  { event, payload }: Recording,
  events: readonly TrackerEvent[],
  plan: Plan,
  unknown: readonly string[],
  { files }: Clone,
): Replay {
  const before = new Map([...files.assignments, ...files.trackers].map((file) => [file.path, file]));
  return {
    event,
    nothing: events.length === 0 ? whyNothing(event, payload) : null,
    decisions: plan.log.map(({ key, decision }) => ({ key, decision })),
    // Without an event nothing is decided, and a tracker that is out of date is not this webhook's matter.
    commit: events.length === 0 ? null : (plan.message?.headline ?? null),
    files:
      events.length === 0
        ? []
        : plan.files.map((change) => ({
            path: change.path,
            diff: renderDiff(change, before.get(change.path)),
          })),
    beside: plan.sidebars.map((work) => ({ issue: work.issue, changes: changesBeside(work) })),
    opens: plan.newIssues.map(({ title, body }) => ({ title, body })),
    replies: plan.replies.map(({ thread, body }) => ({ thread, body })),
    notices: plan.notices.map(({ thread, body }) => ({ thread, body })),
    unknown: [...unknown],
  };
}

function changesBeside({ assign, unassign, addLabel, removeLabels, state }: SidebarWork): string[] {
  return [
    ...unassign.map((login) => `no longer assigns ${login}`),
    ...(assign === null ? [] : [`assigns ${assign}`]),
    ...removeLabels.map(({ name }) => `takes the label "${name}" off`),
    ...(addLabel === null ? [] : [`puts the label "${addLabel.name}" on`]),
    ...(state === null ? [] : [state === "close" ? "closes it" : "opens it again"]),
  ];
}

function whyNothing(event: string, payload: object): string {
  const webhook = webhookNamed(event);
  if (webhook === null) {
    return `The bot does not listen to ${event}; it hears ${SUBSCRIBED_EVENTS.join(", ")}.`;
  }
  const { actions, nothing } = webhook;
  const action = "action" in payload ? String(payload.action) : "(none)";
  if (actions.length > 0 && !actions.includes(action)) {
    return `The bot does not act on ${event} with the action ${action}; it acts on ${actions.join(", ")}.`;
  }
  return `${nothing} A payload that lacks what GitHub always sends says nothing, either.`;
}
