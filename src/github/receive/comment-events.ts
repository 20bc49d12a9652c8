/**
 * What people say → events: comments, and the texts with which issues and pull requests are opened. Of what was said only
 * what may hold a command counts, and nothing of bots.
 */
import { z } from "zod";
import type { CommentEvent } from "../../facts/event.ts";
import { account, instant } from "./webhook-fields.ts";

/** GitHub's own limit; nothing longer is a comment. */
const BODY_LIMIT = 65_536;

export const thread = z.object({
  number: z.int(),
  title: z.string(),
  body: z.string().nullish(),
  user: account.nullish(),
  created_at: instant,
  updated_at: instant,
});
export const edited = z.object({
  action: z.string(),
  sender: account,
  changes: z.object({ body: z.object({ from: z.string() }).optional() }).optional(),
});
export const issueComment = edited.extend({
  issue: thread.extend({ pull_request: z.looseObject({}).nullish() }),
  comment: z.object({
    id: z.int(),
    body: z.string().nullish(),
    user: account.nullish(),
    created_at: instant,
    updated_at: instant,
  }),
});
export const issue = edited.extend({ issue: thread });

export function commentEvents(data: z.infer<typeof issueComment> | undefined): CommentEvent[] {
  if (!data) return [];
  const { comment, issue } = data;
  const key = `comment-${comment.id}`;
  const written = { ...comment, number: issue.number, title: issue.title };
  const onPullRequest = Boolean(issue.pull_request);
  if (data.action === "created")
    return eventsFor({ ...written, key, onPullRequest, previousBody: null }, data);
  return data.action === "edited" ? edits({ ...written, key, onPullRequest }, data) : [];
}

/** The text with which an issue or pull request is opened is a comment like any other. */
export function openingEvents(
  data: z.infer<typeof edited>,
  opened: z.infer<typeof thread>,
  onPullRequest: boolean,
): CommentEvent[] {
  const key = `${onPullRequest ? "pull" : "issue"}-${opened.number}`;
  if (data.action === "opened") return eventsFor({ ...opened, key, onPullRequest, previousBody: null }, data);
  return data.action === "edited" ? edits({ ...opened, key, onPullRequest }, data) : [];
}

interface Written {
  readonly key: string;
  readonly number: number;
  readonly title: string;
  readonly onPullRequest: boolean;
  readonly body?: string | null | undefined;
  readonly previousBody: string | null;
  readonly user?: z.infer<typeof account> | null | undefined;
  readonly created_at: string;
  readonly updated_at: string;
}

/** People with write access may edit what others wrote: only the author's own edit counts. */
function edits(
  written: Omit<Written, "previousBody">,
  { changes, sender }: z.infer<typeof edited>,
): CommentEvent[] {
  const previousBody = changes?.body?.from;
  if (previousBody === undefined || sender.login !== written.user?.login) return [];
  const key = `${written.key}@${written.updated_at}`;
  return eventsFor({ ...written, key, created_at: written.updated_at, previousBody }, { sender });
}

function eventsFor(written: Written, { sender }: { sender: z.infer<typeof account> }): CommentEvent[] {
  const body = normalise(written.body ?? "");
  const isByBot = sender.type === "Bot" || written.user?.type === "Bot";
  if (!written.user || isByBot || !/^[ \t]*\//m.test(body)) return [];
  return [
    {
      kind: "comment",
      key: written.key,
      at: written.created_at,
      thread: written.number,
      onPullRequest: written.onPullRequest,
      title: written.title,
      author: written.user.login,
      body,
      previousBody: written.previousBody === null ? null : normalise(written.previousBody),
    },
  ];
}

/** Comments that are written on the web arrive with CRLF. */
function normalise(body: string): string {
  return body.slice(0, BODY_LIMIT).replace(/\r\n?/g, "\n");
}
