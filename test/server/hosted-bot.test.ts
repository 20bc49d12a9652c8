import { readFileSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Delivery } from "../../src/facts/event.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { runCli } from "../cli/run-cli.ts";
import { type HostedBot, startHostedBot } from "./hosted-bot.ts";

let hosted: HostedBot;
let repository: RepositoryHandle;

afterEach(() => hosted.close());

async function start(level = "info"): Promise<void> {
  hosted = await startHostedBot({ level });
  repository = hosted.github.repository("atlas/diagrams");
  repository.openIssue({ author: "maria", title: "Who takes what?" });
  await hosted.idle();
}

async function scrape(): Promise<(name: string) => number | undefined> {
  const response = await fetch(`${hosted.server.url}/metrics`);
  expect(response.headers.get("content-type")).toContain("text/plain; version=0.0.4");
  const lines = (await response.text()).split("\n");
  return (name) => {
    const line = lines.find((one) => one.startsWith(`diagram_tracker_${name} `));
    return line === undefined ? undefined : Number(line.split(" ").at(-1));
  };
}

function holder(id: string): string | undefined {
  return /assignee: (\S+)/.exec(repository.file(`assignments/${id}.yml`) ?? "")?.[1];
}

/** As an older version may have left it in the inbox: it lacks what the commands are read from. */
function poisoned(): Delivery {
  const event = { kind: "comment", key: "comment-1", at: "2026-11-24T10:00:00Z", thread: 1, author: "ada" };
  return {
    id: "poisoned",
    repository: { owner: "atlas", name: "diagrams" },
    installationId: hosted.github.installationId("atlas"),
    event: event as unknown as Delivery["event"],
  };
}

/** What `inbox list` shows beside the running server. */
async function listInbox(): Promise<unknown> {
  vi.stubEnv("INBOX_PATH", hosted.inboxPath);
  vi.stubEnv("DATABASE_URL", "");
  const { out } = await runCli(["inbox", "list", "--json"], {
    cwd: ".",
    now: () => Date.parse("2026-11-24T10:05:00Z"),
  });
  vi.unstubAllEnvs();
  return JSON.parse(out);
}

describe("a delivery that makes its handler throw", () => {
  beforeEach(() => start());

  test("is set aside after its tries, the rest goes on, and everybody can see it", async () => {
    await hosted.inbox.put(poisoned());
    repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
    repository.comment({ author: "bo", thread: 1, body: "/claim G-LIN-SQ" });
    for (let tries = 0; tries < 4; tries++) {
      await hosted.idle();
      hosted.advance(60_000);
    }

    expect([holder("G-LIN-FL"), holder("G-LIN-SQ")]).toEqual(["ada", "bo"]);
    expect(await listInbox()).toEqual([
      expect.objectContaining({
        id: "poisoned",
        state: "set-aside",
        who: "ada",
        reason: expect.stringMatching(/./),
      }),
    ]);
    const said = hosted.log.filter(({ msg }) => msg === "set aside");
    expect(said).toEqual([
      expect.objectContaining({ level: "error", repository: "atlas/diagrams", deliveries: ["poisoned"] }),
    ]);
    const metric = await scrape();
    expect(metric('deliveries_total{result="set_aside"}')).toBe(1);
    expect(metric('inbox_deliveries{state="set_aside"}')).toBe(1);
    expect(metric('inbox_deliveries{state="waiting"}')).toBe(0);
    expect(metric('deliveries_total{result="handled"}')).toBe(2);
  });
});

