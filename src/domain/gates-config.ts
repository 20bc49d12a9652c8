import { z } from "zod";

/** What a diagram must show: the ten points of the checklist, in its order. */
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

/** What is judged beside the checklist and a maintainer may waive too. */
const DRAWING_RULES = ["syntax", "safety", "template"] as const;

/** Whatever a maintainer's override may name. */
export const WAIVABLE = [...CHECKLIST, ...DRAWING_RULES] as const;
export type Waivable = (typeof WAIVABLE)[number];

const LEVELS = ["required", "advisory", "off"] as const;
export type Level = (typeof LEVELS)[number];

const JUDGES = ["machine", "person", "either"] as const;
export type Judge = (typeof JUDGES)[number];

const level = (normally: Level, what: string) =>
  z
    .enum(LEVELS)
    .default(normally)
    .describe(`${what} \`required\`: the check fails without it; \`advisory\`: it is only shown.`);

const point = (normally: Judge, what: string) =>
  z
    .strictObject({
      level: level("required", what),
      check: z
        .enum(JUDGES)
        .default(normally)
        .describe(
          "Who decides: the `machine`, a `person` who ticks it in the description, or `either`: what the machine does not find, a person may vouch for.",
        ),
    })
    .prefault({});

const colour = z
  .string()
  .regex(/^#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})$/, "Expected a colour such as #0066CC, in quotes");

/** The `gates` section of the configuration: what the check run "Diagram tracker / gates" asks for. */
export const gatesSchema = z
  .strictObject({
    points: z
      .strictObject({
        production_data: point("either", "Real metrics: figures with units, checked against the sources."),
        source_url: point("machine", "A source in the assignment."),
        date_current: point("machine", "Data that is not older than `gates.oldest_year`."),
        color_scheme: point("machine", "The palette's colours, and no class that is not defined."),
        cost_data: point("either", "Amounts of money, or counts of resources."),
        latency_budget: point("either", "p50 and p99 on edges."),
        failure_mode: point("either", "What breaks, and how it recovers."),
        instance_types: point("either", "Specific instance types such as r5.24xlarge."),
        scale_metrics: point("either", "Users, requests a second, or data volume."),
        three_am_test: point("person", "Would this help during an incident?"),
      })
      .prefault({})
      .describe("The ten points of the checklist."),
    assigned: level("required", "Its author holds the diagram."),
    template: level("advisory", "A diagram type that Mermaid knows, and that the diagram's name asks for."),
    syntax: level("required", "Mermaid's own parser accepts every block that the pull request changes."),
    safety: level("required", "No script, HTML or link in a diagram that a browser might run."),
    verified: level("required", "An eligible reviewer who is not the author approved it."),
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
              .regex(/^[A-Za-z][\w-]*$/, "Expected a class name such as edge"),
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
