import { COMMANDS } from "../commands/all.ts";
import { renderCommandTable } from "../commands/help.ts";
import { BOT_REPLIES_LIMIT } from "../decide/limit-replies.ts";
import { ASSIGNMENT_FIELDS } from "../domain/assignment.ts";
import { type Config, DEFAULT_CONFIG } from "../domain/config.ts";
import type { Fields, Writer } from "../domain/field.ts";
import { environmentSchema } from "../environment.ts";
import { english } from "../messages/english/english.ts";
import { campaignJsonSchema } from "../site/files/campaign-json.ts";
import { markers, REGION_SHOWS } from "../tracker/regions.ts";
import { renderCliReference, renderFields } from "./cli-reference.ts";
import { type JsonSchema, jsonSchemaOf } from "./json-schemas.ts";
import { renderLimits } from "./limits.ts";
import { isOfPoint, renderPointsReference } from "./points-reference.ts";
import { table } from "./table.ts";

/** The whole reference, made from what the code itself reads: what it says cannot be out of date. */
export async function renderReference(): Promise<string> {
  return `# Reference

<!-- Made from the code by \`npm run generate\`; a test fails where it differs. -->

[In comments](#in-comments) · [Configuration](#configuration) · [Assignment files](#assignment-files) ·
[The tracker's regions](#the-trackers-regions) · [On the command line](#on-the-command-line) ·
[The page's data](#the-pages-data) · [Environment](#environment)

## In comments
On issues and pull requests, in reviews and comments on lines, at the start of a line, outside of code, quotes and HTML
comments, and above the header of a mail that is answered. \`ID…\` is one or more diagram IDs or groups such as \`G-LIN-*\`;
where the title names exactly one diagram, the ID may be left out. Invisible characters do not count. What could mean another
diagram than the one that is seen is asked, and nothing is changed.

\`/unclaim\`, \`/unassign\` and \`/drop\` are \`/release\`; \`/unpause\` is \`/resume\`. Where other bots have commands of the same
name, \`commands.prefix\` and \`commands.disabled\` make room. What bots write is ignored, unless \`commands.bots\` lists them; a
bot gets at most ${BOT_REPLIES_LIMIT} replies an hour.

${renderCommandTable(COMMANDS, english.help)}

### How much of it is read

${renderLimits()}

## Configuration
\`.github/diagram-tracker.yml\` (or \`.yaml\`; both is an error) on the default branch. Every key may be left out. An editor that knows YAML schemas
completes and checks it when its first line is that of the file which \`diagram-tracker init\` writes.

${renderConfigReference()}

${renderPointsReference()}

## Assignment files
\`assignments/<ID>.yml\`, below \`assignment:\`. Commands and the bot write all of it; in a pull request everybody may change
what is theirs, and a maintainer everything. As long as there is an \`assignments/paused.yml\`, the campaign is paused:
\`/pause\` writes it, \`/resume\` takes it away, and a maintainer may delete it by hand.

${renderAssignmentReference()}

## The tracker's regions
What stands between two of these lines is the bot's, and is written anew when it changes; all other text of the document is
people's. A document may hold any of them, in any order, and there may be several documents (\`paths.tracker\`). Marks inside
keep Prettier and markdownlint from laying them out anew.

\`\`\`markdown
${Object.values(markers("chart")).join("\n")}
\`\`\`

${renderRegionReference()}

In charts the plan's line is level, unless a file of the catalog says what was planned earlier:

\`\`\`yaml
plan:
  - { on: 2026-01-12, planned: 900 }
  - { on: 2026-03-02, planned: 1100 }
\`\`\`

While an assignment file cannot be read, the regions below \`footer\` stay as they are; while a file of the catalog cannot,
\`phases\` does too.

## On the command line
${await renderCliReference()}

## The page's data
\`campaign.json\` beside the pages that \`site\` builds; \`campaign.schema.json\` there says the same to programs. Fields are added,
never renamed or taken away.

${renderFields(campaignJsonSchema)}

## Environment
What the server reads. A variable that is empty counts as unset.

${renderEnvironmentReference()}
`;
}

/** Every key but those of the points, with its default and its bounds, from the schema. */
function renderConfigReference(): string {
  const keys = [...leaves(jsonSchemaOf("config"), "")].filter(([key]) => !isOfPoint(key));
  const rows = keys.map(([key, property]) => [
    `\`${key}\``,
    accepts(property),
    defaultOf(key, property),
    property.description ?? "",
  ]);
  return table(["Key", "Takes", "Default", "Meaning"], rows);
}

const WRITERS: Readonly<Record<Writer, string>> = {
  holder: "whoever holds the diagram",
  claim: "whoever claims it",
  verifier: "a reviewer",
  bot: "the bot",
};

/** Every field with who writes it by hand, from the rows. */
function renderAssignmentReference(): string {
  const schema = jsonSchemaOf("assignment").properties?.["assignment"];
  const rows = schema ? [...fieldRows(ASSIGNMENT_FIELDS, schema, "")] : [];
  return table(["Field", "Written by", "Meaning"], rows);
}

function* fieldRows(fields: Fields, schema: JsonSchema, prefix: string): Generator<string[]> {
  for (const [name, { writer }] of Object.entries(fields)) {
    const { description = "", ...field } = schema.properties?.[name] ?? {};
    const inner = field.anyOf?.find(({ properties }) => properties) ?? field;
    if (typeof writer === "object") yield* fieldRows(writer, inner, `${prefix}${name}.`);
    else yield [`\`${prefix}${name}\``, WRITERS[writer], description];
  }
}

function renderRegionReference(): string {
  const rows = Object.entries(REGION_SHOWS).map(([name, shows]) => [`\`${name}\``, shows]);
  return table(["Region", "Shows"], rows);
}

function renderEnvironmentReference(): string {
  const defaults = Object.entries(environmentSchema.parse({}));
  const rows = Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const unset = defaults.find(([key]) => key === name)?.[1];
    return [`\`${name}\``, unset === undefined ? "none" : `\`${unset}\``, schema.description ?? ""];
  });
  return table(["Variable", "Default", "Meaning"], rows);
}

function* leaves(schema: JsonSchema, prefix: string): Generator<[string, JsonSchema]> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const key = `${prefix}${name}`;
    if (property.properties) yield* leaves(property, `${key}.`);
    else yield [key, property];
  }
}

function accepts({ type, const: only, enum: options, anyOf, minimum, maximum }: JsonSchema): string {
  if (only !== undefined) return `\`${only}\``;
  if (options) return options.map((option) => `\`${option}\``).join(", ");
  if (anyOf) return anyOf.map(accepts).join(" or ");
  if (type === "integer") return `${minimum} to ${maximum}`;
  if (type === "object") return "a map";
  return type === "array" ? "a list" : type === "boolean" ? "`true`, `false`" : "text";
}

function defaultOf(key: string, property: JsonSchema): string {
  const value = property.default ?? valueAt(DEFAULT_CONFIG, key);
  const isEmpty = value !== null && typeof value === "object" && Object.keys(value).length === 0;
  if (value === undefined || value === "" || isEmpty) return "none";
  return `\`${Array.isArray(value) ? value.join(", ") : String(value)}\``;
}

function valueAt(config: Config, key: string): unknown {
  let value: unknown = config;
  for (const step of key.split(".")) {
    value =
      value !== null && typeof value === "object"
        ? Object.entries(value).find(([name]) => name === step)?.[1]
        : undefined;
  }
  return value;
}
