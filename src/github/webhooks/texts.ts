/**
 * What is written → events: comments, and the texts with which issues and pull requests are opened. Of these only what may
 * hold a command counts. What a bot wrote is heard only where a line begins with one of our commands, and the decisions
 * leave it alone unless the configuration lists that bot.
 */
import type { z } from "zod";
import { mayNameCommand } from "../../commands/may-name-command.ts";
import { botLogin, isSamePerson, personOf } from "../../domain/person.ts";
import type { CommentEvent } from "../../facts/event.ts";
import { mayContainCommand } from "../../facts/readable-text.ts";
import { type account, BODY_LIMIT, type edited, type thread } from "./fields.ts";

export interface WebhookText {
  /** Names the text however often it is edited. */
  readonly key: string;
  /** Number of the issue or pull request. */
  readonly number: number;
  readonly title: string;
  readonly onPullRequest: boolean;
  readonly body?: string | null | undefined;
  readonly user?: z.infer<typeof account> | null | undefined;
  readonly created_at: string;
  readonly updated_at: string;
}

type Sent = z.infer<typeof edited>;

/** `written`: the action by which such a text comes into being. */
export function textEvents(
  text: WebhookText,
  sent: Sent,
  written: "created" | "opened" | "submitted",
): CommentEvent[] {
  if (sent.action === written) return eventsOfText(text, sent, null);
  return sent.action === "edited" ? editEvents(text, sent) : [];
}

/** The text with which an issue or pull request is opened is a comment like any other. */
export function openingText(opened: z.infer<typeof thread>, onPullRequest: boolean): WebhookText {
  return { ...opened, onPullRequest, key: `${onPullRequest ? "pull" : "issue"}-${opened.number}` };
}

/** What stands on a thread, below its opening text. `name`: how its kind of text is called in keys. */
export function textOn(
  { number, title }: Pick<WebhookText, "number" | "title">,
  text: Omit<WebhookText, "key" | "number" | "title" | "onPullRequest"> & { readonly id: number },
  name: "comment" | "review" | "review-comment",
  onPullRequest: boolean,
): WebhookText {
  return { ...text, key: `${name}-${text.id}`, number, title, onPullRequest };
}

/** People with write access may edit what others wrote: only the author's own edit counts. */
function editEvents(text: WebhookText, sent: Sent): CommentEvent[] {
  const before = sent.changes?.body?.from;
  if (before === undefined || !isOwnEdit(text, sent)) return [];
  const { updated_at } = text;
  return eventsOfText({ ...text, key: `${text.key}@${updated_at}`, created_at: updated_at }, sent, before);
}

function isOwnEdit({ user }: WebhookText, { sender }: Sent): boolean {
  return isSamePerson(personOf(user?.login, user?.id), personOf(sender.login, sender.id));
}

function eventsOfText(
  text: WebhookText,
  { sender }: Pick<Sent, "sender">,
  before: string | null,
): CommentEvent[] {
  const body = normalise(text.body ?? "");
  const { user } = text;
  if (!user || !mayContainCommand(body) || !isWorthReading(user.type, body)) return [];
  const isByBot = user.type === "Bot";
  // Nobody speaks for somebody of another kind.
  if (isByBot !== (sender.type === "Bot")) return [];
  return [
    {
      kind: "comment",
      key: text.key,
      at: text.created_at,
      thread: text.number,
      onPullRequest: text.onPullRequest,
      title: text.title,
      author: isByBot ? botLogin(user.login) : user.login,
      ...(user.id !== undefined && { authorId: user.id }),
      ...(isByBot && { isBot: true }),
      body,
      previousBody: before === null ? null : normalise(before),
    },
  ];
}

/**
 * Most of what bots write is none of our business, and nothing is read for it. What holds a marker of ours is our own, or
 * that of another Diagram Tracker.
 */
export function isWorthReading(type: string | undefined, body: string): boolean {
  return type !== "Bot" || (!body.includes("<!-- diagram-tracker:") && mayNameCommand(body));
}

/** Texts that are written on the web arrive with CRLF. */
export function normalise(body: string): string {
  return body.slice(0, BODY_LIMIT).replace(/\r\n?/g, "\n");
}
