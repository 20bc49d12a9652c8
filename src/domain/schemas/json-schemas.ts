import { z } from "zod";
import { assignmentFileSchema } from "../assignment.ts";
import { catalogFileSchema } from "../catalog-file.ts";
import { configSchema } from "../config.ts";

/** Where editors of other repositories find the published schemas. */
const BASE = "https://unpkg.com/diagram-tracker@0/src/domain/schemas";

const SOURCES = {
  catalog: { schema: catalogFileSchema, title: "Diagram Tracker: catalog" },
  assignment: { schema: assignmentFileSchema, title: "Diagram Tracker: assignment" },
  config: { schema: configSchema, title: "Diagram Tracker: configuration" },
} as const;

export type SchemaName = keyof typeof SOURCES;
export const SCHEMA_NAMES = Object.keys(SOURCES) as SchemaName[];

/** What the first line of a file may name, so that editors know its keys. */
export function schemaUrl(name: SchemaName): string {
  return `${BASE}/${name}.schema.json`;
}

/**
 * The JSON Schema (draft 7, which editors understand best) of what may stand in a file. Made from the zod schema that
 * the bot itself reads with; rules that a schema cannot say (30 February) are the bot's alone.
 */
export function renderJsonSchema(name: SchemaName): string {
  const { schema, title } = SOURCES[name];
  const generated = z.toJSONSchema(schema, { io: "input", target: "draft-7", unrepresentable: "any" });
  const { $schema, ...rest } = generated;
  return `${JSON.stringify({ $schema, $id: schemaUrl(name), title, ...rest }, null, 2)}\n`;
}
