import { posix } from "node:path";

export const SCHEMA_NAMES = ["catalog", "assignment", "config"] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];

/** Where a tracked repository keeps the schemas of its files: of the version that it uses, and without a network. */
export const SCHEMA_FOLDER = ".github/diagram-tracker";

export function schemaPath(name: SchemaName): string {
  return `${SCHEMA_FOLDER}/${name}.schema.json`;
}

/** What the first line of a file in that folder may name, so that editors know its keys. */
export function schemaFrom(folder: string, name: SchemaName): string {
  const path = posix.relative(folder, schemaPath(name));
  return path.startsWith(".") ? path : `./${path}`;
}
