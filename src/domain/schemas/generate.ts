import { writeFileSync } from "node:fs";
import { renderJsonSchema, SCHEMA_NAMES } from "./json-schemas.ts";

// `npm run generate`: writes the published schemas anew. A test fails when they are out of date.
for (const name of SCHEMA_NAMES) {
  writeFileSync(new URL(`./${name}.schema.json`, import.meta.url), renderJsonSchema(name));
}
