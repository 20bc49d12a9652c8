import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ContentBudget } from "../../../src/github/client/content-budget.ts";
import { classifyFailure, isClosed } from "../../../src/github/client/failure.ts";
import { fetchWhole } from "../../../src/github/client/fetch-whole.ts";
import { ParserNotStarted } from "../../../src/parse-process/parser-not-started.ts";
import type { FaultAnswer } from "../../../src/playground/github/start-github.ts";
import { HOUR, MINUTE, Outage } from "../recovery/outage.ts";

const POST_COMMENT = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const NOW = Date.parse("2026-11-24T10:00:00Z");

describe("when to come back", () => {
  const limit = "You have exceeded a secondary rate limit.";
  test.each([
    ["Retry-After in seconds", 403, { "retry-after": "90" }, 90_000],
    ["Retry-After as a date", 429, { "retry-after": "Tue, 24 Nov 2026 10:02:00 GMT" }, 120_000],
    ["a date that has gone by", 429, { "retry-after": "Tue, 24 Nov 2026 09:00:00 GMT" }, 1000],
    ["Retry-After that is neither", 429, { "retry-after": "soon" }, 60_000],
    ["a year, which nobody means", 429, { "retry-after": "31536000" }, 24 * HOUR],
    [
      "the reset",
      403,
      { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 + 60) },
      61_000,
    ],
    ["a reset in the past", 403, { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" }, 1000],
    ["nothing", 403, {}, 60_000],
  ])("%s", (_, status, headers, wait) => {
    const error = Object.assign(new Error(limit), { status, response: { headers } });
    expect(classifyFailure(error, NOW)).toMatchObject({ transient: true, dueAt: NOW + wait });
  });

  test("GraphQL says it with HTTP 200", () => {
    const secondary = Object.assign(
      new Error(`Request failed due to following response errors:\n - ${limit}`),
      {
        errors: [{ message: limit }],
        headers: {},
      },
    );
    const primary = Object.assign(new Error("API rate limit exceeded"), {
      errors: [{ type: "RATE_LIMITED", message: "API rate limit exceeded" }],
      headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": String(NOW / 1000 + 600) },
    });
    expect(classifyFailure(secondary, NOW)).toMatchObject({ transient: true, dueAt: NOW + MINUTE });
    expect(classifyFailure(primary, NOW)).toMatchObject({ transient: true, dueAt: NOW + 601_000 });
  });

  test("half an answer of GraphQL is a fault, and none of the repository's", () => {
    const error = Object.assign(new Error("Request failed"), {
      errors: [{ type: "FORBIDDEN", path: ["repository", "pr0"], message: "Resource not accessible" }],
      data: { repository: { pr0: null } },
    });
    expect(classifyFailure(error, NOW)).toMatchObject({ transient: false });
    expect(isClosed(error)).toBe(false);
  });
});

describe("the budget of an installation", () => {
  /** How many are taken before there is none. */
  function takeAll(budget: ContentBudget, repository: string, now: number): number {
    for (let count = 0; ; count++) if (budget.take(1, repository, now) !== "taken") return count;
  }

  test("is 80 a minute, for each installation its own; a repository alone leaves a tenth", () => {
    const budget = new ContentBudget();
    for (let at = 0; at < 72; at++) expect(budget.take(1, "one", NOW + at)).toBe("taken");
    expect(budget.take(1, "one", NOW + 1000)).toEqual({ dueAt: NOW + MINUTE });
    expect(takeAll(budget, "two", NOW + 1000)).toBe(8);
    expect(budget.take(2, "one", NOW + 1000)).toBe("taken");
    expect(budget.take(1, "one", NOW + MINUTE + 10)).toBe("taken");
  });

  test("is 500 an hour, of which it leaves a tenth too", () => {
    const budget = new ContentBudget();
    for (let at = 0; at < 450; at++) expect(budget.take(1, "one", NOW + at * 1000)).toBe("taken");
    expect(budget.take(1, "one", NOW + 10 * MINUTE)).toEqual({ dueAt: NOW + HOUR });
    expect(takeAll(budget, "two", NOW + 10 * MINUTE)).toBe(50);
    expect(budget.take(1, "one", NOW + HOUR + 50_000)).toBe("taken");
  });

  test("is never more than GitHub allows, however many repositories share it", () => {
    const budget = new ContentBudget();
    const taken = Array.from({ length: 20 }, (_, at) => takeAll(budget, `repository ${at}`, NOW));
    expect(taken.reduce((sum, count) => sum + count)).toBe(80);
  });
});

describe("an answer", () => {
  async function serve(answer: (socket: import("node:net").Socket) => void): Promise<string> {
    const server = createServer((request) => answer(request.socket));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closing.push(() => {
      server.closeAllConnections();
      server.close();
    });
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const closing: (() => void)[] = [];
  afterEach(() => {
    for (const close of closing.splice(0)) close();
  });

  test("that never comes is given up", async () => {
    const url = await serve(() => {});
    await expect(fetchWhole(20)(url)).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("that stops in the middle is given up", async () => {
    const url = await serve((socket) => {
      socket.write("HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{");
    });
    await expect(fetchWhole(50)(url)).rejects.toMatchObject({ name: "TimeoutError" });
  });

  test("that breaks off is none", async () => {
    const url = await serve((socket) => {
      socket.end('HTTP/1.1 200 OK\r\ncontent-length: 100\r\ncontent-type: application/json\r\n\r\n{"data":');
    });
    await expect(fetchWhole()(url)).rejects.toThrow(TypeError);
  });

  test("without a body is one", async () => {
    const url = await serve((socket) => socket.end("HTTP/1.1 204 No Content\r\n\r\n"));
    expect((await fetchWhole()(url)).status).toBe(204);
  });
});

describe("the bot", () => {
  let outage: Outage;

  beforeEach(async () => {
    outage = await Outage.start();
    outage.repository.openIssue({ author: "maria", title: "Who takes what?" });
    await outage.work();
    await outage.recovered();
  });

  afterEach(async () => {
    vi.useRealTimers();
    expect(outage.github.invalidRequests).toEqual([]);
    await outage.close();
  });

  const everything: readonly (readonly [string, FaultAnswer])[] = [
    ["500", "500"],
    ["502", "502"],
    ["504", "504"],
    ["a reset", "reset"],
    ["a secondary limit", "secondary-limit"],
    ["a primary limit", "primary-limit"],
    ["429", "429"],
    ["an error of GraphQL", "graphql-error"],
  ];

  test.each(everything)("answers once though %s comes at first", async (_, answer) => {
    outage.github.faults.add({ match: /graphql (ReadSnapshot|Commit)/, answer, times: 1 });
    outage.say("ada", "/claim G-LIN-FL");
    await outage.work();
    outage.pass(2 * HOUR);
    await outage.work();
    expect(outage.holder("G-LIN-FL")).toBe("ada");
    expect(outage.replies()).toHaveLength(1);
  });

  test("goes on with a new token when the old one is withdrawn in the midst of a batch", async () => {
    // A token that is seconds old is tried again by Octokit itself, which waits for GitHub's own copies.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 10 * MINUTE });
    outage.say("ada", "/claim G-LIN-FL");
    const gate = outage.github.blockNext("ReadSnapshot", "after");
    const worked = outage.work();
    await gate.arrived;
    outage.github.expireTokens();
    gate.release();
    await worked;
    expect(outage.holder("G-LIN-FL")).toBe("ada");
    expect(outage.replies()).toHaveLength(1);
    expect(outage.log).not.toContainEqual(expect.objectContaining({ msg: "put back" }));
  });

  test("keeps back what is too much for GitHub, and says it later", async () => {
    for (let at = 0; at < 90; at++) outage.repository.openIssue({ author: "ada", title: "x", body: "/next" });
    await outage.work();
    const answered = () => Array.from({ length: 90 }, (_, at) => outage.replies(at + 2).length);
    expect(answered().filter((count) => count === 1)).toHaveLength(72);
    expect(await outage.inbox.counts()).toMatchObject({ waiting: 18, setAside: 0 });
    outage.pass(MINUTE);
    await outage.work();
    expect(answered().every((count) => count === 1)).toBe(true);
    expect(outage.github.requests.all.filter(({ status }) => status >= 400)).toEqual([]);
  });

  test("commits what is said while answers have to wait for an hour", async () => {
    for (let round = 0; round < 8; round++) {
      for (let at = 0; at < 75; at++)
        outage.repository.openIssue({ author: "ada", title: "x", body: "/next" });
      await outage.work();
      outage.pass(MINUTE);
    }
    outage.say("ada", "/claim G-LIN-FL");
    await outage.work();
    outage.pass(6 * MINUTE);
    outage.say("bob", "/claim G-LIN-SQ");
    await outage.work();
    expect([outage.holder("G-LIN-FL"), outage.holder("G-LIN-SQ")]).toEqual(["ada", "bob"]);
    expect(outage.replies()).toHaveLength(0);
    outage.pass(HOUR);
    await outage.work();
    outage.pass(MINUTE);
    await outage.work();
    expect(
      outage
        .replies()
        .join("\n")
        .match(/it is yours until/g),
    ).toHaveLength(2);
    expect(outage.github.requests.all.filter(({ status }) => status >= 400)).toEqual([]);
  });

  test("lets one installation wait without keeping others", async () => {
    const files = { "catalog/guarantees.yml": outage.repository.file("catalog/guarantees.yml") ?? "" };
    const other = outage.github.createRepository({ owner: "other", name: "diagrams", files });
    other.openIssue({ author: "maria", title: "Who?" });
    outage.github.faults.add({
      match: ({ label, path }) => label === POST_COMMENT && path.startsWith("/repos/atlas/"),
      answer: "secondary-limit",
      retryAfter: 3600,
    });
    outage.say("ada", "/claim G-LIN-FL");
    other.comment({ author: "bob", thread: 1, body: "/claim G-LIN-FL" });
    await outage.work();
    expect(outage.replies()).toHaveLength(0);
    expect(other.comments(1)).toHaveLength(2);
  });

  test.each([
    ["uninstalled", () => outage.github.uninstall("atlas"), "the App is not installed there"],
    ["suspended", () => outage.github.suspend("atlas"), "the App was suspended there by its owner"],
  ])("keeps what waits where it was %s, without asking again and again", async (_, leave, why) => {
    // A token that was fetched before would still be good on the machine's clock.
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * HOUR });
    for (let at = 0; at < 30; at++) outage.say(`p${at}`, "/claim G-LIN-FL");
    await outage.github.settled();
    leave();
    outage.github.requests.reset();
    for (let round = 0; round < 4; round++) await outage.work();
    expect(await outage.inbox.counts()).toMatchObject({ waiting: 0, setAside: 0, held: 30 });
    for (const { reason } of await outage.inbox.list("held")) expect(reason).toContain(why);
    expect(outage.github.requests.count()).toBeLessThanOrEqual(3);
  });

  test("answers what waited once the owner lets it work again", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * HOUR });
    outage.say("ada", "/claim G-LIN-FL");
    await outage.github.settled();
    outage.github.suspend("atlas");
    for (let round = 0; round < 4; round++) await outage.work();
    expect(outage.replies()).toEqual([]);
    outage.github.unsuspend("atlas");
    await outage.work();
    expect(outage.replies()).toEqual([expect.stringContaining("it is yours until")]);
    expect(await outage.inbox.counts()).toMatchObject({ waiting: 0, setAside: 0, held: 0 });
  });

  test("answers it after the next round where that webhook was lost", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 2 * HOUR });
    outage.say("ada", "/claim G-LIN-FL");
    await outage.github.settled();
    outage.github.suspend("atlas");
    for (let round = 0; round < 4; round++) await outage.work();
    outage.github.webhooks.fate = () => "drop";
    outage.github.unsuspend("atlas");
    await outage.recover();
    await outage.work();
    expect(outage.replies()).toEqual([expect.stringContaining("it is yours until")]);
  });

  test("sets everything aside where the repository was archived", async () => {
    outage.say("ada", "/claim G-LIN-FL");
    outage.repository.archive();
    for (let round = 0; round < 4; round++) await outage.work();
    const [kept] = await outage.inbox.list("set-aside");
    expect(kept?.reason).toContain("the repository was archived");
  });

  test("is not fooled by a reset in the past into trying again at once, for ever", async () => {
    outage.github.faults.add({
      match: "ReadSnapshot",
      answer: {
        status: 403,
        headers: { "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1" },
        body: { message: "API rate limit exceeded" },
      },
    });
    outage.say("ada", "/claim G-LIN-FL");
    outage.github.requests.reset();
    await outage.work();
    for (let second = 0; second < 600; second++) {
      outage.pass(1000);
      if (second % 20 === 0) await outage.work();
    }
    expect(outage.github.requests.count("ReadSnapshot")).toBeLessThan(15);
  });
});

test("that the machine has no room for a parser's process passes, and sets nobody's delivery aside", () => {
  const error = new ParserNotStarted(new Error("spawn ENOMEM"));
  expect(classifyFailure(error, NOW)).toEqual({
    transient: true,
    dueAt: null,
    reason: "a parser's process could not be started",
  });
});
