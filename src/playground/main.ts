/** `npm run playground`: the whole story on this machine, with a GitHub of its own and the very server that is hosted. */
import { Command } from "commander";
import { endQuietly } from "../cli/end-quietly.ts";

endQuietly(process.stdout);
const { once = false } = new Command("playground")
  .description(
    "The bot and a GitHub for it, on this machine only. Plays the life of one diagram, and then you are everybody.",
  )
  .option("--once", "end after the story")
  .helpOption("-h, --help", "print what there is")
  .exitOverride(({ exitCode }) => process.exit(exitCode === 0 ? 0 : 2))
  .parse()
  .opts<{ once?: boolean }>();

// All the rest takes a second to load, which the usage does not need.
const { play } = await import("./play.ts");
process.exitCode = await play({ once });
