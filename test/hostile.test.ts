/** What people might try to get around the rules, through the whole bot. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../src/playground/github/repository-handle.ts";
import { FILES } from "./github/tracked.ts";
import { startTestBot, type TestBot } from "./test-bot.ts";

const BOBS = "assignment:\n  diagram_id: G-LIN-SQ\n  assignee: bob\n  status: in_progress\n";
const REQUIRED = ["Diagram tracker / assignments", "Diagram tracker / gates"];

let bot: TestBot;
let repository: RepositoryHandle;

beforeEach(async () => {
  bot = await startTestBot();
  const files = { ...FILES, "assignments/G-LIN-SQ.yml": BOBS };
  repository = bot.github.createRepository({ owner: "atlas", name: "diagrams", files });
  repository.setPermission("rita", "write");
  await bot.idle();
});

afterEach(async () => {
  expect(bot.github.invalidRequests).toEqual([]);
  await bot.close();
});

/** The conclusions of our required checks, on the pull request that somebody without any rights opens. */
async function conclusions(title: string, files: Record<string, string | null>) {
  repository.protect("main", { requiredChecks: REQUIRED, appMayBypass: true });
  const { pull } = repository.openPullRequest({ author: "mallory", title, files });
  await bot.idle();
  const runs = repository.checkRuns(pull.head.oid);
  return Object.fromEntries(runs.map(({ name, conclusion, title }) => [name, [conclusion, title]]));
}

describe("a required check does not pass a pull request", () => {
  test("that moves somebody's assignment out of the folder", async () => {
    const found = await conclusions("Tidy up", { "assignments/G-LIN-SQ.yml": null, "docs/old.txt": BOBS });
    expect(found[REQUIRED[0] ?? ""]).toEqual(["failure", "1 problem in 1 file"]);
  });

  test("that has more files than GitHub lists, whatever the listed ones are", async () => {
    const many = Array.from({ length: 3_001 }, (_, at) => [`a/${at}.txt`, `${at}`] as const);
    const theft = BOBS.replace("bob", "mallory");
    const files = { ...Object.fromEntries(many), "assignments/G-LIN-SQ.yml": theft };
    expect(await conclusions("Tidy up", files)).toEqual(
      Object.fromEntries(REQUIRED.map((name) => [name, ["failure", "Too many files"]])),
    );
  });

  test("from a fork that is called a revert", async () => {
    const files = { "diagrams/G-LIN-FL.md": "```mermaid\nflowchart LR\n  a -->\n```\n" };
    const found = await conclusions("Revert G-LIN-FL to what it was", files);
    expect(found[REQUIRED[1] ?? ""]?.[0]).toBe("failure");
  });
});

test("a reply that quotes the notice's marker stays a reply", async () => {
  const { number } = repository.openPullRequest({ author: "ada", title: "x", files: { "a.md": "x" } });
  const body = "/claim <!-- diagram-tracker:notice --> <!-- diagram-tracker:reply comment-1 -->";
  repository.comment({ author: "mallory", thread: number, body });
  await bot.idle();
  repository.edit(number, { title: "G-LIN-FL" });
  await bot.idle();
  const [, reply, notice] = repository.comments(number).map((comment) => comment.body);
  expect(reply).toContain("I do not know which diagram you mean");
  expect(notice).toContain("This pull request is about one diagram");
});
