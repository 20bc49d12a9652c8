import { z } from "zod";
import { dateSchema } from "./date-schema.ts";
import { DIAGRAM_ID_FORM, DIAGRAM_ID_LENGTH, parseIdPattern } from "./diagram-id.ts";
import { EXPECTED } from "./findings.ts";

const oneLine = (what: "key" | "label" | "name" | "time", max: number) =>
  z
    .string()
    .min(1, EXPECTED[what])
    .max(max)
    .regex(/^[^\u0000-\u001f\u007f-\u009f]*$/u, EXPECTED[what]);

const planned = z.int().min(0).max(1_000_000);

const diagramId = z.string().max(DIAGRAM_ID_LENGTH).regex(DIAGRAM_ID_FORM, EXPECTED.id);

const diagramSchema = z.union(
  [
    oneLine("name", 300),
    z.strictObject({
      name: oneLine("name", 300),
      was: diagramId
        .optional()
        .describe("Its ID before it was renamed: the assignment and whatever names the old ID go along."),
    }),
  ],
  { error: EXPECTED.diagram },
);

const groupSchema = z.strictObject({
  key: oneLine("key", 40).describe("The group's short key, unique in the catalog."),
  name: oneLine("name", 200).describe("What people call it."),
  planned: planned.describe("How many diagrams are to be made in all."),
  diagrams: z
    .record(diagramId, diagramSchema)
    .default({})
    .describe(
      "The diagrams that are named so far: ID and name. One that was renamed: `NEW-ID: { name: …, was: OLD-ID }`.",
    ),
});

const categorySchema = z.strictObject({
  name: oneLine("name", 200).describe("The category's name, unique in the catalog."),
  planned: planned.describe("How many diagrams the category is to have in all, named or not."),
  groups: z.array(groupSchema).max(10_000).default([]),
});

const phaseItemSchema = z.strictObject({
  match: z
    .string()
    .refine((text) => parseIdPattern(text) !== null, EXPECTED.pattern)
    .describe("An ID, or a pattern that ends in -*."),
  label: oneLine("label", 200).optional().describe("What to call the item."),
  planned: planned.optional().describe("How many diagrams it is to have; absent: as many as are named."),
});

const phaseSchema = z.strictObject({
  name: oneLine("name", 200),
  when: oneLine("time", 200).optional().describe("When it is planned for, in words."),
  items: z.array(phaseItemSchema).max(10_000),
});

const planSchema = z.strictObject({
  on: dateSchema.describe("The day from which on so many were planned."),
  planned: planned.describe("How many diagrams were planned in all, until the next entry."),
});

/** A `catalog/*.yml`. Each may hold categories, phases, and what was planned earlier; they are read in the order of the file names. */
export const catalogFileSchema = z
  .strictObject({
    categories: z.array(categorySchema).max(10_000).optional(),
    phases: z.array(phaseSchema).max(1000).optional(),
    plan: z
      .array(planSchema)
      .max(1000)
      .optional()
      .describe(
        "How many diagrams were planned earlier: the plan's line in charts, for a plan that grew or shrank. Today's number is what the categories plan. Absent: it is drawn as if it had always been that.",
      ),
  })
  .describe("A part of a Diagram Tracker catalog: what is to be made, and in which order.");

export type CatalogFile = z.output<typeof catalogFileSchema>;
