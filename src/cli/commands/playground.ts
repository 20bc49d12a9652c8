/**
 * `playground` → the bot and a GitHub for it on this machine, and the life of one diagram.
 */
import { Command } from "commander";
import type { CliCommand } from "../cli-command.ts";

export const playground: CliCommand = {
  json: [],
  examples: [["playground --once", "play the life of one diagram and end"]],
  make: (shell, exit) =>
    new Command("playground")
      .summary("see all of it on this machine, without an account")
      .description(
        "Starts a GitHub and the bot on this machine, without an account or a network. Plays the life of one diagram, and then you are everybody.",
      )
      .option("--once", "end after the story")
      .action(async ({ once }: { readonly once?: boolean }) =>
        exit(await shell.become("playground", once ? ["--once"] : [])),
      ),
};
