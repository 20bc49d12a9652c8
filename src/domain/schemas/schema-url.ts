/** Where editors of other repositories find the published schemas. */
const BASE = "https://unpkg.com/diagram-tracker@0/src/domain/schemas";

export const SCHEMA_NAMES = ["catalog", "assignment", "config"] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

/** What the first line of a file may name, so that editors know its keys. */
export function schemaUrl(name: SchemaName): string {
  return `${BASE}/${name}.schema.json`;
}
