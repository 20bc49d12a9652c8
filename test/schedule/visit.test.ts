import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type KnownBefore, reconcile } from "../../src/github/recovery/reconcile.ts";
import type { DueRepository } from "../../src/inbox/repository-schedule.ts";
import type { LookResult } from "../../src/metrics/metrics.ts";
import { type VisitParts, visit } from "../../src/schedule/visit.ts";
import { HOUR, MINUTE, Outage } from "../github/recovery/outage.ts";

const EVERY = 15 * MINUTE;
const DAY = 24 * HOUR;

let outage: Outage;

beforeEach(async () => {
  outage = await Outage.start();
  outage.repository.openIssue({ author: "maria", title: "Who takes what?" });
  await outage.work();
  await reach("atlas/diagrams");
  // Everything is read, the tracker rendered for the first time, and what we did about it known.
  await looks();
  outage.pass(11 * MINUTE);
  await lookAgain();
  outage.pass(11 * MINUTE);
  await lookAgain();
  outage.github.requests.reset();
});

afterEach(async () => {
  expect(outage.github.invalidRequests).toEqual([]);
  await outage.close();
});

async function reach(...names: string[]): Promise<void> {
  for (const full of names) {
    const [owner = "", name = ""] = full.split("/");
    await outage.inbox.schedule.setReachable(outage.github.installationId(owner), [{ owner, name }]);
  }
}

const parts = () => ({
  ...outage.roundParts,
  inbox: outage.inbox,
  clientFor: outage.bot.clientFor,
  reconcile: (repo: Parameters<typeof reconcile>[1], known: KnownBefore) =>
    reconcile({ ...outage.roundParts, now: outage.clock.now }, repo, known),
  now: outage.clock.now,
  everyMs: EVERY,
});

/** Looks at all that is due, as one replica does, and has done what that brought. */
async function looks(more: Partial<VisitParts> = {}): Promise<[string, LookResult][]> {
  const { schedule } = outage.inbox;
  const done: [string, LookResult][] = [];
  const take = () => schedule.take(outage.clock.now(), outage.clock.now() + 2 * MINUTE);
  for (let due: DueRepository | null = await take(); due !== null; due = await take()) {
    done.push([due.repository.name, (await visit({ ...parts(), ...more }, due)).result]);
  }
  await outage.work();
  return done;
}

/** How long until the next look, in minutes; infinite: there is none. */
async function waits(): Promise<number> {
  const due = await outage.inbox.schedule.nextDue();
  return due === null ? Number.POSITIVE_INFINITY : (due - outage.clock.now()) / MINUTE;
}

/** Time goes on until the next look. */
async function lookAgain(more: Partial<VisitParts> = {}): Promise<[string, LookResult][]> {
  const due = await outage.inbox.schedule.nextDue();
  if (due === null) throw new Error("nothing is looked at any more");
  outage.pass(Math.max(0, due - outage.clock.now()));
  return looks(more);
}

const asked = () =>
  outage.github.requests.all.filter(({ path }) => !path.endsWith("/access_tokens")).map(({ label }) => label);

/** The bot hears nothing of what happens. */
async function unheard(act: () => void): Promise<void> {
  outage.github.webhooks.fate = () => "drop";
  act();
  await outage.github.settled();
  outage.github.webhooks.fate = () => "deliver";
}

