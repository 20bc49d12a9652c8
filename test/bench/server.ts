import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../src/bundle/bundle.ts";
import { startGitHub } from "../../src/playground/github/start-github.ts";
import { createCampaigns } from "../soak/campaign.ts";
import { sqliteLocations } from "../soak/inbox-location.ts";
import { startProcess, startServerProcess } from "../soak/server-process.ts";
import { until } from "../soak/until.ts";
import { middle, ms } from "./measure.ts";
import { readCoreTime } from "./read-core-time.ts";
import { readMegabytes } from "./read-megabytes.ts";

const RUNS = 5;

/** From the start of the process until it listens, and what it holds while it has nothing to do: from source, and the bundle. */
export async function benchServer(): Promise<void> {
  console.log("The server with the embedded inbox (budget: ready in 0.5 s, idle in 110 MB)");
  const folder = await mkdtemp(join(tmpdir(), "bench-bundle-"));
  await bundle(folder);
  const bundled = [
    "--max-semi-space-size=8",
    ...["--import", join(folder, "warm-start.js")],
    join(folder, "serve.js"),
  ];
  for (const [from, program] of [
    ["from source", undefined],
    ["the bundle", bundled],
  ] as const) {
    // What it says once it has looked at everything there is.
    await benchIdle(`${from}, installed nowhere`, { campaigns: 0, idleAfter: "swept", program });
    await benchIdle(`${from}, one campaign, looked at once`, {
      campaigns: 1,
      idleAfter: "recovered",
      program,
    });
  }
  await rm(folder, { recursive: true });
}

interface Installed {
  readonly campaigns: number;
  readonly idleAfter: string;
  readonly program: readonly string[] | undefined;
}

async function benchIdle(name: string, { campaigns, idleAfter, program }: Installed): Promise<void> {
  const github = await startGitHub();
  createCampaigns(github, campaigns);
  const places = await sqliteLocations();
  const bare: number[] = [];
  const ready: number[] = [];
  const core: number[] = [];
  const idle: number[] = [];
  const own: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    bare.push(await timeBareNode());
    const start = performance.now();
    const server = await startServerProcess(github, await places.next(), { LOG_LEVEL: "info" }, program);
    ready.push(performance.now() - start);
    core.push(readCoreTime(server.pid));
    const isIdle = () => server.log.some(({ msg }) => String(msg).startsWith(idleAfter));
    await until(isIdle, { what: () => `it said that it has ${idleAfter}` });
    idle.push(readMegabytes(server.pid, "VmRSS"));
    own.push(readMegabytes(server.pid, "RssAnon"));
    await server.kill();
  }
  const base = middle(bare);
  const time = middle(ready);
  console.log(`  ${name}`);
  console.log(
    `    ready in ${ms(time)}, of a core ${ms(middle(core))} (×${(time / base).toFixed(1)} of a Node that prints a line: ${ms(base)})`,
  );
  console.log(
    `    ${Math.round(middle(idle))} MB resident when idle (median of ${RUNS}), of which ${Math.round(middle(own))} MB are its own; ` +
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
