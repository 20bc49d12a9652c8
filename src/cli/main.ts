#!/usr/bin/env node
import module from "node:module";

// Half of a cold start is compiling; the cache has to be there before the first import. Node.js 20 does not have it, and
// whoever runs the installed command with that gets by without.
module.enableCompileCache?.();
const { run } = await import("./program.ts");
const { processShell } = await import("./shell.ts");

// Whoever reads the output may stop (`| head`): then there is nothing left to say.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

try {
  process.exitCode = await run(process.argv.slice(2), processShell());
} catch (error) {
  // Nothing that a person did should lead here. The stack helps only those who ask for it.
  if (process.env["DEBUG"]) console.error(error);
  else {
    const what = error instanceof Error ? error.message : String(error);
    console.error(`error: Something is wrong in diagram-tracker itself: ${what} (DEBUG=1 shows where).`);
  }
  process.exitCode = 1;
}
