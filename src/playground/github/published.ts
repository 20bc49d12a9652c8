/** What GitHub publishes of its API. A module of values, like `assets.ts`. */
import { readFileSync } from "node:fs";
import { findPackageJSON } from "node:module";
import { dirname, join } from "node:path";

/** Of REST: the operations that `openapi/operations.ts` names, as `openapi/trim.ts` wrote them. */
export const OPENAPI: string = readFileSync(new URL("./openapi/api.json", import.meta.url), "utf8");

/** Of GraphQL: 64,000 lines. */
export const GRAPHQL_SCHEMA: string = readSchemaText();

function readSchemaText(): string {
  const manifest = findPackageJSON("@octokit/graphql-schema", import.meta.url);
  if (manifest === undefined) throw new Error("@octokit/graphql-schema is missing: run npm ci");
  return readFileSync(join(dirname(manifest), "schema.graphql"), "utf8");
}
