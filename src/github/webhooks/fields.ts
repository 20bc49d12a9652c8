/** Fields that several webhooks have, as far as we read them. */
import { z } from "zod";
import type { CheckEvent } from "../../facts/event.ts";

export const account = z.object({
  login: z.string(),
  type: z.string().optional(),
  id: z.int().optional(),
});
export const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
export const sha = z.string().regex(/^[0-9a-f]{40}$/);

/** An issue or pull request. */
export const thread = z.object({
  number: z.int(),
  title: z.string(),
  body: z.string().nullish(),
  user: account.nullish(),
  created_at: instant,
  updated_at: instant,
});

/** A comment, wherever it stands. */
export const written = z.object({
  id: z.int(),
  body: z.string().nullish(),
  user: account.nullish(),
  created_at: instant,
  updated_at: instant,
});

/** What an edit tells of the text before it. */
export const edited = z.object({
  action: z.string(),
  sender: account,
  changes: z.object({ body: z.object({ from: z.string() }).optional() }).optional(),
});

/** Who pressed a button. */
export function presser({ login, id }: z.infer<typeof account>): Pick<CheckEvent, "by" | "byId"> {
  return { by: login, ...(id !== undefined && { byId: id }) };
}
