import { z } from "zod";

/** A form of what `--json` prints: an array of objects, or one object. Fields are added, never renamed. */
export interface JsonShape {
  /** In which case, as words after "With --json"; empty where there is only one. */
  readonly when?: string;
  readonly list: boolean;
  readonly schema: z.ZodObject;
}

interface Field {
  /** `files[].path` for a field of the objects in a list. */
  readonly name: string;
  readonly description: string;
}

/** For the help of a command. */
export function describeJson(shapes: readonly JsonShape[]): string {
  const lines = shapes.map(({ when, list, schema }) => {
    const names = [...schemaFieldsOf(schema)].map(({ name }) => name).join(", ");
    return `With --json${when ? ` ${when}` : ""} ${list ? "a list of objects" : "an object"}: ${names}.`;
  });
  return lines.length > 0 ? `\n${lines.join("\n")}` : "";
}

export function* schemaFieldsOf(schema: z.ZodObject, prefix = ""): Generator<Field> {
  for (const [key, value] of Object.entries(schema.shape)) {
    const name = `${prefix}${key}`;
    const inner = value instanceof z.ZodArray ? value.element : null;
    if (inner instanceof z.ZodObject) yield* schemaFieldsOf(inner, `${name}[].`);
    else yield { name, description: descriptionOf(value) };
  }
}

function descriptionOf(value: unknown): string {
  if (!(value instanceof z.ZodType)) return "";
  const options = value instanceof z.ZodEnum ? ` One of ${value.options.join(", ")}.` : "";
  return `${value.description ?? ""}${options}`;
}
