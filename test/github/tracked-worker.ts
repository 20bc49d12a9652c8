import type { Delivery } from "../../src/facts/event.ts";
import { RequiredChecks } from "../../src/github/checks/read-commit.ts";
import { classifyFailure } from "../../src/github/client/failure.ts";
import { readAgain } from "../../src/github/client/read-again.ts";
import { execute } from "../../src/github/execute.ts";
import type { ExecuteParts } from "../../src/github/execute-parts.ts";
import { deliveriesOf } from "../../src/github/webhooks/read-webhook.ts";
import type { Inbox } from "../../src/inbox/inbox.ts";
import { openMemoryInbox } from "../../src/inbox/open-inbox.ts";
import { Worker } from "../../src/inbox/worker.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { type GitHub, type GitHubOptions, startGitHub } from "../../src/playground/github/start-github.ts";
import { FakeClock } from "../inbox/fake-clock.ts";
import { trackRepository } from "./tracked.ts";

/** A stand-in GitHub, and what handles its webhooks by an inbox and a worker, by a clock that goes on when a test says so. */
export interface TrackedWorker {
  readonly github: GitHub;
  readonly repository: RepositoryHandle;
  readonly inbox: Inbox;
  readonly log: readonly Record<string, unknown>[];
  /** Puts into the inbox what no webhook brings. */
  put(delivery: Delivery): Promise<void>;
  /** Milliseconds since the epoch. */
  now(): number;
  /** Lets so many ms go by, with all that is due in them. */
  advance(ms: number): Promise<void>;
  /** So many requests of a route reach nobody. */
  refuseConnections(times: number, route: string): Promise<void>;
  close(): Promise<void>;
}

export async function startTrackedWorker(
  more: Partial<ExecuteParts> & { app?: GitHubOptions["app"] } = {},
): Promise<TrackedWorker> {
  const clock: FakeClock = new FakeClock(async () => {
    await github.settled();
    await worker.whenIdle();
  });
  const inbox = openMemoryInbox({ now: clock.now, leaseMs: 60_000 });
  const checks = { required: new RequiredChecks({ now: clock.now }) };
  const again = async (delivery: Delivery) => {
    await inbox.put(delivery);
    worker.notify();
  };
  const given = { checks, again, ...more, clock: clock.now, now: clock.now };
  const { github, client, parts, log } = await trackRepository(given);
  // As the server does: one fault of a read puts nothing back.
  readAgain(async () => {})(client);
  const worker = new Worker({
    inbox,
    handle: (batch, { saveOutbox, signal }) => execute(parts, batch, saveOutbox, signal),
    classify: classifyFailure,
    clock,
    log: parts.log,
  });
  github.webhooks.target = async ({ guid, event, payload }) => {
    for (const delivery of deliveriesOf(guid, event, payload)) await inbox.put(delivery);
    worker.notify();
    return 202;
  };
  worker.start();
  return {
    github,
    repository: github.repository("atlas/diagrams"),
    inbox,
    log,
    put: again,
    now: clock.now,
    advance: (ms) => clock.advance(ms),
    refuseConnections: async (times, route) => {
      const nobodyThere = await startGitHub();
      await nobodyThere.close();
      let left = times;
      client.hook.before("request", (options) => {
        if (left > 0 && `${options.method} ${options.url}` === route) {
          left -= 1;
          options.baseUrl = nobodyThere.url;
        }
      });
    },
    close: async () => {
      await worker.drain();
      await inbox.close();
      await github.close();
    },
  };
}
