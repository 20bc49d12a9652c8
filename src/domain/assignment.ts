import { z } from "zod";
import { accountId, person } from "./assignment-values.ts";
import { dateSchema as date } from "./date-schema.ts";
import { DIAGRAM_ID_FORM, DIAGRAM_ID_LENGTH, type DiagramId } from "./diagram-id.ts";
import { type Fields, field, fieldsOf, shapeOf } from "./field.ts";
import { EXPECTED } from "./findings.ts";
import { WAIVABLE } from "./gates-config.ts";
import { STATUSES } from "./status.ts";
import { TIMER_FIELDS } from "./timer-fields.ts";

export const ADDRESS_LENGTH = 2048;

/** An `http(s)` address as people paste it; whatever else a browser might run is refused. */
export const sourceUrl = z
  .string()
  .max(ADDRESS_LENGTH)
  .regex(/^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s<>"'`\\^{}|]+$/, EXPECTED.address);

const diagramId = z
  .string()
  .max(DIAGRAM_ID_LENGTH)
  .regex(DIAGRAM_ID_FORM, EXPECTED.id)
  .transform((text) => text as DiagramId);

/** How many sources one assignment may name. */
export const SOURCES_LIMIT = 50;

const sourceSchema = z.strictObject({
  url: sourceUrl.describe("Where the numbers of the diagram come from."),
  title: z.string().max(300).optional().describe("What to show instead of the address's host."),
  by: person.optional().describe("Who added it by a command without holding the diagram."),
  by_id: accountId.describe("The number of that account."),
});

/** What was checked. Whatever reviewers vouch for is the `verifier`'s, and gone after a release. */
const VERIFICATION_FIELDS = {
  data_current: field(
    "holder",
    z
      .union([z.int().min(1990).max(9999), z.string().max(40)])
      .nullable()
      .default(null)
      .describe("The year that the newest data of the diagram is from."),
  ),
  metrics_verified: field(
    "holder",
    z.boolean().default(false).describe("The numbers were checked against the sources."),
  ),
  cost_included: field(
    "holder",
    z.boolean().default(false).describe("The diagram names costs or resource counts."),
  ),
  verified_by: field(
    "verifier",
    person.nullable().optional().describe("The reviewer who verified the diagram; absent while nobody has."),
  ),
  verified_by_id: field("verifier", accountId.describe("The number of the reviewer's account.")),
  verified_on: field("verifier", date.nullable().optional().describe("The UTC day on which they did.")),
  verified_in: field(
    "verifier",
    z
      .int()
      .min(1)
      .nullable()
      .optional()
      .describe("The pull request whose approving review verified it; absent when /verify did."),
  ),
  verified_commit: field(
    "verifier",
    z
      .string()
      .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, EXPECTED.commit)
      .nullable()
      .optional()
      .describe("The commit that /verify was about, where there was no drawing to name."),
  ),
  verified_drawing: field(
    "verifier",
    z
      .string()
      .regex(/^[0-9a-f]{40,64}$/, EXPECTED.hash)
      .nullable()
      .optional()
      .describe(
        "The hash of the drawing that was verified: of the block's text, of the file where it is no Markdown. Another drawing is not verified.",
      ),
  ),
};
const verificationSchema = z.strictObject(shapeOf(VERIFICATION_FIELDS));

const overrideSchema = z.strictObject({
  by: person.describe("The maintainer who decided."),
  by_id: accountId.describe("The number of their account."),
  on: date.describe("The UTC day on which they did."),
  pr: z.int().min(1).describe("The pull request for which it holds, and no other."),
  reason: z.string().min(1).max(1000).describe("Why, in their words."),
  points: z
    .array(z.enum(WAIVABLE))
    .min(1)
    .max(WAIVABLE.length)
    .optional()
    .describe("The points that it waives; absent: all of them."),
});

const earlierClaimSchema = z.strictObject({
  assignee: person,
  assignee_id: accountId,
  start_date: date,
  due_date: date.nullable(),
  released_on: date.optional().describe("The UTC day on which it was given back."),
  extensions: z.int().min(0).max(1000).optional().describe("How often its due date had been put off."),
  days_added: z
    .boolean()
    .optional()
    .describe(
      "It was claimed again shortly before its end or after it, and got days more; that happens once.",
    ),
});

/**
 * Everything that is known about one diagram that was ever claimed. A row here is all that a field needs: the schema, the
 * order in the file, the writer, the check of who may change it and the reference follow. Optional, so that older files
 * stay valid.
 */
