/**
 * `completion bash` → a script that completes commands, options and the campaign's IDs with the Tab key.
 */
import { Argument, Command } from "commander";
import type { CliCommand } from "../cli-command.ts";
import { COMPLETION_SCRIPTS, type CompletionShell } from "../completion-scripts.ts";

export const completion: CliCommand = {
  json: [],
  examples: [
    ["completion bash >> ~/.bashrc", "complete with the Tab key from the next shell on"],
    ["completion fish > ~/.config/fish/completions/diagram-tracker.fish", "the same in fish"],
  ],
  make: (shell) =>
    new Command("completion")
      .summary("print what completes commands and IDs with the Tab key")
      .description("Prints a script with which a shell completes commands, options and the campaign's IDs.")
      .addArgument(new Argument("<shell>", "yours").choices(Object.keys(COMPLETION_SCRIPTS)))
      .action((name: CompletionShell) => shell.print(COMPLETION_SCRIPTS[name])),
};
