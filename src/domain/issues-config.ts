import { z } from "zod";
import { EXPECTED } from "./findings.ts";
import { STATUSES, type Status } from "./status-names.ts";

/** GitHub's own limit: https://docs.github.com/rest/issues/labels#create-a-label */
const NAME_LENGTH = 50;

const label = (name: string, color: string) =>
  z
    .strictObject({
      name: z
        .string()
        .trim()
        .min(1, EXPECTED.label)
        .max(NAME_LENGTH)
        .regex(/^[^\u0000-\u001f\u007f]*$/, EXPECTED.label)
        .default(name)
        .describe("How the label is called."),
      color: z
        .string()
        .regex(/^#?[0-9a-fA-F]{6}$/, EXPECTED.colour)
        .transform((text) => text.replace("#", ""))
        .default(color)
        .describe("The colour with which the label is made; what it has on GitHub later stays."),
    })
    .prefault({});

/** What GitHub shows beside a diagram's own issue. */
export const issuesSchema = z
  .strictObject({
    assign: z.boolean().default(true).describe("Assign the issue to whoever holds the diagram."),
    close: z
      .boolean()
      .default(true)
      .describe("Close the issue when the diagram is complete, and open it again with the diagram."),
    labels: z
      .strictObject({
        show: z.boolean().default(true).describe("Show the diagram's status as a label."),
        pending: label("diagram: free", "c5def5").describe("While nobody holds it."),
        in_progress: label("diagram: in progress", "1d76db").describe("While somebody makes it."),
        review: label("diagram: in review", "fbca04").describe("While its pull request waits for a review."),
        complete: label("diagram: complete", "0e8a16").describe("When it is done."),
      })
      .prefault({})
      .describe(
        "Labels for the statuses. They are made with the campaign's first issue and by /issues; one that somebody renames or deletes later stays so.",
      ),
  })
  .prefault({})
  .describe("What is shown beside the issue of a diagram: the one that its file names.");

export type IssuesConfig = z.output<typeof issuesSchema>;

export interface StatusLabel {
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
}

/** Null: labels are turned off. */
export function labelOf({ labels }: IssuesConfig, status: Status): StatusLabel | null {
  return labels.show ? labels[status] : null;
}

/** All of them, each name once. */
export function statusLabels({ labels }: IssuesConfig): StatusLabel[] {
  if (!labels.show) return [];
  const all = STATUSES.map((status) => labels[status]);
  return [...new Map(all.map((one) => [one.name.toLowerCase(), one])).values()];
}

/** Nothing of it is shown, so nobody has to look. */
export function showsNothing({ assign, close, labels }: IssuesConfig): boolean {
  return !assign && !close && !labels.show;
}
