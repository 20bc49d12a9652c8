#!/usr/bin/env node
import module from "node:module";
import { setFlagsFromString } from "node:v8";

/** The oldest Node.js that runs all of it. */
const OLDEST = 24;
if (Number.parseInt(process.versions.node, 10) < OLDEST) {
  console.error(
    `error: diagram-tracker needs Node.js ${OLDEST} or newer; this is ${process.versions.node}. With any Node.js, this line brings the right one along:\n\n` +
      `  npx -p node@${OLDEST} -p diagram-tracker diagram-tracker ${process.argv.slice(2).join(" ") || "--help"}\n`,
  );
  process.exit(1);
}

// Young objects may have 67 MB else, which an import of many rows fills with what is garbage already. This holds for a process
// that runs, as `--max-semi-space-size` does not; so nothing has to be started anew.
if (process.argv.includes("init")) setFlagsFromString("--semi-space-growth-factor=1");
// Half of a cold start is compiling; the cache has to be there before the first import.
module.enableCompileCache();
const { run } = await import("./program.ts");
const { processShell } = await import("./shell.ts");
const { endQuietly } = await import("./end-quietly.ts");

endQuietly(process.stdout);
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
