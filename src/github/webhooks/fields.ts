/** Fields that several webhooks have, as far as we read them. */
import { z } from "zod";
import type { CheckEvent } from "../../facts/event.ts";

/** GitHub's own limits, with room to spare: whatever is longer is none of what GitHub sends. Texts are cut there. */
export const BODY_LIMIT = 65_536;
const TITLE_LIMIT = 512;
export const NAME_LIMIT = 100;
const REF_LIMIT = 1_024;

/** Of an account or a repository. */
export const shortName = z.string().max(NAME_LIMIT);
export const ref = z.string().max(REF_LIMIT);

export const account = z.object({ login: shortName, type: shortName.optional(), id: z.int().optional() });
export const instant = z
  .string()
  .max(40)
  .refine((text) => !Number.isNaN(Date.parse(text)));
export const sha = z.string().regex(/^[0-9a-f]{40}$/);

/** An issue or pull request. */
export const thread = z.object({
  number: z.int(),
  title: z.string().transform((title) => title.slice(0, TITLE_LIMIT)),
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
