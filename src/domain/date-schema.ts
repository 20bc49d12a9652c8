import { z } from "zod";
import { type CivilDate, parseCivilDate } from "./civil-date.ts";
import { EXPECTED } from "./findings.ts";

/** A day of the calendar in a file, as in `2024-09-22`. */
export const dateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: EXPECTED.date, abort: true })
  .refine((text) => parseCivilDate(text) !== null, EXPECTED.day)
  .transform((text) => text as CivilDate);
