/** What the rows of the inbox say. Another version or a damaged disk may have left anything there, so they are parsed. */
import { z } from "zod";
import type { LeasedDelivery, Outbox } from "../facts/batch.ts";
import { currentEventId } from "../facts/event.ts";
import { outboxSchema, trackerEventSchema } from "../facts/event-schema.ts";
import type { SqlRow } from "./sql-driver.ts";

const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    context.addIssue({ code: "custom", message: String(error) });
    return z.NEVER;
  }
});

const leasedRow = z.object({
  id: z.string(),
  owner: z.string(),
  name: z.string(),
  installation_id: z.int().nullable(),
  event: json.pipe(trackerEventSchema),
  tries: z.int(),
});

export type ParsedDelivery =
  | { readonly ok: true; readonly delivery: LeasedDelivery }
  | { readonly ok: false; readonly reason: string };

/** `tries` counts the one that begins. */
export function parseDelivery(row: SqlRow): ParsedDelivery {
  const parsed = leasedRow.safeParse(row);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined ? "" : `${issue.path.join(".")}: ${issue.message}`;
    return {
      ok: false,
      reason: `It cannot be read: another version or a damaged disk left it in a shape of its own (${where}).`,
    };
  }
  const { id, owner, name, installation_id, event, tries } = parsed.data;
  const repository = { owner, name };
  return { ok: true, delivery: { id, repository, installationId: installation_id, event, tries: tries - 1 } };
}

/** Null when there is none, or none that can be read. */
export function parseOutbox(text: unknown): Outbox | null {
  const outbox = json.pipe(outboxSchema).safeParse(text).data;
  return outbox ? { ...outbox, deliveryIds: outbox.deliveryIds.map(currentEventId) } : null;
}

/** Any JSON, or null where it is none. */
export function parseJson(text: unknown): unknown {
  return json.safeParse(text).data ?? null;
}

/** PostgreSQL's text holds every character but U+0000. */
export function toText(reason: string): string {
  return reason.replaceAll("\0", "");
}

export function numberOf(column: unknown): number | null {
  return typeof column === "number" ? column : null;
}

export function textOrNull(column: unknown): string | null {
  return typeof column === "string" ? column : null;
}
