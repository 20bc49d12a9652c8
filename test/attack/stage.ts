/** The real server, people who work with it, strangers who attack it, and a server beside it that nobody attacks. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setInterval as every } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { bundle } from "../../src/bundle/bundle.ts";
import { openInbox } from "../../src/inbox/open-inbox.ts";
import { startGitHub } from "../../src/playground/github/start-github.ts";
import { readMegabytes } from "../bench/read-megabytes.ts";
import { createCampaigns } from "../soak/campaign.ts";
import { sqliteLocations } from "../soak/inbox-location.ts";
import {
  type InboxLocation,
  type ServerProcess,
  startProcess,
  startServerProcess,
} from "../soak/server-process.ts";
import { until } from "../soak/until.ts";
import { readProcess, readThread, useCoresFrom } from "./cores.ts";
import { Deliveries } from "./deliveries.ts";
import { inThread } from "./in-thread.ts";
import { type Both, LIMITS, show } from "./report.ts";
import { STRANGERS, strangerSchema } from "./strangers.ts";

export const attackSchema = z.enum([...strangerSchema.options, "comments", "pull-requests"]);
export type AttackName = z.output<typeof attackSchema>;

/** What each is. */
export const ATTACKS: Readonly<Record<AttackName, string>> = {
  "unsigned-bodies": STRANGERS["unsigned-bodies"].what,
  "slow-bodies": STRANGERS["slow-bodies"].what,
  "slow-heads": STRANGERS["slow-heads"].what,
  slashes: STRANGERS.slashes.what,
  comments: "hostile comments of 64 KB, one a second",
  "pull-requests": "hostile pull requests from a fork, one every five seconds",
};

const IDLE_MS = 10_000;
/** How soon the server asks GitHub for what it could not take, and how long that may last. */
const RECOVER = { RECOVER_SECONDS: "15" };
const RECOVERED_MS = 20_000;
/** A bare server is attacked for this part of the time. */
const BARE_SHARE = 3;
/** How often memory is looked at, in ms. */
const LOOK_EVERY = 100;

const TIMES = z.tuple([z.array(z.number()).nonempty(), z.array(z.number()).nonempty()]);
const STRANGERS_DID = z.object({
  computed: z.number(),
  outcomes: z.record(z.string(), z.record(z.string(), z.number())),
});

interface Staging {
  readonly ms: number;
  /** Strangers compute on all cores, where they would leave the first to the server. */
  readonly isShared: boolean;
}

/** True when everything held. */
export async function stage(names: readonly AttackName[], { ms, isShared }: Staging): Promise<boolean> {
  const github = await startGitHub({ rateLimits: { core: 1e9, graphql: 1e9 } });
  const places = await sqliteLocations();
  const bystander = await startProcess([fileURLToPath(new URL("bystander.ts", import.meta.url))], {});
  const place = await places.next();
  const repositories = createCampaigns(github, 3);
  // As it is shipped.
  const bundled = await mkdtemp(join(tmpdir(), "attack-bundle-"));
  await bundle(bundled);
  const program = [join(bundled, "diagram-tracker.js"), "start"];
  const server = await startServerProcess(github, place, { LOG_LEVEL: "info", ...RECOVER }, program);
  const hasFirstCore = !isShared && useCoresFrom(1);
  const urls = [`${server.url}/healthz`, bystander.url];
  try {
    const deliveries = new Deliveries(github, server.url);
    await until(() => server.log.some(({ msg }) => msg === "recovered"), { what: () => "it looked around" });
    const idle = percentiles(await inThread("probe.ts", { urls, ms: IDLE_MS }));
    const memory = new AbortController();
    const most = largest(server, memory.signal);
    const malice = { comments: names.includes("comments"), pullRequests: names.includes("pull-requests") };
    const strangers = names.filter((name) => strangerSchema.safeParse(name).success);
    const clock = startClock(server);
    const [times, did] = await Promise.all([
      inThread("probe.ts", { urls, ms }),
      inThread("attackers.ts", { url: server.url, ms, names: strangers }),
      deliveries.run(repositories, ms, malice),
    ]);
    const { computed: strangersComputed, outcomes } = STRANGERS_DID.parse(did);
    const { during, computed } = clock(strangersComputed);
    memory.abort();
    await github.settled();
    const lost = await countLost(place, deliveries.sent);
    const bare = strangers.length === 0 ? null : await attackBare(bystander.url, strangers, ms / BARE_SHARE);
    const busy = percentiles(times);
    const ratios = { server: busy.server / idle.server, bystander: busy.bystander / idle.bystander };
    const megabytes = await most;
    show(deliveries, {
      ...{ lost, during, hasFirstCore, busy, idle, bare, ratios, computed, megabytes, outcomes },
    });
    return (
      lost === 0 &&
      deliveries.wrong.length === 0 &&
      ratios.server <= LIMITS.ratio &&
      !(megabytes > LIMITS.megabytes)
    );
  } finally {
    useCoresFrom(0);
    await server.kill();
    await bystander.kill();
    await places.dispose();
    await github.close();
    await rm(bundled, { recursive: true });
  }
}

/** What is computed from now on until it is called, by whom. */
function startClock({ pid }: ServerProcess) {
  const start = performance.now();
  const before = { thread: readThread(pid), process: readProcess(pid), own: process.cpuUsage() };
  return (strangers: number) => {
    const [thread, all, { user, system }] = [readThread(pid), readProcess(pid), process.cpuUsage(before.own)];
    const computed = thread.computed - before.thread.computed;
    return {
      during: performance.now() - start,
      computed: {
        computed,
        waited: thread.waited - before.thread.waited,
        otherThreads: all.own - before.process.own - computed,
        parsers: all.children - before.process.children,
        strangers,
        others: (user + system) / 1_000 - strangers,
      },
    };
  };
}

function percentiles(times: unknown): Both {
  const [server, bystander] = TIMES.parse(times).map((some) => {
    const sorted = [...some].sort((one, other) => one - other);
    return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
  });
  return { server: server ?? Number.NaN, bystander: bystander ?? Number.NaN };
}

/** What the strangers alone do to a server of Node's that keeps nothing, hashes nothing and has no limits. */
async function attackBare(url: string, names: readonly AttackName[], ms: number): Promise<number> {
  const [times] = await Promise.all([
    inThread("probe.ts", { urls: [url, url], ms }),
    inThread("attackers.ts", { url, ms, names }),
  ]);
  return percentiles(times).server;
}

/** The most megabytes that it held at a look, until then. */
async function largest({ pid }: ServerProcess, signal: AbortSignal): Promise<number> {
  let most = 0;
  try {
    for await (const _look of every(LOOK_EVERY, undefined, { signal })) {
      most = Math.max(most, readMegabytes(pid, "VmRSS"));
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  return most;
}

/** Those that are not in the inbox either after the server had time to ask for them again. */
async function countLost(place: InboxLocation, sent: ReadonlySet<string>): Promise<number> {
  const inbox = await openInbox(place, { now: Date.now, leaseMs: 60_000 });
  let lost = sent.size;
  try {
    const isKept = async () => {
      lost = sent.size - (await inbox.seen([...sent])).size;
      return lost === 0;
    };
    await until(isKept, { what: () => `${lost} webhooks are kept`, limit: RECOVERED_MS }).catch(() => {});
    return lost;
  } finally {
    await inbox.close();
  }
}
