import { afterEach, beforeEach, expect, test } from "vitest";
import { CampaignProposer } from "../../../src/init/campaign-proposer.ts";
import { startTestBot, type TestBot } from "../../test-bot.ts";

const TRACKER =
  "# T\n\n| ID | Name | Status |\n|---|---|---|\n| A-B-C | One | |\n| A-B-D | Two | |\n| A-B-E | Three | |\n";

let bot: TestBot;

beforeEach(async () => {
  bot = await startTestBot();
  const files = { "TRACKER.md": TRACKER };
  bot.github.createRepository({ owner: "acme", name: "atlas", files, installed: false });
});

afterEach(async () => {
  expect(bot.github.invalidRequests).toEqual([]);
  await bot.close();
});

const offers = () => bot.github.repository("acme/atlas").pulls();

test("the whole bot, with the permissions and events that it registers with, offers a campaign once", async () => {
  bot.github.install("acme", ["atlas"]);
  await bot.idle();
  expect(offers().map(({ title, state }) => [title, state])).toEqual([["Set up a diagram campaign", "open"]]);
  const repository = bot.github.repository("acme/atlas");
  repository.setPermission("maria", "write");
  repository.openIssue({ author: "maria", title: "Please", body: "/onboard" });
  await bot.idle();
  expect(offers()).toHaveLength(1);
  repository.merge(offers()[0]?.number ?? 0, "maria");
  repository.openIssue({ author: "ada", title: "Mine", body: "/claim A-B-C" });
  await bot.idle();
  expect(repository.file("assignments/A-B-C.yml")).toContain("assignee: ada");
});

test("where its owner lets it only read, nothing is offered and nothing waits", async () => {
  const body = { message: "Resource not accessible by integration" };
  bot.github.faults.add({ match: "POST /repos/{owner}/{repo}/git/refs", answer: { status: 403, body } });
  bot.github.install("acme", ["atlas"]);
  await bot.idle();
  expect(offers()).toEqual([]);
  expect(bot.log.filter(({ msg }) => msg === "no campaign is offered: GitHub does not let us")).toHaveLength(
    1,
  );
});

test("a document that takes too long makes no proposal, and holds nobody up", async () => {
  const proposer = new CampaignProposer({ milliseconds: 1 });
  const rows = Array.from({ length: 2_000 }, (_, at) => `| A-B${at}-C | Name ${at} | |`).join("\n");
  const documents = [{ path: "TRACKER.md", text: `| ID | Name | Status |\n|---|---|---|\n${rows}\n` }];
  const input = { documents, config: null, paths: [], url: "https://github.com/acme/atlas" };
  expect(await proposer.propose({ ...input, today: "2026-11-24" as never }, "acme/atlas")).toBeNull();
  await proposer.close();
});
