import { startGitHub } from "../../src/playground/github/start-github.ts";
import { sqlitePlaces } from "../soak/inbox-place.ts";
import { startProcess, startServerProcess } from "../soak/server-process.ts";
import { middle, ms } from "./measure.ts";
import { readMegabytes } from "./read-megabytes.ts";

const RUNS = 5;

/** From the start of the process until it listens, and what it holds while it has nothing to do. */
export async function benchServer(): Promise<void> {
  console.log("The server with the embedded inbox (budget: ready in 1 s, idle in 120 MB)");
  const github = await startGitHub();
  const places = await sqlitePlaces();
  const bare: number[] = [];
  const ready: number[] = [];
  const idle: number[] = [];
  const own: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    bare.push(await timeBareNode());
    const start = performance.now();
    const server = await startServerProcess(github, await places.next(), { LOG_LEVEL: "info" });
    ready.push(performance.now() - start);
    // It has looked at everything once, and done nothing since.
    while (!server.log.some(({ msg }) => msg === "recovered")) await new Promise(setImmediate);
    idle.push(readMegabytes(server.pid, "VmRSS"));
    own.push(readMegabytes(server.pid, "RssAnon"));
    await server.kill();
  }
  const base = middle(bare);
  const time = middle(ready);
  console.log(
    `  ready in ${ms(time)} (×${(time / base).toFixed(1)} of a Node that prints a line: ${ms(base)})`,
  );
  console.log(
    `  ${Math.round(middle(idle))} MB resident when idle (median of ${RUNS}), of which ${Math.round(middle(own))} MB are its own; ` +
      "the rest are pages of Node's program file",
  );
  await places.dispose();
  await github.close();
}

async function timeBareNode(): Promise<number> {
  const start = performance.now();
  const bare = await startProcess(["-e", `console.log('{"msg":"ready"}'); setInterval(() => {}, 1e6)`], {});
  const time = performance.now() - start;
  await bare.kill();
  return time;
}
