/**
 * Texts as they stand on GitHub, with their histories → the events that webhooks would have brought. The webhooks' own
 * payloads are built again and read by the same code, so that both ways give the same events with the same keys.
 */
import type { CommentEvent } from "../../facts/event.ts";
import type { Revision } from "../../facts/revision.ts";
import type { Account } from "../client/account.ts";
import { eventsOf } from "../webhooks/read-webhook.ts";

/** Something that a person wrote: a comment, or the text with which an issue or pull request was opened. */
export interface WrittenText {
  /** GraphQL's ID. */
  readonly nodeId: string;
  readonly kind: "opening" | "comment" | "review" | "review-comment";
  /** Of the comment or review; null: the opening text has none of its own. */
  readonly commentId: number | null;
  readonly thread: number;
  readonly title: string;
  readonly onPullRequest: boolean;
  readonly author: Account | null;
  readonly body: string;
  /** ISO instants. */
  readonly createdAt: string;
  readonly editedAt: string | null;
}

/**
 * What was said since then: the text when it was written, and what each later edit made of it. Where the history has a
 * gap, it cannot be told what an edit added, so that edit is left alone.
 */
export function commentsSince(
  text: WrittenText,
  revisions: readonly Revision[],
  since: string,
): readonly CommentEvent[] {
  const isNear = (at: string) => Date.parse(at) >= Date.parse(since);
  const history = revisions.length > 0 ? revisions : [original(text)];
  const [first] = history;
  const written =
    first && first.body !== null && isNear(text.createdAt)
      ? rebuild(text, { body: first.body, at: text.createdAt, sender: text.author, from: null })
      : [];
  const edits = history.slice(1).flatMap((next, index) => {
    const from = history[index]?.body ?? null;
    const { at, body, editor } = next;
    return from === null || body === null || !isNear(at)
      ? []
      : rebuild(text, { body, at, sender: editor, from });
  });
  return [...written, ...edits];
}

function original({ createdAt, author, body, editedAt }: WrittenText): Revision {
  return { at: createdAt, editor: author, body: editedAt === null ? body : null };
}

interface TextState {
  readonly body: string;
  readonly at: string;
  readonly sender: Account | null;
  /** The text before an edit. */
  readonly from: string | null;
}

/** The fields that a payload calls the same wherever the text stands. */
interface Payload {
  readonly thread: object;
  readonly written: object;
  readonly id: number | null;
  readonly onPullRequest: boolean;
  readonly createdAt: string;
}

interface Way {
  readonly event: string;
  /** What the webhook calls the writing of it; an edit is `edited` everywhere. */
  readonly action: string;
  readonly payload: object;
}

/** The webhook that brings a text of the kind. */
const WAYS: Readonly<Record<WrittenText["kind"], (given: Payload) => Way>> = {
  opening: ({ thread, written, onPullRequest }) => {
    const opened = { ...thread, ...written };
    return onPullRequest
      ? { event: "pull_request", action: "opened", payload: { pull_request: opened } }
      : { event: "issues", action: "opened", payload: { issue: opened } };
  },
  comment: ({ thread, written, id, onPullRequest }) => {
    const issue = { ...thread, ...(onPullRequest && { pull_request: {} }) };
    return { event: "issue_comment", action: "created", payload: { issue, comment: { ...written, id } } };
  },
  review: ({ thread, written, id, createdAt }) => {
    // Whatever its opinion is: the state of the pull request is compared anyway.
    const review = { ...written, id, state: "commented", submitted_at: createdAt };
    return { event: "pull_request_review", action: "submitted", payload: { pull_request: thread, review } };
  },
  "review-comment": ({ thread, written, id }) => ({
    event: "pull_request_review_comment",
    action: "created",
    payload: { pull_request: thread, comment: { ...written, id } },
  }),
};

function rebuild(text: WrittenText, { body, at, sender, from }: TextState): readonly CommentEvent[] {
  const { commentId: id, onPullRequest, author: user, createdAt } = text;
  const thread = { number: text.thread, title: text.title, user, created_at: createdAt, updated_at: at };
  const written = { user, body, created_at: createdAt, updated_at: at };
  const { event, action, payload } = WAYS[text.kind]({ thread, written, id, onPullRequest, createdAt });
  const edit = from === null ? null : { action: "edited", changes: { body: { from } } };
  const events = eventsOf(event, { action, ...payload, ...edit, sender });
  return events.filter((event) => event.kind === "comment");
}
