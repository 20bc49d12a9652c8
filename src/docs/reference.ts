import { z } from "zod";
import { COMMANDS } from "../commands/all.ts";
import { renderCommandTable } from "../commands/help.ts";
import { configSchema } from "../domain/config.ts";
import { environmentSchema } from "../environment.ts";
import { renderCliReference } from "./cli-reference.ts";
import { table } from "./table.ts";

/** The whole reference, made from what the code itself reads: what it says cannot be out of date. */
export async function renderReference(): Promise<string> {
  return `# Reference

<!-- Made from the code by \`npm run generate\`; a test fails where it differs. -->

[In comments](#in-comments) · [Configuration](#configuration) · [On the command line](#on-the-command-line) ·
[Environment](#environment)

## In comments
On issues and pull requests, at the start of a line, outside of code, quotes and HTML comments. \`ID…\` is one or more
diagram IDs or groups such as \`G-LIN-*\`; where the title names exactly one diagram, the ID may be left out.

${renderCommandTable(COMMANDS)}

## Configuration
\`.github/diagram-tracker.yml\` on the default branch. Every key may be left out. An editor that knows YAML schemas
completes and checks it when its first line is that of the file which \`diagram-tracker init\` writes.

${renderConfigReference()}

## On the command line
${await renderCliReference()}

## Environment
What the server reads. A variable that is empty counts as unset.

${renderEnvironmentReference()}
`;
}

interface Property {
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Property[];
  readonly properties?: Readonly<Record<string, Property>>;
}

/** Every key with its default and its bounds, from the schema. */
function renderConfigReference(): string {
  const schema = z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" }) as Property;
  const rows = [...leaves(schema, "")].map(([key, property]) => [
    `\`${key}\``,
    accepts(property),
    defaultOf(key),
    property.description ?? "",
  ]);
  return table(["Key", "Takes", "Default", "Meaning"], rows);
}

function renderEnvironmentReference(): string {
  const defaults = Object.entries(environmentSchema.parse({}));
  const rows = Object.entries(environmentSchema.shape).map(([name, schema]) => {
    const unset = defaults.find(([key]) => key === name)?.[1];
    return [`\`${name}\``, unset === undefined ? "none" : `\`${unset}\``, schema.description ?? ""];
  });
  return table(["Variable", "Default", "Meaning"], rows);
}

function* leaves(schema: Property, prefix: string): Generator<[string, Property]> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const key = `${prefix}${name}`;
    if (property.properties) yield* leaves(property, `${key}.`);
    else yield [key, property];
  }
}

function accepts({ type, enum: options, anyOf, minimum, maximum }: Property): string {
  if (options) return options.map((option) => `\`${option}\``).join(", ");
  if (anyOf) return anyOf.map(accepts).join(" or ");
  if (type === "integer") return `${minimum} to ${maximum}`;
  if (type === "object") return "a map";
  return type === "array" ? "a list" : type === "boolean" ? "`true`, `false`" : "text";
}

function defaultOf(key: string): string {
  let value: unknown = configSchema.parse({});
  for (const step of key.split(".")) {
    value =
      value !== null && typeof value === "object"
        ? Object.entries(value).find(([name]) => name === step)?.[1]
        : undefined;
  }
  const isEmpty = value !== null && typeof value === "object" && Object.keys(value).length === 0;
  if (value === undefined || isEmpty) return "none";
  return `\`${Array.isArray(value) ? value.join(", ") : String(value)}\``;
}
