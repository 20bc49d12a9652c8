import { z } from "zod";
import { assignmentFileSchema } from "../domain/assignment.ts";
import { catalogFileSchema } from "../domain/catalog-file.ts";
import { configSchema } from "../domain/config.ts";
import type { SchemaName } from "../domain/schemas/schema-names.ts";
import { ALL_ASKED } from "../gates/points/all-points.ts";

/** As much of a JSON Schema as is read here. */
export interface JsonSchema {
  description?: string;
  default?: unknown;
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
}

const SOURCES = {
  catalog: { schema: catalogFileSchema, title: "Diagram Tracker: catalog" },
  assignment: { schema: assignmentFileSchema, title: "Diagram Tracker: assignment" },
  config: { schema: configSchema, title: "Diagram Tracker: configuration" },
} as const satisfies Record<SchemaName, object>;

/**
 * The JSON Schema (draft 7, which editors understand best) of what may stand in a file. Made from the zod schema that
 * the bot itself reads with; rules that a schema cannot say (30 February) are the bot's alone.
 */
export function renderJsonSchema(name: SchemaName): string {
  const { $schema, ...rest } = jsonSchemaOf(name);
  return `${JSON.stringify({ $schema, title: SOURCES[name].title, ...rest }, null, 2)}\n`;
}

export function jsonSchemaOf(name: SchemaName): JsonSchema & { $schema?: string } {
  const generated = z.toJSONSchema(SOURCES[name].schema, {
    io: "input",
    target: "draft-7",
    unrepresentable: "any",
  }) as JsonSchema;
  if (name === "config") describePoints(generated);
  return generated;
}

/** What each point asks for, and what holds where the file says nothing, stands with the point and not in the file's schema. */
function describePoints(config: JsonSchema): void {
  const gates = config.properties?.["gates"]?.properties ?? {};
  for (const asked of ALL_ASKED) {
    const settings = gates["points"]?.properties?.[asked.key]?.properties;
    const level = settings?.["level"] ?? gates[asked.key];
    if (level === undefined) throw new Error(`the configuration has no place for ${asked.key}`);
    level.default = asked.level;
    level.description = `${asked.asks} ${level.description}`;
    if (settings?.["check"] && "check" in asked) settings["check"].default = asked.check;
  }
}
