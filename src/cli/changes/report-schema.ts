import { z } from "zod";

/** What `validate --base` prints with `--json`, once for each check run. */
export const reportSchema = z.strictObject({
  check: z.string().describe("Name of the check run."),
  conclusion: z.enum(["success", "failure", "neutral"]).describe("What the check run would come to."),
  title: z.string().describe("What it comes to, in one line."),
  findings: z
    .array(
      z.strictObject({
        file: z.string().describe("Path in the repository."),
        line: z.int().describe("From 1; 1 where the whole file is meant."),
        column: z.int().nullable().describe("From 1; null where more than a place in one line is meant."),
        level: z.enum(["notice", "warning", "failure"]).describe("A failure makes the exit code 1."),
        title: z.string().describe("What it is about, in a few words."),
        message: z.string().describe("What was found, what was expected, what to do."),
      }),
    )
    .describe("What the check run would annotate."),
});
