/** What one run of all that was asked for showed, as lines. */
import type { ThreadTime } from "./cores.ts";
import type { Deliveries } from "./deliveries.ts";

export const LIMITS = { ratio: 5, megabytes: 400 };

export interface Both {
  readonly server: number;
  readonly bystander: number;
}

/** In ms of one core, over the whole time. */
interface Computed extends ThreadTime {
  /** The server's other threads: of the heap, of files and of the log. */
  readonly otherThreads: number;
  readonly parsers: number;
  readonly strangers: number;
  /** People, GitHub, and whoever measures. */
  readonly others: number;
}

export interface Measured {
  readonly lost: number;
  /** In ms. */
  readonly during: number;
  readonly hasFirstCore: boolean;
  readonly idle: Both;
  readonly busy: Both;
  /** The 95th percentile of a bare server under the same strangers, in ms. */
  readonly bare: number | null;
  readonly ratios: Both;
  readonly computed: Computed;
  readonly megabytes: number;
  readonly outcomes: Readonly<Record<string, Readonly<Record<string, number>>>>;
}

export function show(deliveries: Deliveries, measured: Measured): void {
  const { lost, idle, busy, bare, ratios, megabytes } = measured;
  const { sent, putOff, wrong, hostileComments, hostilePullRequests } = deliveries;
  line("comments sent", `${sent.size}, of which ${hostileComments} hostile`);
  if (hostilePullRequests > 0) line("hostile pull requests", String(hostilePullRequests));
  line(
    "webhooks of comments kept",
    `${sent.size - lost} (told to come again: ${putOff}; answered wrongly: ${wrong.length})`,
  );
  const figure = (of: keyof Both) =>
    `${busy[of].toFixed(1)} ms, ×${ratios[of].toFixed(1)} of idle (${idle[of].toFixed(1)} ms)`;
  line("/healthz, 95th percentile", `${figure("server")}; limit ×${LIMITS.ratio}`);
  line("a server that nobody attacks", figure("bystander"));
  if (bare !== null) {
    const ratio = (bare / idle.bystander).toFixed(1);
    line("a bare one, attacked afterwards", `${bare.toFixed(1)} ms, ×${ratio} of idle`);
  }
  showComputed(measured);
  line("largest RSS of the server", `${Math.round(megabytes)} MB; limit ${LIMITS.megabytes} MB`);
  for (const one of new Set(wrong)) line("a webhook got", one);
  for (const [name, counts] of Object.entries(measured.outcomes)) line(name, tally(counts));
}

/** Who had the cores: with too few of them everybody waits, however little the server does. */
function showComputed({ computed, during, hasFirstCore }: Measured): void {
  const share = (time: number) => `${Math.round((100 * time) / during)} %`;
  line("strangers and GitHub compute", hasFirstCore ? "on all cores but the first" : "on all cores");
  line(
    "the server's thread",
    `computed ${share(computed.computed)} of the time, waited for a core ${share(computed.waited)}`,
  );
  const of = `other threads ${share(computed.otherThreads)}, parsers ${share(computed.parsers)}`;
  line(
    "in % of a core",
    `${of}; strangers ${share(computed.strangers)}, everybody else ${share(computed.others)}`,
  );
}

function line(name: string, figure: string): void {
  console.log(`${name.padEnd(32)} ${figure}`);
}

function tally(counts: Readonly<Record<string, number>>): string {
  const all = Object.entries(counts).map(([outcome, count]) => `${outcome}: ${count}`);
  return all.join(", ") || "none ended";
}
