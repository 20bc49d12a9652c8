import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { openSqliteInbox } from "../../src/inbox/open-inbox.ts";
import { type GitHub, startGitHub } from "../../src/playground/github/start-github.ts";
import { FILES } from "../github/tracked.ts";
import { type Ran, runCli } from "./run-cli.ts";

const NOW = Date.parse("2026-11-24T10:00:00Z");
let folder: string;
let github: GitHub;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "reconcile-cli-"));
  github = await startGitHub({ clock: () => NOW });
  const repository = github.createRepository({ owner: "atlas", name: "diagrams", files: FILES });
  github.createRepository({ owner: "atlas", name: "website" });
  repository.openIssue({ author: "maria", title: "Who takes what?" });
  repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
  await github.settled();
  vi.stubEnv("APP_ID", String(github.app.id));
  vi.stubEnv("PRIVATE_KEY", github.app.privateKey);
  vi.stubEnv("WEBHOOK_SECRET", github.app.webhookSecret);
  vi.stubEnv("GHE_HOST", new URL(github.url).host);
  vi.stubEnv("GHE_PROTOCOL", "http");
  vi.stubEnv("INBOX_PATH", "inbox.db");
  vi.stubEnv("DATABASE_URL", "");
});

afterEach(async () => {
  vi.unstubAllEnvs();
  expect(github.invalidRequests).toEqual([]);
  await github.close();
  rmSync(folder, { recursive: true });
});

function reconcile(...args: string[]): Promise<Ran> {
  return runCli(["reconcile", ...args], { cwd: folder });
}

test("a dry run says what is missing and leaves nothing behind", async () => {
  const { code, out, err } = await reconcile("--dry-run");
  expect(code).toBe(0);
  expect(out).toContain("atlas/diagrams (2 texts and 0 pull requests since 2026-11-21T10:00:00Z): 2 missing");
  expect(out).toContain("2026-11-24T10:00:00Z  ada: comment on issue #1: /claim G-LIN-FL");
  expect(err).toBe("Left out for holding no campaign: 1 repository.");
  expect(existsSync(join(folder, "inbox.db"))).toBe(false);
});

test("otherwise it goes into the server's inbox, once", async () => {
  const first = await reconcile("atlas/diagrams");
  expect(first.err).toContain("It is in the inbox now");
  const second = await reconcile("Atlas/Diagrams", "--json");
  expect(JSON.parse(second.out)).toMatchObject([
    { repository: "atlas/diagrams", tracked: true, missing: [] },
  ]);
  const inbox = openSqliteInbox(join(folder, "inbox.db"), { now: () => NOW, leaseMs: 60_000 });
  expect(await inbox.counts()).toMatchObject({ waiting: 2 });
  await inbox.close();
});

test("what cannot be read is said, with exit code 1", async () => {
  github.faults.add({ match: "ReadChangedPullRequests", answer: "502" });
  const { code, err } = await reconcile("atlas/diagrams", "--dry-run");
  expect(code).toBe(1);
  expect(err).toMatch(/^error: atlas\/diagrams could not be read: GitHub answered 502/);
});

test.each([
  [["atlas"], 2, "`atlas` is no repository: expected owner/name."],
  [["atlas/nothing", "--dry-run"], 1, "The App does not reach atlas/nothing"],
])("%s is refused", async (args, code, message) => {
  const answer = await reconcile(...args);
  expect(answer).toMatchObject({ code, err: expect.stringContaining(message) });
});

test("without the App's credentials it says which are needed", async () => {
  for (const name of ["APP_ID", "PRIVATE_KEY", "WEBHOOK_SECRET"]) vi.stubEnv(name, "");
  const { code, err } = await reconcile();
  expect(code).toBe(1);
  expect(err).toContain("APP_ID, PRIVATE_KEY and WEBHOOK_SECRET are not set");
});
