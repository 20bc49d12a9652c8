import { afterEach, beforeEach, expect, test } from "vitest";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { assignmentOf, closeTracked, replies, say, trackInMode } from "./modes.ts";
import type { Tracked } from "./tracked.ts";
import { startTrackedWorker } from "./tracked-worker.ts";

const SECRET = "https://example.org/?key=AKIAIOSFODNN7EXAMPLE";

let tracked: Tracked;
let repository: RepositoryHandle;

beforeEach(async () => {
  ({ tracked, repository } = await trackInMode("commit: direct\n"));
  repository.protectFromSecrets(/AKIA[A-Z0-9]{16}/);
});

afterEach(() => closeTracked(tracked));

test("a comment whose words GitHub does not store is answered with the reason, and does nothing", async () => {
  say(repository, "ada", "/claim G-LIN-FL");
  await tracked.handle();
  const head = repository.head();
  say(repository, "ada", `/source G-LIN-FL ${SECRET}`);
  await tracked.handle();
  expect(repository.head()).toBe(head);
  expect(replies(repository).at(-1)).toContain("A part of this comment looks like a password or a key");
  expect(replies(repository).at(-1)).not.toContain("AKIA");
  expect(tracked.github.requests.all.map(({ label }) => label)).not.toContain(
    "POST /repos/{owner}/{repo}/issues",
  );
});

test("among others single tries tell which one it was, and the rest goes on", async () => {
  const worker = await startTrackedWorker();
  const { repository: busy } = worker;
  busy.protectFromSecrets(/AKIA[A-Z0-9]{16}/);
  say(busy, "ada", "/claim G-LIN-FL");
  say(busy, "bob", `/claim G-LIN-ST\n/source G-LIN-ST ${SECRET}`);
  say(busy, "cy", "/claim G-LIN-SQ");
  await worker.advance(60_000);
  expect(assignmentOf(busy, "G-LIN-FL", "main")).toContain("assignee: ada");
  expect(assignmentOf(busy, "G-LIN-SQ", "main")).toContain("assignee: cy");
  expect(assignmentOf(busy, "G-LIN-ST", "main")).toBeNull();
  expect(replies(busy)).toHaveLength(3);
  expect((await worker.inbox.counts()).setAside).toBe(0);
  await worker.close();
});
