/**
 * Makes `api.json`: what GitHub's published description says about the parameters and bodies of the operations that the
 * stand-in serves. The answers are left out; the whole description is 13 MB.
 *
 * To run it again (new operations, or a newer description):
 *   npm i --no-save --prefix <a temporary folder> @octokit/openapi@23
 *   npx node src/playground/github/openapi/trim.ts \
 *     <that folder>/node_modules/@octokit/openapi/generated/api.github.com.json
 */
import { readFileSync, writeFileSync } from "node:fs";
import { operationKeys } from "./operations.ts";

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** Words about the fields, for people; they are most of the bytes. */
const prose = new Set(["description", "summary", "example", "examples", "title", "externalDocs", "x-github"]);

function readObject(value: Json | undefined): { [key: string]: Json } {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw new Error(`expected an object, found ${JSON.stringify(value)}`);
  }
  return value;
}

const source = process.argv[2];
if (source === undefined) throw new Error("Name the path of api.github.com.json; see the head of this file.");
const description = readObject(JSON.parse(readFileSync(source, "utf8")));

function resolve(value: Json): Json {
  if (Array.isArray(value)) return value.map(resolve);
  if (typeof value !== "object" || value === null) return value;
  const reference = value["$ref"];
  if (typeof reference === "string") {
    let target: Json | undefined = description;
    for (const key of reference.slice(2).split("/")) target = readObject(target)[key];
    return resolve(target ?? null);
  }
  const kept = Object.entries(value).filter(([key, inner]) => !isProse(key, inner));
  return withNull(Object.fromEntries(kept.map(([key, inner]) => [key, resolve(inner)])));
}

/** OpenAPI 3.0 says `nullable`, JSON Schema says another type. */
function withNull({ nullable, ...schema }: { [key: string]: Json }): Json {
  if (nullable !== true) return schema;
  if (typeof schema["type"] !== "string") return { anyOf: [schema, { type: "null" }] };
  const values = schema["enum"];
  return {
    ...schema,
    type: [schema["type"], "null"],
    ...(Array.isArray(values) && { enum: [...values, null] }),
  };
}

/** A property may itself be called `title` or `summary`: then it is an object. */
function isProse(key: string, value: Json): boolean {
  const isSchema = typeof value === "object" && value !== null && !Array.isArray(value);
  return prose.has(key) && !(isSchema && key !== "examples" && key !== "externalDocs" && key !== "x-github");
}

const paths = readObject(description["paths"]);
const operations: { [key: string]: Json } = {};
for (const key of operationKeys) {
  const [method = "", path = ""] = key.split(" ");
  const operation = readObject(readObject(paths[path] ?? null)[method.toLowerCase()]);
  const body = operation["requestBody"];
  const content =
    body === undefined ? undefined : readObject(readObject(resolve(body))["content"])["application/json"];
  operations[key] = {
    parameters: resolve(operation["parameters"] ?? []),
    ...(body !== undefined && {
      bodyRequired: readObject(resolve(body))["required"] === true,
      body: content === undefined ? true : (readObject(content)["schema"] ?? true),
    }),
  };
}
const version = readObject(description["info"])["version"] ?? null;
const target = new URL("./api.json", import.meta.url);
writeFileSync(target, `${JSON.stringify({ version, operations })}\n`);
console.log(`${Object.keys(operations).length} operations, ${readFileSync(target).length} bytes`);
