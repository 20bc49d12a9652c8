import type { Command } from "commander";
import type { JsonShape } from "./json-shape.ts";
import type { Shell } from "./shell.ts";

export interface CliCommand {
  /** The command for commander. Its action throws a `UserError`, or calls `exit` with a code other than 0. */
  readonly make: (shell: Shell, exit: (code: number) => void) => Command;
  /** What it prints with `--json`, for its help and the reference. */
  readonly json: readonly JsonShape[];
}

/**
 * Every command, in the order of the help. A new one is its file and its line here. Each is loaded only when it is
 * asked for, so that none pays for what another one needs.
 */
export const COMMANDS: Readonly<Record<string, () => Promise<CliCommand>>> = {
  init: async () => (await import("./commands/init.ts")).init,
  render: async () => (await import("./commands/render.ts")).render,
  validate: async () => (await import("./commands/validate.ts")).validate,
  status: async () => (await import("./commands/status.ts")).status,
  next: async () => (await import("./commands/next.ts")).next,
  replay: async () => (await import("./commands/replay.ts")).replay,
  inbox: async () => (await import("./commands/inbox.ts")).inbox,
  doctor: async () => (await import("./commands/doctor.ts")).doctor,
  reconcile: async () => (await import("./commands/reconcile.ts")).reconcile,
};
