/**
 * What the program reads from beside its sources. In the bundle there is nothing beside it: there this module holds the values
 * (`bundle/inline-values.ts`), so it exports nothing but text and data.
 */
import { readFileSync } from "node:fs";
import { z } from "zod";
import type { SchemaName } from "./domain/schemas/schema-names.ts";

const read = (path: string) => readFileSync(new URL(path, import.meta.url), "utf8");

export const VERSION: string = z
  .looseObject({ version: z.string() })
  .parse(JSON.parse(read("../package.json"))).version;

/** The JSON Schemas of the campaign's files. */
export const SCHEMAS: Readonly<Record<SchemaName, string>> = {
  catalog: read("./domain/schemas/catalog.schema.json"),
  assignment: read("./domain/schemas/assignment.schema.json"),
  config: read("./domain/schemas/config.schema.json"),
};

/** `app.yml`: what the App is registered from. */
export const APP_MANIFEST: string = read("../app.yml");
