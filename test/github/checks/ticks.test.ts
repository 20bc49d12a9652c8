import { afterEach, beforeEach, expect, test } from "vitest";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { CATALOG } from "../../guarantees-catalog.ts";
import { startTestBot, type TestBot } from "../../test-bot.ts";

const DRAWING = "# G-LIN-FL\n\n```mermaid\nflowchart LR\n  A --> B\n```\n";
const OPEN = "- [ ] Cost Data\n- [ ] 3 AM Test\n";
const COST = OPEN.replace("[ ] Cost", "[x] Cost");

let bot: TestBot;
let repository: RepositoryHandle;

beforeEach(async () => {
  bot = await startTestBot();
  repository = bot.github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: { "catalog/guarantees.yml": CATALOG },
    permissions: { ada: "write", rita: "write" },
  });
  const files = { "diagrams/g-lin-fl.md": DRAWING };
  repository.openPullRequest({ author: "ada", title: "G-LIN-FL", body: OPEN, files });
  await bot.idle();
});

afterEach(async () => {
  expect(bot.github.invalidRequests).toEqual([]);
  await bot.close();
});

/** What the newest check run says of the point. */
function row(point: string): string {
  const runs = [...repository.state.checkRuns.values()];
  const run = runs.findLast(({ name }) => name.endsWith("gates"));
  return run?.text?.split("\n").find((line) => line.includes(`| ${point} |`)) ?? "";
}

test("a bot that edits a description last takes nobody's ticks, and its own count for nobody", async () => {
  repository.edit(1, { editor: "rita", body: COST });
  await bot.idle();
  repository.edit(1, { editor: "coderabbitai[bot]", body: COST.replace("[ ] 3", "[x] 3") });
  await bot.idle();
  expect(row("Cost Data")).toBe("| 👤 | Cost Data | Ticked in the description by **rita** on 2026-11-24. |");
  expect(row("3 AM Test")).toMatch(/^\| ⬜/);
});

test("a tick that came after the verification says so, and leaves the verification as it is", async () => {
  repository.approve(1, "rita");
  await bot.idle();
  const verified = repository.file("assignments/G-LIN-FL.yml");
  expect(verified).toContain("verified_by: rita");
  repository.edit(1, { editor: "ada", body: COST });
  await bot.idle();
  expect(row("Cost Data")).toContain(
    "by **ada**, the author, on 2026-11-24, after the drawing was verified.",
  );
  expect(repository.file("assignments/G-LIN-FL.yml")).toBe(verified);
});

test("the history is read where several people edited, and a push takes four requests at most", async () => {
  const cost = async (act: () => void) => {
    bot.github.requests.reset();
    act();
    await bot.idle();
    return bot.github.requests.all.map(({ label }) => label);
  };
  const push = (text: string) => () => void repository.pushTo(1, { files: { "docs/notes.md": text } });
  repository.edit(1, { editor: "ada", body: COST });
  await bot.idle();
  expect(await cost(push("one\n"))).not.toContain("graphql ReadDescriptionHistories");
  repository.edit(1, { editor: "rita", body: `${COST}\nA comma.` });
  await bot.idle();
  const labels = await cost(push("two\n"));
  expect(labels).toContain("graphql ReadDescriptionHistories");
  expect(labels.length).toBeLessThanOrEqual(4);
});
