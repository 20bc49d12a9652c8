/** Fields that several webhooks have, as far as we read them. */
import { z } from "zod";

export const account = z.object({ login: z.string(), type: z.string().optional() });
export const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
export const sha = z.string().regex(/^[0-9a-f]{40}$/);
