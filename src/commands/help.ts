/**
 * `/help` → a table of all commands, made from the commands themselves.
 */

import type { Messages } from "../messages/english/english.ts";
import { code } from "../tracker/inert.ts";
import { type Command, type QueryCommand, roleOf } from "./command.ts";

export const help: QueryCommand = {
  kind: "query",
  name: "help",
  usage: "",
  summary: (say) => say.help(),
  example: "/help",
  answer: (_args, { commands, trackerUrl, say: { help: say } }) =>
    `${renderCommandTable(commands, say)}\n\n${say.howTo(trackerUrl)}`,
};

/** The table of the help, of the README and of the reference. */
export function renderCommandTable(commands: readonly Command[], say: Messages["help"]): string {
  const rows = commands.map((command) => {
    const { name, usage, summary, example } = command;
    const whole = code(`/${name}${usage ? ` ${usage.replaceAll("|", say.or())}` : ""}`);
    return `| ${whole} | ${summary(say)} | ${say.role(roleOf(command))} | ${code(example)} |`;
  });
  return [`| ${say.columns().join(" | ")} |`, "|---|---|---|---|", ...rows].join("\n");
}
