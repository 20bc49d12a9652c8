/** Accounts as a configuration names them. */
import { z } from "zod";
import { EXPECTED } from "./findings.ts";
import { botLogin, type Person, withoutAt } from "./person.ts";

const login = z
  .string()
  .regex(/^@?[A-Za-z0-9][A-Za-z0-9_-]*$/, EXPECTED.login)
  .max(40)
  .transform(withoutAt);

/** A bot's, as GitHub shows it. */
const suffixed = z
  .string()
  .regex(/^@?[A-Za-z0-9][A-Za-z0-9_-]*\[bot\]$/, EXPECTED.bot)
  .max(60)
  .transform(withoutAt);

/** With its ID an account keeps its role, or its place on the block list, under any name, and nobody takes them over with it. */
const accountNamed = (name: z.ZodType<string, string>, expected: string) =>
  z.union(
    [
      name.transform((login): Person => ({ login, id: null })),
      z.strictObject({
        login: name,
        id: z.int().min(1).describe("The account's number, as https://api.github.com/users/LOGIN shows it."),
      }),
    ],
    { error: ({ input }) => (typeof input === "object" ? EXPECTED.account : expected) },
  );
export const account = accountNamed(login, EXPECTED.login);
export const accountOrBot = accountNamed(z.union([login, suffixed]), EXPECTED.login);
/** Of a bot the suffix may be left out, as GitHub does in places. */
export const bot = accountNamed(z.union([suffixed, login.transform(botLogin)]), EXPECTED.bot);
