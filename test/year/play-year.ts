/** A campaign from its first day to its last, on a GitHub on this machine. */
import { dayDelivery } from "../../src/day-delivery.ts";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import type { Delivery } from "../../src/facts/event.ts";
import { deliveriesOf } from "../../src/github/webhooks/read-webhook.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { seededRandom, startGitHub } from "../../src/playground/github/start-github.ts";
import { assignmentsIn, createCampaign, diagramIds, type Times } from "./campaign.ts";
import { DyingServer, type ServerOptions } from "./dying-server.ts";
import { Judge } from "./judge.ts";
import { People } from "./people.ts";

export interface YearOptions {
  readonly seed: number;
  readonly days: number;
  readonly diagrams: number;
  readonly people: number;
  /** Chance that somebody does something on a day. */
  readonly pace: number;
  readonly times: Times;
  readonly deaths: number;
  readonly diesAt?: ServerOptions["diesAt"];
  readonly wrong?: ServerOptions["wrong"];
  /** When it has ended. */
  readonly inspect?: (repository: RepositoryHandle) => void;
  /** After each day. */
  readonly tell?: (line: string) => void;
}

export interface Year {
  /** Empty in a good year. It ends with the day on which the first was found. */
  readonly wrong: readonly string[];
  readonly killed: number;
  /** Of the days alone, without what people do on them. */
  readonly days: readonly {
    readonly comments: number;
    readonly requests: number;
    readonly isQuiet: boolean;
  }[];
  readonly comments: number;
  readonly requests: number;
  readonly byStatus: Readonly<Record<string, number>>;
  /** Comments of the weekly review. */
  readonly reviews: number;
  /** Comments of timers. */
  readonly reminders: number;
}

const START = Date.parse("2026-01-05T00:00:00Z");
const DAY = 86_400_000;

export async function playYear(options: YearOptions): Promise<Year> {
  const { seed, days: length, times, deaths, diesAt, wrong, pace } = options;
  const random = seededRandom(seed);
  const clock = { now: START };
  const github = await startGitHub({ clock: () => clock.now });
  try {
    const ids = diagramIds(options.diagrams);
    const repository = createCampaign(github, ids, times);
    const waiting: Delivery[] = [];
    github.webhooks.target = async ({ guid, event, payload }) => {
      waiting.push(...deliveriesOf(guid, event, payload));
      return 202;
    };
    const people = new People({ github, repository, random, count: options.people, ids, length, pace });
    const server = new DyingServer({
      github,
      clock,
      random,
      deaths,
      ...(diesAt && { diesAt }),
      ...(wrong && { wrong }),
    });
    const judge = new Judge({ github, repository, people, times, clock });
    const days: Year["days"][number][] = [];
    const handleWaiting = async () => {
      await github.settled();
      // What the bot itself does is heard, too, and what follows from it ends.
      for (let round = 0; round < 20; round++) {
        const batch = [...waiting.splice(0), ...server.again.splice(0)];
        if (batch.length === 0) return;
        await server.handle(batch);
        judge.afterBatch(server.posted, false);
        await github.settled();
      }
      throw new Error("what the bot did itself was never done");
    };
    for (let day = 0; day < length && judge.wrong.length === 0; day++) {
      clock.now = START + day * DAY + 3_600_000;
      // Some days the server is off, and people go on.
      const isOff = random() < 0.04;
      if (!isOff) {
        const delivery = dayDelivery(
          { repository: { owner: "atlas", name: "diagrams" }, installationId: null },
          clock.now,
        );
        const [posted, writes, key] = [server.posted.length, server.writes, delivery.event.key];
        const requests = await server.handle([delivery]);
        const isQuiet = server.writes === writes;
        days.push({ comments: server.posted.length - posted, requests, isQuiet });
        judge.afterBatch(server.posted, true);
        // Two servers, or an inbox that was lost.
        if (random() < 0.2) {
          clock.now += 3 * 60_000;
          await server.handle([
            { ...delivery, id: `${delivery.id} again`, event: { ...delivery.event, key } },
          ]);
          judge.afterBatch(server.posted, true);
        }
        await handleWaiting();
      }
      clock.now = Math.max(clock.now + 60_000, START + day * DAY + 10 * 3_600_000);
      people.act(day, new Date(clock.now).toISOString().slice(0, 10) as CivilDate);
      clock.now += 60_000;
      if (!isOff) {
        await handleWaiting();
        await judge.atMidnight();
      }
      options.tell?.(
        `${judge.today} ${server.posted.length} comments, ${server.requests} requests, ${server.killed} killed`,
      );
    }
    options.inspect?.(repository);
    const all = [...assignmentsIn(repository).values()];
    const counts = Map.groupBy(all, ({ status }) => status);
    return {
      wrong: judge.wrong,
      killed: server.killed,
      days,
      comments: server.posted.length,
      requests: server.requests,
      byStatus: Object.fromEntries([...counts].map(([status, list]) => [status, list.length])),
      reviews: judge.reviews,
      reminders: server.posted.filter(({ body }) => body.includes(" remind-")).length,
    };
  } finally {
    await github.close();
  }
}