describe("a look", () => {
  test("where nothing happened is one request, and the next one is later each time, up to a day", async () => {
    const gaps: number[] = [];
    for (let at = 0; at < 12; at += 1) {
      expect(await lookAgain()).toEqual([["diagrams", "quiet"]]);
      gaps.push(await waits());
    }
    const own = asked().filter((label) => !label.endsWith("ReadSnapshot"));
    expect(own).toEqual(Array(12).fill("graphql ReadActivity"));
    // The first two were looks themselves, and a minute goes by after each.
    expect(gaps.every((gap, at) => gap <= Math.min(15 * 2 ** (at + 4), 24 * 60))).toBe(true);
    expect(Math.max(...gaps)).toBeGreaterThan(11 * 60);
  });

  test.each<[string, () => void, () => Promise<unknown>]>([
    [
      "a comment",
      () => outage.say("ada", "/claim G-LIN-FL"),
      async () => expect(outage.holder("G-LIN-FL")).toBe("ada"),
    ],
    [
      "a push to the tracker",
      () => outage.repository.push({ author: "maria", files: { "TRACKER.md": "# Nothing\n" } }),
      async () => expect(outage.repository.file("TRACKER.md")).toBe("# Nothing\n"),
    ],
    [
      "a pull request",
      () => {
        const files = { "diagrams/flow.mmd": "flowchart LR\n  A --> B\n" };
        outage.repository.openPullRequest({ author: "ada", title: "Draw G-LIN-FL", files });
      },
      async () => expect(outage.status("G-LIN-FL")).toBe("review"),
    ],
  ])("finds %s of which no webhook came", async (_, act, check) => {
    for (let at = 0; at < 5; at += 1) await lookAgain();
    await unheard(act);
    expect(await lookAgain()).toEqual([["diagrams", "read"]]);
    await check();
    expect(await waits()).toBeLessThanOrEqual(15);
  });

  test("finds what was edited on an old thread", async () => {
    const comment = outage.say("bob", "Hello");
    await outage.work();
    for (let at = 0; at < 6; at += 1) await lookAgain();
    await unheard(() => outage.repository.editComment(comment, { body: "Hello\n/claim G-LIN-FL" }));
    await lookAgain();
    expect(outage.holder("G-LIN-FL")).toBe("bob");
  });

  test("reads once more what is so young that the last one may have missed it, and no more than that", async () => {
    outage.pass((await waits()) * MINUTE - 2_000);
    await unheard(() => outage.say("ada", "Nice"));
    const results: LookResult[] = [];
    for (let at = 0; at < 4; at += 1) results.push(...(await lookAgain()).map(([, result]) => result));
    expect(results).toEqual(["read", "read", "quiet", "quiet"]);
  });

  test("costs one request where there is no campaign, however much happens there", async () => {
    outage.github.createRepository({ owner: "atlas", name: "website" });
    await reach("atlas/website");
    const website = outage.github.repository("atlas/website");
    await unheard(() => website.openIssue({ author: "ada", title: "Typo" }));
    expect(await looks()).toEqual([["website", "no_campaign"]]);
    expect(asked()).toEqual(["graphql ReadActivity"]);
    expect(await outage.inbox.seen(["atlas/website:day-2026-11-24"])).toEqual(new Set());
  });

  test("after the inbox was lost reads as far back as the horizon", async () => {
    await unheard(() => outage.say("ada", "/claim G-LIN-FL"));
    await outage.down();
    outage.loseInbox();
    outage.pass(2 * DAY);
    await outage.up();
    await reach("atlas/diagrams");
    expect(await looks()).toEqual([["diagrams", "read"]]);
    expect(outage.holder("G-LIN-FL")).toBe("ada");
  });
});

describe("a day", () => {
  const days = async () => {
    const ids = [24, 25, 26, 27, 28].map((day) => `atlas/diagrams:day-2026-11-${day}`);
    return [...(await outage.inbox.seen(ids))].map((id) => id.slice(-2)).sort();
  };

  test("is put in once, early on it, also where nothing happens", async () => {
    const hours = new Map<string, number>();
    while (hours.size < 4) {
      await lookAgain();
      for (const day of await days()) {
        const sinceMidnight = outage.clock.now() - Date.parse(`2026-11-${day}T00:00:00Z`);
        if (!hours.has(day)) hours.set(day, sinceMidnight / HOUR);
      }
    }
    expect([...hours.keys()]).toEqual(["24", "25", "26", "27"]);
    expect([...hours.values()].slice(1).every((hour) => hour < 6.1)).toBe(true);
  });

  test("that was missed is not made up for: three are one", async () => {
    const head = outage.repository.head();
    await outage.down();
    outage.pass(3 * DAY);
    await outage.up();
    await looks();
    expect(await days()).toEqual(["24", "27"]);
    expect(outage.repository.head()).toBe(head);
  });

  test("does not count as something that happened", async () => {
    for (let at = 0; at < 8; at += 1) await lookAgain();
    const before = await days();
    while ((await days()).length === before.length) await lookAgain();
    expect(await waits()).toBeGreaterThan(60);
  });
});

