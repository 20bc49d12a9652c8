/** Kinds of values that several fields of an assignment have. */
import { z } from "zod";
import { EXPECTED } from "./findings.ts";
import { withoutAt } from "./person.ts";

export const person = z
  .string()
  .min(1, EXPECTED.person)
  .max(100)
  .regex(/^[^\u0000-\u001f\u007f-\u009f\s][^\u0000-\u001f\u007f-\u009f]*$/u, EXPECTED.name)
  .transform(withoutAt);

/** Beside the login, since that may change its owner. Left out where nobody knows it: then the login is all there is. */
export const accountId = z.int().min(1).optional();

/** Of an issue or pull request. */
export const threadNumber = z.int().min(1);
