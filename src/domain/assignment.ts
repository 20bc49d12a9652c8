import { z } from "zod";
import { type CivilDate, parseCivilDate } from "./civil-date.ts";
import { DIAGRAM_ID_FORM, DIAGRAM_ID_LENGTH, type DiagramId } from "./diagram-id.ts";
import { WAIVABLE } from "./gates-config.ts";
import { STATUSES } from "./status.ts";

const date = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: "Expected a date such as 2024-09-22", abort: true })
  .refine((text) => parseCivilDate(text) !== null, "This day is not in the calendar")
  .transform((text) => text as CivilDate);

const person = z
  .string()
  .min(1, "Expected a name, or null for nobody")
  .max(100)
  .regex(/^[^\u0000-\u001f\u007f-\u009f\s][^\u0000-\u001f\u007f-\u009f]*$/u, "Expected a name on one line");

/** An `http(s)` address as people paste it; whatever else a browser might run is refused. */
export const sourceUrl = z
  .string()
  .max(2048)
  .regex(
    /^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s<>"'`\\^{}|]+$/,
    "Expected an address that begins with https:// or http://",
  );

const diagramId = z
  .string()
  .max(DIAGRAM_ID_LENGTH)
  .regex(DIAGRAM_ID_FORM, "Expected a diagram ID such as G-LIN-FL, in capitals")
  .transform((text) => text as DiagramId);

/** How many sources one assignment may name. */
export const SOURCES_LIMIT = 50;

const sourceSchema = z.strictObject({
  url: sourceUrl.describe("Where the numbers of the diagram come from."),
  title: z.string().max(300).optional().describe("What to show instead of the address's host."),
});

const verificationSchema = z.strictObject({
  data_current: z
    .union([z.int().min(1990).max(9999), z.string().max(40)])
    .nullable()
    .default(null)
    .describe("The year that the newest data of the diagram is from."),
  metrics_verified: z.boolean().default(false).describe("The numbers were checked against the sources."),
  cost_included: z.boolean().default(false).describe("The diagram names costs or resource counts."),
  verified_by: person
    .nullable()
    .optional()
    .describe("The reviewer who verified the diagram; absent while nobody has."),
  verified_on: date.nullable().optional().describe("The UTC day on which they did."),
  verified_in: z
    .int()
    .min(1)
    .nullable()
    .optional()
    .describe("The pull request whose approving review verified it; absent when /verify did."),
  verified_commit: z
    .string()
    .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "Expected the name of a commit, 40 or 64 hexadecimal digits")
    .nullable()
    .optional()
    .describe("The commit that /verify was about; absent when no pull request was open."),
});

const overrideSchema = z.strictObject({
  by: person.describe("The maintainer who decided."),
  on: date.describe("The UTC day on which they did."),
  pr: z.int().min(1).describe("The pull request for which it holds, and no other."),
  reason: z.string().min(1).max(1000).describe("Why, in their words."),
  points: z
    .array(z.enum(WAIVABLE))
    .min(1)
    .max(WAIVABLE.length)
    .optional()
    .describe("The points that it lets pass; absent: all of them."),
});

const claimSchema = z.strictObject({ assignee: person, start_date: date, due_date: date.nullable() });

/** One `assignments/<ID>.yml`: everything known about one diagram that was ever claimed. */
export const assignmentFileSchema = z
  .strictObject({
    assignment: z.strictObject({
      diagram_id: diagramId.describe("The diagram, as the catalog spells it."),
      assignee: person
        .nullable()
        .default(null)
        .describe("Who makes it: a GitHub login, or any name. Null: nobody."),
      start_date: date.nullable().default(null).describe("The UTC day of the claim."),
      due_date: date.nullable().default(null).describe("The UTC day by which a pull request is expected."),
      reviewer: person.nullable().default(null).describe("Who is asked to review it."),
      status: z.enum(STATUSES).describe("Where it stands: pending, in_progress, review or complete."),
      sources: z
        .array(sourceSchema)
        .max(SOURCES_LIMIT)
        .nullish()
        .transform((list) => list ?? [])
        .describe("Where its data comes from."),
      verification: verificationSchema
        .nullish()
        .transform((value) => value ?? verificationSchema.parse({}))
        .describe("What was checked, and by whom."),
      pr_number: z.int().min(1).nullable().default(null).describe("The pull request that carries it."),
      completion_date: date.nullable().default(null).describe("The UTC day on which that was merged."),
      thread: z.int().min(1).optional().describe("The issue or pull request on which it was claimed."),
      claimed_by_pr: z
        .int()
        .min(1)
        .optional()
        .describe("The pull request that made the claim, if nothing else did: the claim goes with it."),
      superseded: z
        .array(z.int().min(1))
        .max(50)
        .optional()
        .describe("Merged pull requests that no longer complete it, since it was reopened after them."),
      extensions: z
        .int()
        .min(0)
        .max(1000)
        .optional()
        .describe("How often the due date was put off with /due."),
      last_claim: claimSchema
        .nullable()
        .optional()
        .describe("The claim that was released last: who claims again at once does not start a new term."),
      overrides: z
        .array(overrideSchema)
        .max(50)
        .optional()
        .describe("Points of the checklist that a maintainer let pass, and why."),
      notes: z.string().max(10_000).nullable().optional().describe("Anything people want to remember."),
    }),
  })
  .describe(
    "An assignment of Diagram Tracker: who makes one diagram, how far it is, and from which sources.",
  );

export type Assignment = z.output<typeof assignmentFileSchema>["assignment"];
export type Source = Assignment["sources"][number];
export type Override = NonNullable<Assignment["overrides"]>[number];

/** A diagram that nobody has touched yet, as if its file were there. */
export function pendingAssignment(id: DiagramId): Assignment {
  return {
    diagram_id: id,
    assignee: null,
    start_date: null,
    due_date: null,
    reviewer: null,
    status: "pending",
    sources: [],
    verification: { data_current: null, metrics_verified: false, cost_included: false },
    pr_number: null,
    completion_date: null,
  };
}

/** What was checked, without who vouched for it: what is left after a release or a reopening. */
export function unverified({ verification }: Assignment): Assignment["verification"] {
  const {
    verified_by: _by,
    verified_on: _on,
    verified_in: _in,
    verified_commit: _commit,
    ...rest
  } = verification;
  return rest;
}

export function isVerified(assignment: Assignment): boolean {
  return Boolean(assignment.verification.verified_by);
}