describe("a look that fails", () => {
  /** As far as installation `atlas` is concerned, GitHub answers so. */
  const answering = (error: Error) => {
    const { clientFor } = outage.bot;
    const atlas = outage.github.installationId("atlas");
    return async (id: number | null) => {
      if (id === atlas) throw error;
      return clientFor(id);
    };
  };

  beforeEach(async () => {
    outage.github.createRepository({ owner: "other", name: "maps" });
    outage.github.createRepository({ owner: "atlas", name: "second" });
    outage.pass(DAY);
    await reach("atlas/second", "other/maps");
  });

  test("is tried again later and later, and keeps nobody else", async () => {
    const clientFor = answering(new Error("socket hang up"));
    const results = (await looks({ clientFor })).toSorted();
    expect(results).toEqual([
      ["diagrams", "failed"],
      ["maps", "no_campaign"],
      ["second", "failed"],
    ]);
    outage.pass(HOUR);
    await looks({ clientFor });
    outage.pass(HOUR);
    const { schedule } = outage.inbox;
    const failedLooks = new Map<string, number>();
    const take = () => schedule.take(outage.clock.now(), outage.clock.now() + 1);
    for (let due = await take(); due !== null; due = await take())
      failedLooks.set(due.repository.name, due.failedLooks);
    expect(Object.fromEntries(failedLooks)).toMatchObject({ diagrams: 2, second: 2 });
    expect(outage.log).toContainEqual(
      expect.objectContaining({ level: 40, repository: "atlas/diagrams", reason: "socket hang up" }),
    );
    outage.pass(HOUR);
    const later = await looks();
    expect(later).toContainEqual(["diagrams", "quiet"]);
    expect(later.filter(([, result]) => result === "failed")).toEqual([]);
  });

  test("for a limit puts off its installation until GitHub answers again, and no other", async () => {
    const limit = Object.assign(new Error("API rate limit exceeded"), {
      status: 429,
      response: { headers: { "retry-after": "3600" } },
    });
    const clientFor = answering(limit);
    const done = await looks({ clientFor });
    expect(done).toHaveLength(2);
    expect(done).toContainEqual(["maps", "no_campaign"]);
    expect(done.filter(([, result]) => result === "failed")).toHaveLength(1);
    outage.pass(58 * MINUTE);
    expect((await looks()).filter(([name]) => name !== "maps")).toEqual([]);
    outage.pass(2 * MINUTE);
    const after = await looks();
    expect(after.map(([name]) => name)).toEqual(expect.arrayContaining(["diagrams", "second"]));
    expect(after.filter(([, result]) => result === "failed")).toEqual([]);
  });

  test.each([
    ["uninstalled", () => outage.github.uninstall("atlas"), () => outage.github.install("atlas")],
    ["suspended", () => outage.github.suspend("atlas"), () => outage.github.unsuspend("atlas")],
  ])(
    "since the App was %s ends the looks until it is back, and then comes at once",
    async (_, leave, back) => {
      // A token that it got before would do for a while.
      await outage.down();
      leave();
      await outage.up();
      expect(await looks()).toEqual([
        [expect.any(String), "failed"],
        ["maps", "no_campaign"],
      ]);
      expect(await outage.inbox.schedule.counts()).toMatchObject({ scheduled: 1 });
      outage.pass(2 * DAY);
      outage.say("ada", "/claim G-LIN-FL");
      back();
      await outage.github.settled();
      expect(await looks()).toContainEqual(["diagrams", "read"]);
      expect(outage.holder("G-LIN-FL")).toBe("ada");
    },
  );
});
