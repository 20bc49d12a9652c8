import type { Command } from "commander";
import type { JsonShape } from "./json-shape.ts";
import type { Shell } from "./shell.ts";

export interface CliCommand {
  /** The command for commander. Its action throws a `UserError`, or calls `exit` with a code other than 0. */
  readonly make: (shell: Shell, exit: (code: number) => void) => Command;
  /** What it prints with `--json`, for its help and the reference. */
  readonly json: readonly JsonShape[];
  /** As they are typed behind `diagram-tracker`, and what they are for. */
  readonly examples: readonly (readonly [line: string, what: string])[];
}

/** Options of every command; they may stand before its name, too. */
export interface GlobalOptions {
  /** The folder of the clone. */
  readonly repo: string;
  readonly json?: boolean;
  /** Configurations of the owner that lie beneath the clone's own, the weakest first. */
  readonly defaults?: readonly string[];
}
