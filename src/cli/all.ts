import type { CliCommand } from "./cli-command.ts";

/**
 * Every command, in the order of the help. A new one is its file and its line here. Each is loaded only when it is
 * asked for, so that none pays for what another one needs.
 */
export const COMMANDS: Readonly<Record<string, () => Promise<CliCommand>>> = {
  playground: async () => (await import("./commands/playground.ts")).playground,
  init: async () => (await import("./commands/init.ts")).init,
  render: async () => (await import("./commands/render.ts")).render,
  validate: async () => (await import("./commands/validate.ts")).validate,
  status: async () => (await import("./commands/status.ts")).status,
  next: async () => (await import("./commands/next.ts")).next,
  site: async () => (await import("./commands/site.ts")).site,
  forget: async () => (await import("./commands/forget.ts")).forget,
  replay: async () => (await import("./commands/replay.ts")).replay,
  start: async () => (await import("./commands/start.ts")).start,
  inbox: async () => (await import("./commands/inbox.ts")).inbox,
  doctor: async () => (await import("./commands/doctor.ts")).doctor,
  completion: async () => (await import("./commands/completion.ts")).completion,
  reconcile: async () => (await import("./commands/reconcile.ts")).reconcile,
};
