/**
 * Texts as they stand on GitHub, with their histories → the events that webhooks would have brought. The webhooks' own
 * payloads are built again and read by the same code, so that both ways give the same events with the same keys.
 */
import type { CommentEvent } from "../../facts/event.ts";
import { eventsOf } from "../event-of.ts";

/** Something that a person wrote: a comment, or the text with which an issue or pull request was opened. */
export interface WrittenText {
  /** GraphQL's ID. */
  readonly nodeId: string;
  /** Null: the opening text. */
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

export interface Account {
  readonly login: string;
  /** `Bot`, `User` and so on. */
  readonly type: string;
}

/** What the text became at a moment; its first revision is what was written. */
export interface Revision {
  readonly at: string;
  readonly editor: Account | null;
  /** Null when somebody deleted it from the history. */
  readonly body: string | null;
}

/**
 * What was said since then: the text when it was written, and what each later edit made of it. Where the history has a
 * gap, it cannot be told what an edit added, so that edit is left alone.
 */
export function saidSince(
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

interface Saying {
  readonly body: string;
  readonly at: string;
  readonly sender: Account | null;
  /** The text before an edit. */
  readonly from: string | null;
}

function rebuild(text: WrittenText, { body, at, sender, from }: Saying): readonly CommentEvent[] {
  const { commentId, onPullRequest, author: user, createdAt: created_at } = text;
  const thread = { number: text.thread, title: text.title, user, created_at, updated_at: at };
  const edited = from !== null;
  const more = { sender, ...(edited && { changes: { body: { from } } }) };
  const said = { user, body, created_at, updated_at: at };
  const events =
    commentId !== null
      ? eventsOf("issue_comment", {
          action: edited ? "edited" : "created",
          issue: { ...thread, ...(onPullRequest && { pull_request: {} }) },
          comment: { ...said, id: commentId },
          ...more,
        })
      : eventsOf(onPullRequest ? "pull_request" : "issues", {
          action: edited ? "edited" : "opened",
          [onPullRequest ? "pull_request" : "issue"]: { ...thread, ...said },
          ...more,
        });
  return events.filter((event) => event.kind === "comment");
}
