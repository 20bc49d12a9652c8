import { z } from "zod";
import { EXPECTED } from "./findings.ts";

/**
 * What a diagram must show: the points of the checklist, in its order. A name here asks the compiler for the point itself,
 * a file in `gates/points`: what it asks for, how it is judged and what goes without saying stand there.
 */
export const CHECKLIST = [
  "production_data",
  "source_url",
  "date_current",
  "color_scheme",
  "cost_data",
  "latency_budget",
  "failure_mode",
  "instance_types",
  "scale_metrics",
  "three_am_test",
] as const;
export type ChecklistPoint = (typeof CHECKLIST)[number];

/** What drawings are judged by beside the checklist, and a maintainer may waive too. */
export const DRAWING_RULES = ["template", "syntax", "safety"] as const;
export type DrawingRule = (typeof DRAWING_RULES)[number];

/** What has to be true of the diagram, and nobody may waive. */
export type Condition = "assigned" | "verified";

/** Whatever a maintainer's override may name. */
export const WAIVABLE = [...CHECKLIST, ...DRAWING_RULES] as const;
export type Waivable = (typeof WAIVABLE)[number];

const LEVELS = ["required", "advisory", "off"] as const;
export type Level = (typeof LEVELS)[number];

const JUDGES = ["machine", "person", "either"] as const;
export type Judge = (typeof JUDGES)[number];

// Left out, both are what the point itself says; the published schema and the reference show it.
const level = z
  .enum(LEVELS)
  .optional()
  .describe("`required`: the check fails without it; `advisory`: it is only shown.");
const check = z
  .enum(JUDGES)
  .optional()
  .describe(
    "Who decides: the `machine`, a `person` who ticks it in the description, or `either`: what the machine does not find, a person may vouch for.",
  );

function each<Name extends string, S extends z.ZodType>(names: readonly Name[], schema: S): Record<Name, S> {
  return Object.fromEntries(names.map((name) => [name, schema])) as Record<Name, S>;
}

const colour = z.string().regex(/^#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$/, EXPECTED.colour);

/** The `gates` section of the configuration: what the check run "Diagram tracker / gates" asks for. */
export const gatesSchema = z
  .strictObject({
    points: z
      .strictObject(each(CHECKLIST, z.strictObject({ level, check }).prefault({})))
      .prefault({})
      .describe("The points of the checklist."),
    assigned: level,
    ...each(DRAWING_RULES, level),
    verified: level,
    palette: z
      .strictObject({
        profile: z
          .enum(["five-plane", "four-plane", "none"])
          .default("five-plane")
          .describe("A palette that is ready, or `none`: colours are free."),
        classes: z
          .record(
            z
              .string()
              .max(50)
              .regex(/^[A-Za-z][\w-]*$/, EXPECTED.class),
            z.strictObject({
              fill: colour.describe("Fill of the class's nodes."),
              stroke: colour.optional().describe("Their border; left out: any."),
            }),
          )
          .default({})
          .describe(
            "A palette of your own instead of the profile's: each class with its `fill` and `stroke`.",
          ),
        text: colour.default("#fff").describe("Colour of the text in coloured nodes."),
      })
      .prefault({})
      .describe("The colours of diagrams."),
    limits: z
      .strictObject({
        bytes: z
          .int()
          .min(1_000)
          .max(500_000)
          .default(50_000)
          .describe(
            "The largest diagram that is read, in bytes. Mermaid itself draws up to 50,000 characters.",
          ),
        milliseconds: z
          .int()
          .min(100)
          .max(20_000)
          .default(3_000)
          .describe("The longest that Mermaid's parser may take for one diagram."),
        label: z
          .int()
          .min(20)
          .max(10_000)
          .default(200)
          .describe("The longest text of one node or edge, in characters."),
      })
      .prefault({})
      .describe("How much is read."),
    oldest_year: z
      .int()
      .min(1990)
      .max(9999)
      .default(2020)
      .describe("The oldest year that a diagram's data may be from."),
    reverify_on_push: z
      .boolean()
      .default(true)
      .describe("A push to a pull request after its approval takes the verification back."),
    links: z
      .enum(["off", "on"])
      .default("off")
      .describe("Whether the addresses of sources are looked up, to see that they are there."),
  })
  .prefault({})
  .describe("What a diagram must show before its pull request may be merged.");

export type GatesConfig = z.output<typeof gatesSchema>;
