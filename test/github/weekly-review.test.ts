import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { dayDelivery } from "../../src/day-delivery.ts";
import { WeeklyReviews } from "../../src/github/review/weekly-review.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { startTrackedWorker, type TrackedWorker } from "./tracked-worker.ts";

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;
const OPEN_ISSUE = "POST /repos/{owner}/{repo}/issues";
const POST_COMMENT = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
const ATLAS = { repository: { owner: "atlas", name: "diagrams" }, installationId: null };
const BOT = "diagram-tracker[bot]";

let bot: TrackedWorker;
let repository: RepositoryHandle;
beforeEach(async () => {
  bot = await startTrackedWorker();
  repository = bot.repository;
});
afterEach(() => bot.close());

/** It is a Tuesday, so that the Monday was missed. Done a week ago, begun on Monday. */
const DONE =
  "assignment:\n  diagram_id: G-LIN-FL\n  assignee: ada\n  start_date: 2026-11-10\n  status: complete\n  completion_date: 2026-11-18\n";
const HELD =
  "assignment:\n  diagram_id: G-LIN-SQ\n  assignee: bob\n  start_date: 2026-11-10\n  due_date: 2026-11-20\n  status: in_progress\n";
const CAMPAIGN = { "assignments/G-LIN-FL.yml": DONE, "assignments/G-LIN-SQ.yml": HELD };

const push = (files: Record<string, string | null>) => repository.push({ author: "maria", files });

/** The day's event, as the schedule puts it in, handled. */
async function newDay(): Promise<void> {
  await bot.put(dayDelivery(ATLAS, bot.now()));
  await bot.advance(0);
}

/** The weekly reviews that are there, and their comments of the bot's. */
const reviews = () =>
  [...repository.state.threads.values()].filter(
    ({ author, title }) => author?.login === BOT && title.includes("weekly review"),
  );
const comments = () =>
  reviews().flatMap(({ number }) =>
    repository.comments(number).flatMap(({ author, body }) => (author === BOT ? [body] : [])),
  );

class Forgetful extends WeeklyReviews {
  override of(): null {
    return null;
  }
}

describe("a week in which something happened", () => {
  beforeEach(async () => {
    push(CAMPAIGN);
    await bot.advance(20 * SECOND);
  });

  test("is told once, on the day after a Monday that was missed, in an issue that is opened for it", async () => {
    await newDay();
    expect(reviews()).toMatchObject([{ state: "open" }]);
    const [comment = ""] = comments();
    expect(comment).toContain("### The week from 2026-11-16 to 2026-11-22");
    expect(comment).toContain("by ada: `G-LIN-FL`");
    expect(comment).toContain("- `G-LIN-SQ` Sequence: bob, due on 2026-11-20");
    expect(comments()).toHaveLength(1);
    // Nobody is mentioned by a list.
    expect(`${comment}${reviews()[0]?.body}`).not.toMatch(/(?<!\u200b)@(?!\u200b)\w/);
  });

  test("costs nothing on the days after, and its text follows the state once a day", async () => {
    await newDay();
    const before = reviews()[0]?.body;
    for (const isMonday of [false, false, false, false, false, true]) {
      await bot.advance(DAY);
      bot.github.requests.reset();
      await newDay();
      // To read the files, and no more. On a Monday the issue is looked at, since its state may be another.
      expect(bot.github.requests.countWithoutTokens()).toBeLessThanOrEqual(isMonday ? 2 : 1);
    }
    // In the week before nothing happened.
    expect(comments()).toHaveLength(1);
    expect(reviews()[0]?.body).toBe(before);
    repository.comment({ author: "grace", thread: 1, body: "/claim G-LIN-FA" });
    await bot.advance(DAY);
    await newDay();
    expect(reviews()[0]?.body).toContain("2 are in progress");
    expect(comments()).toHaveLength(1);
  });

  test("is told once by servers that know nothing of each other, and where the day comes twice", async () => {
    await bot.close();
    bot = await startTrackedWorker({ weeklyReviews: new Forgetful() });
    repository = bot.repository;
    push(CAMPAIGN);
    await bot.advance(20 * SECOND);
    for (const id of ["first", "again", "once more"]) {
      await bot.put({ ...dayDelivery(ATLAS, bot.now()), id });
      await bot.advance(60 * SECOND);
    }
    expect(reviews()).toHaveLength(1);
    expect(comments()).toHaveLength(1);
  });

  test.each([
    ["the issue", OPEN_ISSUE, "after"],
    ["the comment", POST_COMMENT, "after"],
  ] as const)("is told once though GitHub fails at %s (%s, %s) and its reads lag", async (_, match, when) => {
    bot.github.faults.add({ match, answer: "502", when, times: 1 });
    const catchUp = repository.lagReads();
    await newDay();
    await bot.advance(30 * SECOND);
    catchUp();
    await bot.advance(120 * SECOND);
    await bot.advance(120 * SECOND);
    expect(reviews()).toHaveLength(1);
    expect(comments()).toHaveLength(1);
    expect(await bot.inbox.counts()).toMatchObject({ waiting: 0, leased: 0, setAside: 0 });
  });

  test("is not told where somebody closed the issue, and is again when they open it", async () => {
    await newDay();
    const [review] = reviews();
    repository.close(review?.number ?? 0, "maria");
    push({ "assignments/G-LIN-ST.yml": DONE.replaceAll("G-LIN-FL", "G-LIN-ST").replace("11-18", "11-25") });
    await bot.advance(7 * DAY);
    await newDay();
    expect(comments()).toHaveLength(1);
    expect(reviews()).toMatchObject([{ state: "closed", body: review?.body }]);
    repository.reopen(review?.number ?? 0, "maria");
    push({ "assignments/G-LIN-FA.yml": DONE.replaceAll("G-LIN-FL", "G-LIN-FA").replace("11-18", "12-02") });
    await bot.advance(7 * DAY);
    await newDay();
    expect(comments()).toHaveLength(2);
    expect(comments()[1]).toContain("by ada: `G-LIN-FA`");
    expect(reviews()[0]?.body).toContain("**3 of");
  });

  test("is in an issue of ours: another's with its marker is left alone, and a quoted comment is none", async () => {
    const theirs = repository.openIssue({
      author: "mallory",
      title: "weekly review",
      body: "<!-- diagram-tracker:weekly-review -->",
    });
    await newDay();
    expect(repository.comments(theirs.number)).toEqual([]);
    expect(comments()).toHaveLength(1);
    await bot.advance(6 * DAY);
    repository.comment({
      author: "mallory",
      thread: reviews()[0]?.number ?? 0,
      body: "<!-- diagram-tracker:reply weekly-review-2026-11-30 -->",
    });
    push({ "assignments/G-LIN-ST.yml": DONE.replaceAll("G-LIN-FL", "G-LIN-ST").replace("11-18", "11-25") });
    await newDay();
    expect(comments()).toHaveLength(2);
  });
});
