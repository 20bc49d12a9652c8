import { z } from "zod";

interface JsonSchema {
  properties?: Record<string, JsonSchema>;
  items?: JsonSchema;
  additionalProperties?: JsonSchema | boolean;
  anyOf?: JsonSchema[];
}

const schemas = new WeakMap<z.ZodType, JsonSchema>();

/** The keys that the schema knows at the path, in its order; none where it knows no map. Numbers are places in lists. */
export function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let known = schemas.get(schema);
  if (!known) {
    known = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema;
    schemas.set(schema, known);
  }
  let at: JsonSchema | undefined = known;
  for (const step of path) {
    const options: JsonSchema[] = at?.anyOf ?? (at ? [at] : []);
    at = options
      .map((option) =>
        typeof step === "number"
          ? option.items
          : (option.properties?.[String(step)] ??
            (typeof option.additionalProperties === "object" ? option.additionalProperties : undefined)),
      )
      .find((next) => next !== undefined);
  }
  return Object.keys(at?.properties ?? at?.anyOf?.find((option) => option.properties)?.properties ?? {});
}
