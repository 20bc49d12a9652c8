import { parse } from "yaml";
import { type Config, configSchema } from "./config.ts";
import { FOREIGN_YAML, parseYaml } from "./parse-yaml.ts";
import { readPlainYaml } from "./plain-yaml.ts";
import type { Parsed } from "./problem.ts";

/** What a configuration says, and what is written in it: without the defaults of keys that it leaves out. */
export interface ParsedConfig {
  readonly read: Parsed<Config>;
  /** Empty where it cannot be read. */
  readonly written: object;
}

export function parseConfig(path: string, text: string): ParsedConfig {
  const read = parseYaml(path, text, configSchema);
  return { read, written: read.ok ? mapIn(text) : {} };
}

/** Of a text that was read against the schema: it is a map, or nothing. */
function mapIn(text: string): object {
  const value: unknown = readPlainYaml(text) ?? parse(text, FOREIGN_YAML);
  return typeof value === "object" && value !== null ? value : {};
}
