import { readFileSync } from "node:fs";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { type GitHub, startGitHub } from "../../src/playground/github/start-github.ts";
import { createCampaigns } from "../soak/campaign.ts";
import { postgresLocations, sqliteLocations, untilInboxIsEmpty } from "../soak/inbox-location.ts";
import { type InboxLocation, type ServerProcess, startServerProcess } from "../soak/server-process.ts";
import { until } from "../soak/until.ts";

const REPOSITORIES = 100;
/** The kernel counts a process's time in these, a second. */
const TICKS = 100;
const HOUR = 3_600;

interface Kind {
  readonly name: string;
  readonly act: (repository: RepositoryHandle) => void;
}

const claim = (id: string) => (repository: RepositoryHandle) => {
  repository.comment({ author: "ada", thread: 1, body: `/claim ${id}` });
};
/** The first event of a repository, after which everything is known of it. */
const settle = claim("G-SEQ-FL");

const KINDS: readonly Kind[] = [
  { name: "a claim", act: claim("G-LIN-FL") },
  { name: "a pull request with a drawing, opened", act: openPullRequest },
  { name: "a push to it", act: push },
];

const drawing = (version: number) => ({
  "diagrams/g-lin-fl.md": `# G-LIN-FL\n\n\`\`\`mermaid\nflowchart LR\n  A --> B${version}\n\`\`\`\n`,
});

function openPullRequest(repository: RepositoryHandle): void {
  repository.openPullRequest({ author: "ada", title: "G-LIN-FL: flow", files: drawing(1) });
}

function push(repository: RepositoryHandle): void {
  const pull = [...repository.state.threads.values()].find(({ pull }) => pull !== null);
  if (!pull) throw new Error("there is no pull request");
  repository.pushTo(pull.number, { author: "ada", files: drawing(2) });
}

/** What an event costs a server where nothing is gathered with others, and how many an hour that allows. */
export async function benchCapacity(): Promise<void> {
  console.log(`Capacity: one event at a time in each of ${REPOSITORIES} installations, nothing gathered`);
  const sqlite = await sqliteLocations();
  const postgres = await postgresLocations();
  await measure("one server, SQLite", await sqlite.next(), 1);
  await measure("one server, PostgreSQL", await postgres.next(), 1);
  await measure("three servers, PostgreSQL", await postgres.next(), 3);
  await sqlite.dispose();
  await postgres.dispose();
}

async function measure(name: string, place: InboxLocation, count: number): Promise<void> {
  const github = await startGitHub();
  createCampaigns(github, REPOSITORIES);
  const servers: ServerProcess[] = [];
  for (let at = 0; at < count; at++) {
    servers.push(await startServerProcess(github, place, { LOG_LEVEL: "info" }));
  }
  await github.settled();
  let turn = 0;
  // What stands in front of several servers gives each its turn.
  github.webhooks.target = async ({ headers, body }) => {
    const url = `${servers[turn++ % count]?.url}/api/github/webhooks`;
    return (await fetch(url, { method: "POST", headers, body })).status;
  };
  github.webhooks.concurrency = 8;
  // They look at every repository once when they start, which is not what is measured.
  inEach(github, settle);
  await github.settled();
  const haveLooked = () => servers.some(({ log }) => log.some(({ msg }) => msg === "recovered"));
  await until(haveLooked, { what: () => "the servers have looked at every repository" });
  await untilInboxIsEmpty(place);
  console.log(`  ${name}`);
  for (const { name: kind, act } of KINDS) {
    github.requests.reset();
    const before = servers.map(({ pid }) => cpuSeconds(pid));
    const start = performance.now();
    inEach(github, act);
    await github.settled();
    await untilInboxIsEmpty(place);
    const wall = (performance.now() - start) / 1_000;
    const cpu = servers.reduce((sum, { pid }, at) => sum + cpuSeconds(pid) - (before[at] ?? 0), 0);
    const requests = github.requests.countWithoutTokens() / REPOSITORIES;
    const perHour = Math.floor((HOUR * REPOSITORIES) / cpu);
    console.log(
      `    ${kind.padEnd(38)} ${((cpu / REPOSITORIES) * 1_000).toFixed(0).padStart(4)} ms of a core, ` +
        `${requests.toFixed(1)} requests: ${perHour.toLocaleString("en-US").padStart(7)} an hour and core ` +
        `(${(REPOSITORIES / wall).toFixed(1)}/s here, beside GitHub's stand-in)`,
    );
  }
  for (const server of servers) await server.kill();
  await github.close();
}

function inEach(github: GitHub, act: Kind["act"]): void {
  for (let at = 0; at < REPOSITORIES; at++) act(github.repository(`atlas-${at}/diagrams`));
}

/** User and system time since the process began, of all its threads. */
function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name of the program may hold spaces; what follows it does not.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) / TICKS;
}
