import { z } from "zod";
import type { Command } from "../commands/command.ts";
import { renderCommandTable } from "../commands/help.ts";
import { configSchema } from "../domain/config.ts";

/** The reference's part on commands, from the commands themselves. */
export function renderCommandReference(commands: readonly Command[]): string {
  return renderCommandTable(commands);
}

interface Property {
  readonly description?: string;
  readonly default?: unknown;
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly anyOf?: readonly Property[];
  readonly properties?: Readonly<Record<string, Property>>;
}

/** The reference's part on `.github/diagram-tracker.yml`: every key with its default and its bounds, from the schema. */
export function renderConfigReference(): string {
  const schema = z.toJSONSchema(configSchema, { io: "input", unrepresentable: "any" }) as Property;
  const rows = [...leaves(schema, "")].map(([key, property]) => {
    const cells = [`\`${key}\``, accepts(property), defaultOf(key), property.description ?? ""];
    return `| ${cells.join(" | ")} |`;
  });
  return ["| Key | Takes | Default | Meaning |", "|---|---|---|---|", ...rows].join("\n");
}

function* leaves(schema: Property, prefix: string): Generator<[string, Property]> {
  for (const [name, property] of Object.entries(schema.properties ?? {})) {
    const key = `${prefix}${name}`;
    if (property.properties) yield* leaves(property, `${key}.`);
    else yield [key, property];
  }
}

function accepts({ type, enum: options, anyOf, minimum, maximum }: Property): string {
  if (options) return options.map((option) => `\`${option}\``).join(", ");
  if (anyOf) return anyOf.map(accepts).join(" or ");
  if (type === "integer") return `${minimum} to ${maximum}`;
  if (type === "object") return "a map";
  return type === "array" ? "a list" : type === "boolean" ? "`true`, `false`" : "text";
}

function defaultOf(key: string): string {
  let value: unknown = configSchema.parse({});
  for (const step of key.split(".")) {
    value =
      value !== null && typeof value === "object"
        ? Object.entries(value).find(([name]) => name === step)?.[1]
        : undefined;
  }
  const isEmpty = value !== null && typeof value === "object" && Object.keys(value).length === 0;
  if (value === undefined || isEmpty) return "none";
  return `\`${Array.isArray(value) ? value.join(", ") : String(value)}\``;
}
