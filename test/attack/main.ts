/**
 * `npm run attack` attacks the real server with everything at once for two minutes, `npm run attack -- 20` for 20 s. It
 * fails when a webhook is lost, when `/healthz` answers too slowly beside its idle figure, or when memory runs over.
 */
import { z } from "zod";
import { openInbox } from "../../src/inbox/open-inbox.ts";
import { startGitHub } from "../../src/playground/github/start-github.ts";
import { readMegabytes } from "../bench/read-megabytes.ts";
import { createCampaigns } from "../soak/campaign.ts";
import { sqlitePlaces } from "../soak/inbox-place.ts";
import { type InboxPlace, startServerProcess } from "../soak/server-process.ts";
import { until } from "../soak/until.ts";
import { Deliveries } from "./deliveries.ts";
import { inThread } from "./in-thread.ts";

const IDLE_MS = 10_000;
const LIMITS = { ratio: 5, megabytes: 400 };
/** How soon the server asks GitHub for what it could not take, and how long that may last. */
const RECOVER = { RECOVER_SECONDS: "15" };
const RECOVERED_MS = 20_000;

const TIMES = z.array(z.number()).nonempty();
const TRIED = z.array(z.object({ name: z.string(), tries: z.number() }));

/** True when everything held. */
async function attack(ms: number): Promise<boolean> {
  const github = await startGitHub({ rateLimits: { core: 1e9, graphql: 1e9 } });
  const places = await sqlitePlaces();
  const place = await places.next();
  const repositories = createCampaigns(github, 3);
  const server = await startServerProcess(github, place, { LOG_LEVEL: "info", ...RECOVER });
  const { url, pid } = server;
  try {
    const deliveries = new Deliveries(github, url);
    await until(() => server.log.some(({ msg }) => msg === "recovered"), { what: () => "it looked around" });
    const idle = percentile95(await inThread("probe.ts", { url, ms: IDLE_MS }));
    const [times, tried] = await Promise.all([
      inThread("probe.ts", { url, ms }),
      inThread("attackers.ts", { url, ms }),
      deliveries.run(repositories, ms),
    ]);
    const busy = percentile95(times);
    // The highest that the kernel saw, from the start on.
    const megabytes = readMegabytes(pid, "VmHWM");
    await github.settled();
    const lost = await countLost(place, deliveries.sent);

    const { sent, putOff, hostile, wrong } = deliveries;
    const ratio = busy / idle;
    const rows = [
      ["webhooks sent", `${sent.size}, of which ${hostile} hostile with 64 KB`],
      [
        "webhooks kept",
        `${sent.size - lost} (told to come again: ${putOff}; answered wrongly: ${wrong.length})`,
      ],
      [
        "/healthz, 95th percentile",
        `${busy.toFixed(1)} ms, ×${ratio.toFixed(1)} of idle (${idle.toFixed(1)} ms); limit ×${LIMITS.ratio}`,
      ],
      ["largest RSS of the server", `${Math.round(megabytes)} MB; limit ${LIMITS.megabytes} MB`],
      ...TRIED.parse(tried).map(({ name, tries }) => [name, `${tries} tries`]),
    ];
    for (const [name = "", figure] of rows) console.log(`${name.padEnd(40)} ${figure}`);
    for (const one of new Set(wrong)) console.log(`a webhook got: ${one}`);
    return lost === 0 && wrong.length === 0 && ratio <= LIMITS.ratio && !(megabytes > LIMITS.megabytes);
  } finally {
    await server.kill();
    await places.dispose();
    await github.close();
  }
}

function percentile95(times: unknown): number {
  const sorted = TIMES.parse(times).sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.95)] ?? Number.NaN;
}

/** Those that are not in the inbox either after the server had time to ask for them again. */
async function countLost(place: InboxPlace, sent: ReadonlySet<string>): Promise<number> {
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

const seconds = z.coerce
  .number()
  .positive()
  .max(3_600)
  .safeParse(process.argv[2] ?? 120);
if (!seconds.success) {
  console.error("Say for how many seconds, up to 3600: npm run attack -- 20");
  process.exit(1);
}
process.exitCode = (await attack(seconds.data * 1_000)) ? 0 : 1;
