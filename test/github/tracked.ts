import { Octokit } from "@octokit/rest";
import { pino } from "pino";
import { decide } from "../../src/decide/decide.ts";
import type { LeasedDelivery, Outbox } from "../../src/facts/batch.ts";
import type { Delivery } from "../../src/facts/event.ts";
import { LONGEST_LAG_MS } from "../../src/facts/recent-write.ts";
import { ContentsReader } from "../../src/github/checks/read-contents.ts";
import { execute } from "../../src/github/execute.ts";
import type { ExecuteParts } from "../../src/github/execute-parts.ts";
import { BrokenIssues } from "../../src/github/post/broken-issue.ts";
import { RecentRefusals } from "../../src/github/post/recent-refusals.ts";
import { People } from "../../src/github/read/people.ts";
import { SnapshotReader } from "../../src/github/read/read-snapshot.ts";
import { WeeklyReviews } from "../../src/github/review/weekly-review.ts";
import { deliveriesOf } from "../../src/github/webhooks/read-webhook.ts";
import type { Lease } from "../../src/inbox/lease.ts";
import { type GitHub, type GitHubOptions, startGitHub } from "../../src/playground/github/start-github.ts";
import { CATALOG } from "../guarantees-catalog.ts";

export const TRACKER =
  "# Tracker\n\n<!-- diagram-tracker:begin summary -->\n<!-- diagram-tracker:end summary -->\n";

export const FILES = {
  "catalog/guarantees.yml": CATALOG,
  "assignments/README.md": "Assignments lie here.\n",
  "TRACKER.md": TRACKER,
};

const silent = { debug() {}, info() {}, warn() {}, error() {} };

export interface Tracked {
  readonly github: GitHub;
  readonly client: Octokit;
  readonly parts: ExecuteParts;
  readonly log: Record<string, unknown>[];
  readonly waits: number[];
  /** Lets time go by, in ms. */
  pass(ms: number): void;
  /** What the webhooks brought since the last call, as the inbox would keep it. */
  deliveries(): Promise<Delivery[]>;
  /** Handles the deliveries as one batch; by default those that came. */
  handle(deliveries?: readonly Delivery[], outbox?: Outbox | null): Promise<Outbox | null>;
}

/** A stand-in GitHub with a repository `atlas/diagrams`, and the executor with the real decisions against it. */
export async function trackRepository(
  more: Partial<ExecuteParts> & {
    files?: Record<string, string>;
    app?: GitHubOptions["app"];
    clock?: () => number;
  } = {},
): Promise<Tracked> {
  let now = Date.parse("2026-11-24T10:00:00Z");
  const { files = FILES, app = {}, clock = () => now, ...given } = more;
  const github = await startGitHub({ clock, app });
  const repository = github.createRepository({ owner: "atlas", name: "diagrams", files });
  repository.openIssue({ author: "maria", title: "Who takes what?" });
  const log: Record<string, unknown>[] = [];
  const waits: number[] = [];
  const arrived: Delivery[] = [];
  github.webhooks.target = async ({ guid, event, payload }) => {
    arrived.push(...deliveriesOf(guid, event, payload));
    return 202;
  };
  const client = new Octokit({ baseUrl: github.url, auth: github.installationToken("atlas"), log: silent });
  const parts: ExecuteParts = {
    decide,
    clientFor: async () => client,
    snapshots: new SnapshotReader(),
    people: new People({ now: clock }),
    refused: new RecentRefusals({ now: clock }),
    brokenIssues: new BrokenIssues({ now: clock }),
    weeklyReviews: new WeeklyReviews(),
    again: async (delivery) => {
      arrived.push(delivery);
    },
    pullRequestFiles: { contents: new ContentsReader(), parse: async () => new Map() },
    now: clock,
    sleep: async (ms) => {
      waits.push(ms);
    },
    random: () => 0.5,
    log: pino({ level: "trace" }, { write: (line: string) => void log.push(JSON.parse(line)) }),
    ...given,
  };
  const deliveries = async () => {
    await github.settled();
    // The clock goes on between two things that happen.
    now += 1000;
    return arrived.splice(0);
  };
  return {
    github,
    client,
    parts,
    log,
    waits,
    pass: (ms) => {
      now += ms;
    },
    deliveries,
    handle: async (given, earlier = null) => {
      let outbox = earlier;
      const waiting = given ?? (await deliveries());
      // By then GitHub's reads show what was not confirmed, if it is there.
      if (earlier !== null && earlier.progress?.unconfirmed.length !== 0) now += LONGEST_LAG_MS;
      try {
        const { left } = await execute(parts, leaseOf(waiting, earlier), async (next) => {
          outbox = next;
        });
        if (left) throw left.error;
      } catch (error) {
        throw Object.assign(new Error("the batch failed", { cause: error }), { outbox });
      }
      return outbox;
    },
  };
}

function leaseOf(deliveries: readonly Delivery[], outbox: Outbox | null): Lease {
  const tries = outbox === null ? 0 : 1;
  return {
    token: "token",
    repository: { owner: "atlas", name: "diagrams" },
    installationId: null,
    deliveries: deliveries.map((delivery): LeasedDelivery => ({ ...delivery, tries })),
    outbox,
    unreadable: [],
  };
}
