/**
 * `start` → the hosted server, with what the environment, `.env` and the data folder say of it.
 */
import { Command } from "commander";
import type { CliCommand } from "../cli-command.ts";

export const start: CliCommand = {
  json: [],
  examples: [["start", "run the server with what .env says"]],
  make: (shell, exit) =>
    new Command("start")
      .summary("run the server that GitHub tells of what happens")
      .description(
        "Runs the server. It reads the environment and .env in this folder; without an App's credentials it shows an " +
          "address where GitHub makes an App, and goes on with that. It ends on SIGTERM and Ctrl+C, and finishes what it began.",
      )
      .action(async () => exit(await shell.become("server", []))),
};
