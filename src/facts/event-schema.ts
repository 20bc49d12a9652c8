/**
 * The shapes of `TrackerEvent` and `Outbox` for whoever reads them back from where they were kept: an older version, a
 * newer one or a damaged disk may have left something else there. A field that is added to a type does not compile until
 * it is added here. They are made when the first is read back: a server that idles does without them.
 */
import { z } from "zod";
import type { DiagramId } from "../domain/diagram-id.ts";
import type { DeclinedReply, Outbox, UnfinishedIssue, WriteProgress } from "./batch.ts";
import type { TrackerEvent } from "./event.ts";
import type { RecentWrite } from "./recent-write.ts";

type Fields<T> = { readonly [Field in keyof T]-?: z.ZodType<T[Field]> };
type Kind = TrackerEvent["kind"];
type EventOf<K extends Kind> = Extract<TrackerEvent, { readonly kind: K }>;

export const trackerEventSchema: z.ZodType<TrackerEvent> = z.lazy(makeEventSchema);
export const outboxSchema: z.ZodType<Outbox> = z.lazy(makeOutboxSchema);

function makeEventSchema() {
  const common = { key: z.string(), at: z.iso.datetime({ offset: true }) };

  const fields = {
    comment: {
      ...common,
      kind: z.literal("comment"),
      thread: z.int(),
      onPullRequest: z.boolean(),
      title: z.string(),
      author: z.string(),
      authorId: z.int().exactOptional(),
      isBot: z.literal(true).exactOptional(),
      body: z.string(),
      previousBody: z.string().nullable(),
    },
    "pull-request": {
      ...common,
      kind: z.literal("pull-request"),
      number: z.int(),
      closedWith: z.object({ title: z.string(), body: z.string() }).optional(),
    },
    push: { ...common, kind: z.literal("push"), changed: z.array(z.string()).optional() },
    check: {
      ...common,
      kind: z.literal("check"),
      wish: z.enum(["again", "override"]),
      headSha: z.string(),
      number: z.int().nullable(),
      by: z.string(),
      byId: z.int().exactOptional(),
    },
    "merge-group": {
      ...common,
      kind: z.literal("merge-group"),
      headSha: z.string(),
      baseSha: z.string(),
      branch: z.string(),
      number: z.int().nullable(),
    },
    day: { ...common, kind: z.literal("day") },
    onboard: {
      ...common,
      kind: z.literal("onboard"),
      because: z.enum(["installed", "picked", "asked"]),
      thread: z.int().exactOptional(),
      by: z.string().exactOptional(),
    },
    issue: { ...common, kind: z.literal("issue"), number: z.int(), since: z.string().exactOptional() },
  } satisfies { readonly [K in Kind]: Fields<EventOf<K>> };
  return z.discriminatedUnion("kind", [
    z.object(fields.comment),
    z.object(fields["pull-request"]),
    z.object(fields.push),
    z.object(fields.check),
    z.object(fields["merge-group"]),
    z.object(fields.day),
    z.object(fields.issue),
    z.object(fields.onboard),
  ]);
}

function makeOutboxSchema() {
  const reply = z.object({
    thread: z.int(),
    body: z.string(),
    answers: z.array(z.string()),
    people: z.array(z.string()).exactOptional(),
  } satisfies Fields<Outbox["replies"][number]>);

  const unconfirmed = z.object({ write: z.string(), at: z.iso.datetime() } satisfies Fields<
    WriteProgress["unconfirmed"][number]
  >);
  const progress = z.object({
    isUnsure: z.literal(true).exactOptional(),
    done: z.array(z.string()),
    unconfirmed: z.array(unconfirmed),
  } satisfies Fields<WriteProgress>);

  return z.object({
    deliveryIds: z.array(z.string()),
    secret: z.string().exactOptional(),
    parent: z.string().nullable(),
    replies: z.array(reply),
    pullRequests: z.array(z.int()).exactOptional(),
    issues: z
      .array(z.object({ number: z.int(), since: z.string() } satisfies Fields<UnfinishedIssue>))
      .exactOptional(),
    declined: z
      .array(z.object({ key: z.string(), person: z.string() } satisfies Fields<DeclinedReply>))
      .exactOptional(),
    recent: z
      .array(z.object({ what: z.string(), id: z.int(), text: z.string() } satisfies Fields<RecentWrite>))
      .exactOptional(),
    newIssues: z.array(z.string().transform((id) => id as DiagramId)).exactOptional(),
    progress: progress.exactOptional(),
  } satisfies Fields<Outbox>);
}
