import { z } from "zod";
import type { KeptDelivery } from "../inbox/inbox-admin.ts";

export const deliverySchema = z.strictObject({
  id: z.string().describe("What `inbox show`, `retry` and `drop` take."),
  state: z.enum(["waiting", "leased", "held", "set-aside", "done"]).describe("Where it is on its way."),
  repository: z.string().describe("`owner/name`."),
  who: z.string().nullable().describe("Login of whoever wrote it; null where nobody did or it is done."),
  what: z.string().describe("What it says, in words."),
  text: z.string().nullable().describe("What was written, as a whole; only of one delivery."),
  happened_at: z.string().nullable().describe("When it happened on GitHub (ISO 8601)."),
  arrived_at: z.string().describe("When the inbox got it (ISO 8601)."),
  tries: z.int().describe("How often a worker took it."),
  reason: z.string().nullable().describe("Why it was put back last, or set aside."),
});

export type DeliveryRow = z.output<typeof deliverySchema>;

/** An older or newer version may have kept events of another shape: what is missing is not shown, and nothing breaks. */
const looseEvent = z.looseObject({
  kind: z.string().catch("event"),
  at: z.string().nullable().catch(null),
  author: z.string().nullable().catch(null),
  body: z.string().nullable().catch(null),
  thread: z.int().nullable().catch(null),
  number: z.int().nullable().catch(null),
  onPullRequest: z.boolean().catch(false),
  previousBody: z.string().nullable().catch(null),
});

export function describeDelivery(kept: KeptDelivery, redact: (text: string) => string): DeliveryRow {
  const event = looseEvent.nullable().catch(null).parse(kept.event);
  return {
    id: kept.id,
    state: kept.state,
    repository: `${kept.repository.owner}/${kept.repository.name}`,
    who: event?.author ?? null,
    what: event === null ? "done: what it said is not kept" : redact(describeEvent(event)),
    text: event?.body === null || event === null ? null : redact(event.body),
    happened_at: event?.at ?? null,
    arrived_at: new Date(kept.arrivedAt).toISOString(),
    tries: kept.tries,
    reason: kept.reason === null ? null : redact(kept.reason),
  };
}

function describeEvent(event: z.output<typeof looseEvent>): string {
  const number = event.number === null ? "" : ` #${event.number}`;
  switch (event.kind) {
    case "comment": {
      const where = `${event.onPullRequest ? "pull request" : "issue"} #${event.thread ?? "?"}`;
      const command = (event.body ?? "").split("\n").find((line) => /^\s*\//.test(line));
      return `${event.previousBody === null ? "comment" : "edit"} on ${where}${command ? `: ${command.trim().slice(0, 200)}` : ""}`;
    }
    case "pull-request":
      return `pull request${number} changed`;
    case "push":
      return "push to the default branch";
    case "day":
      return "a new day";
    case "issue":
      return `assignees of issue${number} changed`;
    case "onboard":
      return "whether a campaign is to be offered";
    default:
      return `${event.kind.replaceAll("-", " ")}${number}`;
  }
}
