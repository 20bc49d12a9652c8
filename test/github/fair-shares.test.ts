import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { fairOrder } from "../../src/github/post/fair-order.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { startTrackedWorker, type TrackedWorker } from "./tracked-worker.ts";

const MINUTE = 60_000;
const NOTICE = "I declined 5 of your comments within an hour";

let bot: TrackedWorker;
let repository: RepositoryHandle;

beforeEach(async () => {
  bot = await startTrackedWorker();
  repository = bot.repository;
  repository.comment({ author: "maria", thread: 1, body: "/claim G-LIN-FA" });
  await bot.advance(MINUTE);
});

afterEach(() => bot.close());

/** What the bot said on all threads. */
function said(): string[] {
  return [...repository.state.comments.values()]
    .filter(({ author }) => author.type === "Bot")
    .map(({ body }) => body);
}

const parts = (login: string) =>
  said().flatMap((body) => body.split(/(?=@)/).filter((part) => part.startsWith(`@${login}`)));

/** What is held already. */
const CLAIM = "/claim G-LIN-FA";

describe("whoever asks for what can only be declined", () => {
  test("is told five times, then that this is all, then nothing, whether it is one batch or many", async () => {
    for (let at = 0; at < 4; at++) repository.comment({ author: "eve", thread: 1, body: CLAIM });
    await bot.advance(MINUTE);
    for (let at = 0; at < 20; at++) repository.comment({ author: "eve", thread: 1, body: CLAIM });
    await bot.advance(MINUTE);
    repository.comment({ author: "Eve", thread: 1, body: CLAIM });
    await bot.advance(MINUTE);
    expect(parts("eve")).toHaveLength(6);
    expect(parts("eve").filter((part) => part.includes(NOTICE))).toHaveLength(1);
    expect(await bot.inbox.counts()).toMatchObject({ waiting: 0, leased: 0, setAside: 0 });
  });

  test("costs no reply on the next thread, nor by an edit", async () => {
    for (let at = 0; at < 30; at++) repository.openIssue({ author: "eve", title: "Mine", body: CLAIM });
    await bot.advance(MINUTE);
    const comment = repository.comment({ author: "eve", thread: 1, body: "Hello" });
    for (let at = 0; at < 5; at++) {
      repository.editComment(comment.id, { body: `${CLAIM}${"\n/claim G-LIN-FA".repeat(at)}` });
      await bot.advance(MINUTE);
    }
    expect(parts("eve")).toHaveLength(6);
  });

  test("still gets what can be done, and keeps nobody else from a reason", async () => {
    for (let at = 0; at < 10; at++) repository.comment({ author: "eve", thread: 1, body: CLAIM });
    await bot.advance(MINUTE);
    repository.comment({ author: "eve", thread: 1, body: "/claim G-LIN-FL" });
    repository.comment({ author: "ada", thread: 1, body: CLAIM });
    await bot.advance(MINUTE);
    expect(parts("eve").at(-1)).toContain("it is yours until");
    expect(parts("ada").at(-1)).toContain("**maria** holds it");
  });

  test("gains nothing by another login", async () => {
    for (let at = 0; at < 10; at++) repository.comment({ author: "eve", thread: 1, body: CLAIM });
    await bot.advance(MINUTE);
    bot.github.renameUser("eve", "mallory");
    repository.comment({ author: "mallory", thread: 1, body: CLAIM });
    await bot.advance(MINUTE);
    expect(parts("mallory")).toEqual([]);
    repository.comment({ author: "eve", thread: 1, body: CLAIM });
    await bot.advance(MINUTE);
    expect(parts("eve")).toHaveLength(7);
  });

  test("is told why again an hour later", async () => {
    for (let at = 0; at < 10; at++) repository.comment({ author: "eve", thread: 1, body: CLAIM });
    await bot.advance(61 * MINUTE);
    repository.comment({ author: "eve", thread: 1, body: CLAIM });
    await bot.advance(MINUTE);
    expect(parts("eve")).toHaveLength(7);
    expect(parts("eve").at(-1)).toContain("**maria** holds it");
  });

  test("gains nothing by a reply that has to be tried again", async () => {
    bot.github.faults.add({ match: /comments$/, answer: "502", when: "before", times: 2 });
    for (let at = 0; at < 10; at++) repository.comment({ author: "eve", thread: 1, body: CLAIM });
    await bot.advance(5 * MINUTE);
    expect(parts("eve")).toHaveLength(6);
    repository.comment({ author: "eve", thread: 1, body: CLAIM });
    await bot.advance(MINUTE);
    expect(parts("eve")).toHaveLength(6);
  });
});

describe("the order in which replies are posted", () => {
  const reply = (thread: number, ...people: string[]) => ({
    thread,
    people,
    body: "",
    answers: [`${thread}`],
  });

  test("gives everybody the first before anybody the second", () => {
    const replies = [reply(1, "eve"), reply(2, "eve"), reply(3, "eve"), reply(4, "ada"), reply(5, "bob")];
    expect(fairOrder(replies).map(({ thread }) => thread)).toEqual([1, 4, 5, 2, 3]);
  });

  test("keeps that of a thread", () => {
    const replies = [reply(1, "eve"), reply(2, "eve"), reply(2, "ada"), reply(3, "bob")];
    expect(fairOrder(replies).map(({ thread, people }) => `${thread} ${people}`)).toEqual([
      "1 eve",
      "3 bob",
      "2 eve",
      "2 ada",
    ]);
  });
});
