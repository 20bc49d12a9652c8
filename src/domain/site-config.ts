import { z } from "zod";

/** How the page says who did something. */
const SHOWN_PEOPLE = ["full", "initials", "none"] as const;

export const siteSchema = z
  .strictObject({
    title: z
      .string()
      .min(1)
      .max(100)
      .optional()
      .describe("What the page calls the campaign. Default: the repository's name."),
    people: z
      .enum(SHOWN_PEOPLE)
      .default("full")
      .describe(
        "How the page shows people: `full`, by login and with a page for each; `initials`, by their first letter; `none`. It never shows anything else of them.",
      ),
  })
  .prefault({})
  .describe("The campaign's page, as `diagram-tracker site` builds it.");
