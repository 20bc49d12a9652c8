/**
 * `/help` → a table of all commands, made from the commands themselves.
 */

import { code } from "../tracker/inert.ts";
import { type Command, type QueryCommand, roleOf } from "./command.ts";

export const help: QueryCommand = {
  kind: "query",
  name: "help",
  usage: "",
  summary: "shows this",
  example: "/help",
  answer: (_args, { commands, trackerUrl }) =>
    `${renderCommandTable(commands)}\n\n` +
    "A command stands at the start of a line, outside of code and quotes. `ID…` is one or more diagram IDs, or a group " +
    `such as \`G-LIN-*\`; on an issue whose title names one diagram the ID can be left out. [The tracker](${trackerUrl}) lists every ID.`,
};

/** The table of the help, of the README and of the reference. */
export function renderCommandTable(commands: readonly Command[]): string {
  const rows = commands.map((command) => {
    const { name, usage, summary, example } = command;
    const role = roleOf(command);
    const whole = code(`/${name}${usage ? ` ${usage.replaceAll("|", "or")}` : ""}`);
    return `| ${whole} | ${summary} | ${role === "contributor" ? "everybody" : role} | ${code(example)} |`;
  });
  return ["| Command | What it does | Who | Example |", "|---|---|---|---|", ...rows].join("\n");
}
