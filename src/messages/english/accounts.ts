import { quote, words } from "../words.ts";

/** What the check of the assignments says of the IDs that a pull request writes beside people's logins. */
export const accounts = {
  nobody: (id: number) =>
    words(
      "Account of nobody",
      `This is the ID of an account (${id}), but nobody is named beside it. Take it out.`,
    ),
  unknown: (login: string, id: number) =>
    words(
      "Not this account",
      `GitHub knows nobody called ${quote(login)}, so ${id} cannot be that account's ID. Take the ID out; the bot writes it.`,
    ),
  tooMany: (limit: number) =>
    words(
      "Too many accounts",
      `This pull request writes the IDs of more than ${limit} people, so I did not compare this one with GitHub. Take the ID out; the bot writes it.`,
    ),
  another: (login: string, id: number, real: number) =>
    words(
      "Not this account",
      `The account ${quote(login)} has the ID ${real}, not ${id}. Take the ID out; the bot writes it.`,
    ),
} as const;
