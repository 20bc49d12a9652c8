import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parseEnv } from "node:util";
import type { Shell } from "./shell.ts";

/** The environment as the server would see it here: that of the process, and what `.env` adds to it. */
export function serverEnvironment({ cwd }: Pick<Shell, "cwd">): Readonly<Record<string, string | undefined>> {
  const file = resolve(cwd, ".env");
  return existsSync(file) ? { ...parseEnv(readFileSync(file, "utf8")), ...process.env } : process.env;
}
