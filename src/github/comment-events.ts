/**
 * What people say → events: comments, and the texts with which issues and pull requests are opened. Of what was said only
 * what may hold a command counts, and nothing of bots.
 */
import { z } from "zod";
import type { CommentEvent } from "../facts/event.ts";
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
  const said = { ...comment, number: issue.number, title: issue.title };
  const onPullRequest = Boolean(issue.pull_request);
  if (data.action === "created") return sayings({ ...said, key, onPullRequest, previousBody: null }, data);
  return data.action === "edited" ? edits({ ...said, key, onPullRequest }, data) : [];
}

/** The text with which an issue or pull request is opened is a comment like any other. */
export function openingEvents(
  data: z.infer<typeof edited>,
  opened: z.infer<typeof thread>,
  onPullRequest: boolean,
): CommentEvent[] {
  const key = `${onPullRequest ? "pull" : "issue"}-${opened.number}`;
  if (data.action === "opened") return sayings({ ...opened, key, onPullRequest, previousBody: null }, data);
  return data.action === "edited" ? edits({ ...opened, key, onPullRequest }, data) : [];
}

interface Said {
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
  said: Omit<Said, "previousBody">,
  { changes, sender }: z.infer<typeof edited>,
): CommentEvent[] {
  const previousBody = changes?.body?.from;
  if (previousBody === undefined || sender.login !== said.user?.login) return [];
  const key = `${said.key}@${said.updated_at}`;
  return sayings({ ...said, key, created_at: said.updated_at, previousBody }, { sender });
}

function sayings(said: Said, { sender }: { sender: z.infer<typeof account> }): CommentEvent[] {
  const body = normalise(said.body ?? "");
  const isByBot = sender.type === "Bot" || said.user?.type === "Bot";
  if (!said.user || isByBot || !/^[ \t]*\//m.test(body)) return [];
  return [
    {
      kind: "comment",
      key: said.key,
      at: said.created_at,
      thread: said.number,
      onPullRequest: said.onPullRequest,
      title: said.title,
      author: said.user.login,
      body,
      previousBody: said.previousBody === null ? null : normalise(said.previousBody),
    },
  ];
}

/** Comments that are written on the web arrive with CRLF. */
function normalise(body: string): string {
  return body.slice(0, BODY_LIMIT).replace(/\r\n?/g, "\n");
}
