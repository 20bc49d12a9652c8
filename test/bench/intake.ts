import { fileURLToPath } from "node:url";
import { type Delivery, type GitHub, startGitHub } from "../../src/playground/github/start-github.ts";
import { FILES } from "../github/tracked.ts";
import { postgresLocations, sqliteLocations } from "../soak/inbox-location.ts";
import { startProcess, startServerProcess } from "../soak/server-process.ts";
import { middle } from "./measure.ts";

const ROUNDS = 3;
const DELIVERIES = 1_000;
const AT_ONCE = [20, 100];

/** How many deliveries a second the real server keeps, each on disk before it is answered. */
export async function benchIntake(): Promise<void> {
  console.log("Intake over HTTP (budget: 0.6 of a bare Probot that keeps nothing)");
  const github = await startGitHub();
  const places = [await sqliteLocations(), await postgresLocations()];
  const quiet = { LOG_LEVEL: "info" };
  const servers = [
    { name: "bare Probot", server: await startBare(github) },
    { name: "SQLite", server: await startServerProcess(github, await place(places[0]), quiet) },
    { name: "PostgreSQL", server: await startServerProcess(github, await place(places[1]), quiet) },
  ];
  // The servers shall only listen: each batch that they begin waits for a token that does not come.
  const isToken = ({ path }: { path: string }) => path.endsWith("/access_tokens");
  for (let batch = 0; batch < 100; batch++) github.blockNext(isToken);
  for (const atOnce of AT_ONCE) {
    console.log(`  ${atOnce} senders at once`);
    const rates = new Map(servers.map(({ name }) => [name, [] as number[]]));
    for (let round = 0; round <= ROUNDS; round++) {
      for (const { name, server } of servers) {
        const rate = await measure(server.url, atOnce, makeDeliveries(github, `${name} ${atOnce} ${round}`));
        // The first round warms up.
        if (round > 0) rates.get(name)?.push(rate);
      }
    }
    const base = middle(rates.get("bare Probot") ?? []);
    for (const [name, list] of rates) {
      const rate = middle(list);
      const row = `${Math.round(rate).toLocaleString("en-US").padStart(7)} deliveries/s`;
      console.log(`    ${name.padEnd(12)} ${row} (×${(rate / base).toFixed(2)} of the bare one)`);
    }
  }
  for (const { server } of servers) await server.kill();
  for (const one of places) await one.dispose();
  await github.close();
}

async function place(places: Awaited<ReturnType<typeof sqliteLocations>> | undefined) {
  if (places === undefined) throw new Error("there is no such place");
  return places.next();
}

function startBare({ app }: GitHub) {
  const env = { APP_ID: String(app.id), PRIVATE_KEY: app.privateKey, WEBHOOK_SECRET: app.webhookSecret };
  return startProcess([fileURLToPath(new URL("bare-probot.ts", import.meta.url))], env);
}

/** Comments as GitHub would send them, none of them sent yet. */
function makeDeliveries(github: GitHub, name: string): Delivery[] {
  const repository = github.createRepository({
    owner: "atlas",
    name: name.replaceAll(" ", "-"),
    files: FILES,
  });
  github.webhooks.withhold();
  repository.openIssue({ author: "maria", title: "Who takes what?" });
  for (let at = 0; at < DELIVERIES; at++) {
    repository.comment({ author: `person-${at}`, thread: 1, body: "/claim G-LIN-FL" });
  }
  const made = github.webhooks.withheld.filter(({ event }) => event === "issue_comment");
  github.webhooks.release(() => []);
  return made;
}

async function measure(url: string, atOnce: number, deliveries: readonly Delivery[]): Promise<number> {
  const waiting = [...deliveries];
  const send = async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
      const { headers, body } = next;
      const response = await fetch(`${url}/api/github/webhooks`, { method: "POST", headers, body });
      await response.arrayBuffer();
      if (response.status !== 200) throw new Error(`${url} answered ${response.status}`);
    }
  };
  const start = performance.now();
  await Promise.all(Array.from({ length: atOnce }, send));
  return deliveries.length / ((performance.now() - start) / 1000);
}