describe("/metrics", () => {
  beforeEach(() => start());

  test("counts what happened on the way of a claim", async () => {
    repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
    hosted.advance(5_000);
    await hosted.idle();
    const metric = await scrape();
    expect({
      heard: metric('webhooks_total{event="issue_comment",status="200"}'),
      accepted: metric('deliveries_total{result="accepted"}'),
      handled: metric('deliveries_total{result="handled"}'),
      committed: metric('commits_total{outcome="committed"}'),
      posted: metric('comments_total{result="posted"}'),
      tokens: metric(
        'github_requests_total{operation="POST /app/installations/{installation_id}/access_tokens",status="201"}',
      ),
      commits: metric('github_requests_total{operation="graphql Commit",status="200"}'),
      batches: metric('batch_duration_seconds_count{result="handled"}'),
      decisions: (metric("decision_duration_seconds_count") ?? 0) > 0,
      delay: metric("answer_delay_seconds_sum"),
      waiting: metric('inbox_deliveries{state="waiting"}'),
      oldest: metric("inbox_oldest_seconds"),
      up: metric("inbox_up"),
      quota: metric('github_quota_remaining{resource="graphql"}'),
    }).toEqual({
      // Its own answer is heard, too, and is nothing to keep.
      heard: 2,
      accepted: 1,
      handled: 1,
      committed: 1,
      posted: 1,
      tokens: 1,
      commits: 1,
      batches: 1,
      decisions: true,
      delay: 5,
      waiting: 0,
      oldest: 0,
      up: 1,
      quota: 10_000 - hosted.github.requests.all.filter(({ label }) => label.startsWith("graphql")).length,
    });
  });

  test("tells refused pushes and moved heads apart, what waits, and for how long", async () => {
    repository.protect("main");
    repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
    await hosted.idle();
    hosted.advance(90_000);
    const metric = await scrape();
    expect(metric('commits_total{outcome="refused"}')).toBe(1);
    expect(metric('deliveries_total{result="put_back"}')).toBe(1);
    expect(metric('inbox_deliveries{state="waiting"}')).toBe(1);
    expect(metric("inbox_oldest_seconds")).toBe(90);
  });

  test("what strangers send makes no new labels", async () => {
    for (const event of ["made-up", "constructor", `x${"y".repeat(200)}`]) {
      await fetch(`${hosted.server.url}/api/github/webhooks`, {
        method: "POST",
        headers: { "content-type": "application/json", "x-github-event": event },
        body: "{}",
      });
    }
    const metric = await scrape();
    expect(metric('webhooks_total{event="other",status="400"}')).toBe(3);
    const { body } = await hosted.metrics.page();
    expect(body).not.toMatch(/made-up|constructor|atlas|yyy/);
  });

  test("is answered when the inbox is not, and says so", async () => {
    hosted.inbox.counts = () => Promise.reject(new Error("gone"));
    const metric = await scrape();
    expect(metric("inbox_up")).toBe(0);
    expect(metric('inbox_deliveries{state="waiting"}')).toBeUndefined();
    const ready = await fetch(`${hosted.server.url}/readyz`);
    expect([ready.status, await ready.text()]).toEqual([503, "not ready: the inbox does not answer: gone\n"]);
    expect((await fetch(`${hosted.server.url}/healthz`)).status).toBe(200);
  });
});

test("every figure is explained to the operator, and none that there is not", async () => {
  await start();
  const { body } = await hosted.metrics.page();
  const shown = new Set([...body.matchAll(/^# TYPE diagram_tracker_(\w+)/gm)].map(([, name]) => name));
  const document = readFileSync(new URL("../../.github/docs/operations.md", import.meta.url), "utf8");
  const rows = document.split("\n").filter((line) => /^\| `\w+_/.test(line) && !line.includes("inbox.db"));
  const explained = rows.flatMap((row) => {
    const [, cell = ""] = row.split("|");
    return [...cell.matchAll(/`(\w+)/g)].map(([, name]) => name);
  });
  expect(explained.sort()).toEqual([...shown].sort());
});

describe("the log", () => {
  test("names repository, delivery and decision once, and holds no body, token or key at any level", async () => {
    await start("trace");
    const SECRET_WORDS = "between-you-and-me";
    repository.comment({ author: "ada", thread: 1, body: `/claim G-LIN-FL\n\n${SECRET_WORDS}` });
    await hosted.idle();
    hosted.github.faults.add({ match: "Commit", answer: "429", times: 1 });
    repository.comment({ author: "bo", thread: 1, body: `/claim G-LIN-SQ\n\n${SECRET_WORDS}` });
    await hosted.idle();
    hosted.advance(60_000);
    await hosted.idle();
    await hosted.inbox.put(poisoned());
    for (let tries = 0; tries < 4; tries++) {
      await hosted.idle();
      hosted.advance(60_000);
    }
    hosted.github.faults.add({ match: /comments/, answer: "secondary-limit", times: 1 });
    repository.comment({ author: "cy", thread: 1, body: `/claim next\n\n${SECRET_WORDS}` });
    await hosted.idle();

    const handled = hosted.log.filter(({ msg, delivery }) => msg === "handled" && delivery !== undefined);
    expect(handled).toContainEqual(
      expect.objectContaining({
        repository: "atlas/diagrams",
        delivery: expect.stringMatching(/^comment-\d+$/),
        decision: expect.stringMatching(/G-LIN-FL/),
      }),
    );
    const all = hosted.lines.join("");
    expect(hosted.lines.length).toBeGreaterThan(10);
    const { privateKey, webhookSecret } = hosted.github.app;
    for (const secret of [
      SECRET_WORDS,
      "ghs_",
      webhookSecret,
      privateKey.split("\n")[1] ?? "",
      "eyJ",
      "fileChanges",
      Buffer.from("assignment:").toString("base64").slice(0, 14),
    ]) {
      expect(all).not.toContain(secret);
    }
  });
});
