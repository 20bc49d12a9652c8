import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Delivery } from "../../src/facts/event.ts";
import type { Inbox } from "../../src/inbox/inbox.ts";
import { openSqliteInbox } from "../../src/inbox/open-inbox.ts";
import { type Ran, runCli } from "./run-cli.ts";

const NOW = Date.parse("2026-11-24T10:00:00Z");
let folder: string;
let server: Inbox;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "inbox-cli-"));
  vi.stubEnv("INBOX_PATH", "inbox.db");
  vi.stubEnv("DATABASE_URL", "");
  vi.stubEnv("WEBHOOK_SECRET", "very-secret-indeed");
  server = openSqliteInbox(join(folder, "inbox.db"), { now: () => NOW - 3 * 60_000, leaseMs: 600_000 });
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await server.close();
  rmSync(folder, { recursive: true });
});

function inbox(...args: string[]): Promise<Ran> {
  return runCli(["inbox", ...args], { cwd: folder });
}

function comment(id: number, body = "/claim G-LIN-FL\nbecause ghs_abcdef and very-secret-indeed"): Delivery {
  return {
    id: `atlas/diagrams:comment-${id}`,
    repository: { owner: "atlas", name: "diagrams" },
    installationId: 1,
    event: {
      kind: "comment",
      key: `comment-${id}`,
      at: "2026-11-24T09:55:00Z",
      thread: 12,
      onPullRequest: false,
      title: "T",
      author: "ada",
      body,
      previousBody: null,
    },
  };
}

/** One set aside, one under a lease, one that came in the meantime. */
async function fill(): Promise<void> {
  await server.put(comment(1));
  await server.put(comment(2, "/release G-LIN-FL"));
  const lease = await server.lease(NOW - 3 * 60_000);
  if (!lease) throw new Error("nothing to lease");
  await server.setAside(
    lease,
    ["atlas/diagrams:comment-1"],
    "GitHub answered 422: ghs_secret said very-secret-indeed",
  );
  await server.put(comment(3, "/status G-LIN-FL"));
}

test("list shows who, what, when, how often and why, beside the running server", async () => {
  await fill();
  const { code, out, err } = await inbox("list");
  expect(code).toBe(0);
  expect(out.split("\n").map((line) => line.replace(/ {2,}/g, " | "))).toEqual([
    "ID | State | Repository | Who | What | Arrived | Tries | Reason",
    "atlas/diagrams:comment-1 | set-aside | atlas/diagrams | ada | comment on issue #12: /claim G-LIN-FL | 3 min ago | 1 | GitHub answered 422: [secret] said [secret]",
    "atlas/diagrams:comment-2 | leased | atlas/diagrams | ada | comment on issue #12: /release G-LIN-FL | 3 min ago | 1",
    "atlas/diagrams:comment-3 | waiting | atlas/diagrams | ada | comment on issue #12: /status G-LIN-FL | 3 min ago | 0",
  ]);
  expect(err).toContain("1 set aside.");
  expect((await inbox("list", "--state", "waiting")).out).toContain("comment-3");
});

test("show gives one delivery whole, without what is secret in it", async () => {
  await fill();
  const { out } = await inbox("show", "atlas/diagrams:comment-1", "--json");
  expect(JSON.parse(out)).toEqual({
    id: "atlas/diagrams:comment-1",
    state: "set-aside",
    repository: "atlas/diagrams",
    who: "ada",
    what: "comment on issue #12: /claim G-LIN-FL",
    text: "/claim G-LIN-FL\nbecause [secret] and [secret]",
    happened_at: "2026-11-24T09:55:00Z",
    arrived_at: "2026-11-24T09:57:00.000Z",
    tries: 1,
    reason: "GitHub answered 422: [secret] said [secret]",
  });
  expect((await inbox("show", "atlas/diagrams:comment-1")).out).toContain("Reason      GitHub answered 422");
});

test("retry puts back what was set aside, drop forgets, and both say what they could not do", async () => {
  await fill();
  expect(await inbox("retry", "atlas/diagrams:comment-1", "atlas/diagrams:comment-3")).toMatchObject({
    code: 1,
    out: expect.stringMatching(/comment-1: back in the queue.*\n.*comment-3: not set aside/),
  });
  expect((await server.show("atlas/diagrams:comment-1"))?.state).toBe("waiting");
  expect(await inbox("drop", "atlas/diagrams:comment-3")).toMatchObject({ code: 0 });
  expect((await server.show("atlas/diagrams:comment-3"))?.state).toBe("done");
  expect(JSON.parse((await inbox("drop", "atlas/diagrams:comment-2", "made-up", "--json")).out)).toEqual([
    { id: "atlas/diagrams:comment-2", result: "leased" },
    { id: "made-up", result: "unknown" },
  ]);
});

test("retry --all takes everything that was set aside", async () => {
  await fill();
  expect((await inbox("retry", "--all")).code).toBe(0);
  expect(await server.list("set-aside")).toEqual([]);
  expect(await inbox("retry", "--all")).toMatchObject({ code: 0, out: "Nothing is set aside." });
});

test("an event that another version kept is listed all the same", async () => {
  const strange = {
    ...comment(9),
    event: { kind: "merge-group", number: 7 } as unknown as Delivery["event"],
  };
  await server.put(strange);
  expect((await inbox("list")).out).toContain("merge group #7");
});

test("says what is missing: no ID, no such delivery, no inbox, an inbox that is none", async () => {
  expect(await inbox("show")).toMatchObject({
    code: 2,
    err: expect.stringContaining("takes one delivery's ID"),
  });
  expect(await inbox("retry")).toMatchObject({ code: 2, err: expect.stringContaining("or --all") });
  expect(await inbox("show", "made-up")).toMatchObject({
    code: 1,
    err: expect.stringContaining("knows no delivery"),
  });
  expect(await inbox("list")).toMatchObject({ code: 0, out: "The inbox is empty." });
  vi.stubEnv("INBOX_PATH", "elsewhere.db");
  expect(await inbox("list")).toMatchObject({ code: 1, err: expect.stringContaining("There is no inbox") });
  vi.stubEnv("DATABASE_URL", "postgres://bot:hunter2secret@127.0.0.1:1/inbox");
  const { code, err } = await inbox("list");
  expect(code).toBe(1);
  expect(err).toContain("127.0.0.1:1/inbox");
  expect(err).not.toContain("hunter2secret");
});

test("what is shown of a delivery is in colour on a terminal, and what somebody wrote steers nothing", async () => {
  await server.put(comment(4, "/claim G-LIN-FL\n\u001b[31mred"));
  const { out } = await runCli(["inbox", "show", "atlas/diagrams:comment-4"], {
    cwd: folder,
    width: 80,
    colours: true,
  });
  expect(out).toContain("\u001b[1mState");
  expect(out).toContain("\\u{1b}[31mred");
});