export const ASSIGNMENT_FIELDS = {
  diagram_id: field("bot", diagramId.describe("The diagram, as the catalog spells it.")),
  assignee: field(
    "claim",
    person.nullable().default(null).describe("Who makes it: a GitHub login, or any name. Null: nobody."),
  ),
  assignee_id: field(
    "claim",
    accountId.describe("The number of the assignee's account, which stays when the login changes."),
  ),
  start_date: field("claim", date.nullable().default(null).describe("The UTC day of the claim.")),
  due_date: field(
    "claim",
    date.nullable().default(null).describe("The UTC day by which a pull request is expected."),
  ),
  reviewer: field("claim", person.nullable().default(null).describe("Who is asked to review it.")),
  reviewer_id: field("claim", accountId.describe("The number of the reviewer's account.")),
  status: field(
    "claim",
    z.enum(STATUSES).describe("Where it stands: pending, in_progress, review or complete."),
  ),
  sources: field(
    "holder",
    z
      .array(sourceSchema)
      .max(SOURCES_LIMIT)
      .nullish()
      .transform((list) => list ?? [])
      .describe("Where its data comes from."),
  ),
  verification: field(
    VERIFICATION_FIELDS,
    verificationSchema
      .nullish()
      .transform((value) => value ?? verificationSchema.parse({}))
      .describe("What was checked, and by whom."),
  ),
  pr_number: field(
    "bot",
    z.int().min(1).nullable().default(null).describe("The pull request that carries it."),
  ),
  completion_date: field(
    "bot",
    date.nullable().default(null).describe("The UTC day on which that was merged."),
  ),
  thread: field(
    "bot",
    z.int().min(1).optional().describe("The issue or pull request on which it was claimed."),
  ),
  issue: field(
    "bot",
    z
      .int()
      .min(1)
      .optional()
      .describe("The diagram's own issue: there GitHub shows who holds it, and its status."),
  ),
  claimed_by_pr: field(
    "bot",
    z
      .int()
      .min(1)
      .optional()
      .describe("The pull request that made the claim, if nothing else did: the claim goes with it."),
  ),
  superseded: field(
    "bot",
    z
      .array(z.int().min(1))
      .max(50)
      .optional()
      .describe("Merged pull requests that no longer complete it, since it was reopened after them."),
  ),
  extensions: field(
    "bot",
    z.int().min(0).max(1000).optional().describe("How often the due date was put off with /due."),
  ),
  ...TIMER_FIELDS,
  last_claim: field(
    "bot",
    earlierClaimSchema
      .nullable()
      .optional()
      .describe(
        "The claim that was released last: whoever claims again within `claims.days` keeps its due date, or has three days, once.",
      ),
  ),
  earlier_claims: field(
    "bot",
    z
      .array(earlierClaimSchema)
      .max(50)
      .optional()
      .describe("Those of other people that were released before, as long as the same holds for them."),
  ),
  overrides: field(
    "bot",
    z
      .array(overrideSchema)
      .max(50)
      .optional()
      .describe("Points of the checklist that a maintainer waived, and why."),
  ),
  notes: field(
    "holder",
    z.string().max(10_000).nullable().optional().describe("Anything people want to remember."),
  ),
} satisfies Fields;

/** One `assignments/<ID>.yml`. */
export const assignmentFileSchema = z
  .strictObject({ assignment: z.strictObject(shapeOf(ASSIGNMENT_FIELDS)) })
  .describe(
    "An assignment of Diagram Tracker: who makes one diagram, how far it is, and from which sources.",
  );

export type Assignment = z.output<typeof assignmentFileSchema>["assignment"];
export type Source = Assignment["sources"][number];
export type Override = NonNullable<Assignment["overrides"]>[number];

/** A diagram that nobody has touched yet, as if its file were there. */
export function pendingAssignment(id: DiagramId): Assignment {
  return { ...UNTOUCHED, diagram_id: id, sources: [], verification: { ...UNTOUCHED.verification } };
}

const UNTOUCHED: Assignment = assignmentFileSchema.parse({
  assignment: { diagram_id: "X-X", status: "pending" },
}).assignment;

const VOUCHED = fieldsOf(VERIFICATION_FIELDS, "verifier");

/** What was checked, without who vouched for it: what is left after a release or a reopening. */
export function unverified({ verification }: Assignment): Assignment["verification"] {
  const rest = { ...verification };
  for (const name of VOUCHED) delete rest[name];
  return rest;
}

export function isVerified(assignment: Assignment): boolean {
  return Boolean(assignment.verification.verified_by);
}
