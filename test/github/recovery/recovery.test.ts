import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { randomFates, seededRandom } from "../../../src/playground/github/start-github.ts";
import { HOUR, MINUTE, Outage, queuedBy } from "./outage.ts";

let outage: Outage;

beforeEach(async () => {
  outage = await Outage.start();
  outage.repository.openIssue({ author: "maria", title: "Who takes what?" });
  await outage.work();
  // The tracker is rendered for the first time.
  expect(await outage.recovered()).toEqual([expect.stringMatching(/^push-/)]);
});

afterEach(async () => {
  expect(outage.github.invalidRequests).toEqual([]);
  await outage.close();
});

/** Everybody's comments, each with what was said while the server was down. */
async function aDayOfComments(): Promise<void> {
  outage.say("ada", "/claim G-LIN-FL");
  outage.say("bob", "/claim G-LIN-FL");
  outage.say("carl", "Hello, all");
  outage.say("dora", "/claim next");
  outage.pass(24 * HOUR);
  await outage.work();
}

/** Each comment that has a command is answered once: every author is greeted exactly so often. */
function greetings(author: string, thread = 1): number {
  return outage.replies(thread).join("\n").split(`@${author}`).length - 1;
}

describe("after a day's outage", () => {
  test("every comment is answered once, in the order in which they were written", async () => {
    await outage.down();
    await aDayOfComments();
    await outage.up();
    // GitHub delivers nothing again by itself, and is not asked to here.
    outage.loseLog();
    expect(await outage.recovered()).toHaveLength(3);
    expect(outage.holder("G-LIN-FL")).toBe("ada");
    expect(outage.holder("G-LIN-SQ")).toBe("dora");
    expect(["ada", "bob", "carl", "dora"].map((author) => greetings(author))).toEqual([1, 1, 0, 1]);
    expect(await outage.recovered()).toEqual([]);
  });

  test("webhooks that are delivered again meanwhile add nothing", async () => {
    await outage.down();
    await aDayOfComments();
    await outage.up();
    const round = await outage.recover();
    expect(round.redelivered?.asked).toHaveLength(4);
    await outage.work();
    expect(["ada", "bob", "carl", "dora"].map((author) => greetings(author))).toEqual([1, 1, 0, 1]);
    expect(await outage.recovered()).toEqual([]);
  });

  test("also when the inbox was lost with it", async () => {
    outage.say("emil", "/claim G-LIN-FA");
    await outage.work();
    await outage.down();
    await aDayOfComments();
    outage.loseInbox();
    await outage.up();
    expect(await outage.recovered()).toHaveLength(3);
    expect(["ada", "bob", "dora", "emil"].map((author) => greetings(author))).toEqual([1, 1, 1, 1]);
    expect(await outage.recovered()).toEqual([]);
  });

  test("what was said in reviews is found, with what their authors made of it", async () => {
    const { repository } = outage;
    repository.setPermission("rita", "write");
    const files = { "diagrams/flow.mmd": "flowchart LR\n  A --> B\n" };
    const { number } = repository.openPullRequest({ author: "ada", title: "Draw G-LIN-FL", files });
    const early = repository.lineComment(number, "bob", "Nice.");
    await outage.work();
    await outage.down();
    outage.pass(HOUR);
    repository.reviewComment(number, "carl", "Fine.\n/claim G-LIN-SQ");
    repository.lineComment(number, "dora", "/claim G-LIN-ST");
    outage.pass(MINUTE);
    repository.editLineComment(number, early, { body: "Nice.\n/claim G-LIN-FA" });
    const review = repository.approve(number, "rita", "Good.");
    outage.pass(MINUTE);
    repository.editReview(number, review, { body: "Good.\n/status G-LIN-FL" });
    // Somebody with write access speaks for nobody else.
    repository.editReview(number, review, { editor: "maria", body: "/claim next" });
    outage.pass(HOUR);
    await outage.work();
    outage.loseLog();
    await outage.up();
    const said = (await outage.recovered()).filter((key) => key.startsWith("review"));
    expect(said).toEqual([
      expect.stringMatching(/^review-\d+$/),
      expect.stringMatching(/^review-comment-\d+$/),
      expect.stringMatching(/^review-comment-\d+@/),
      expect.stringMatching(/^review-\d+@/),
    ]);
    const ids = ["G-LIN-FL", "G-LIN-SQ", "G-LIN-ST", "G-LIN-FA"];
    expect(ids.map((id) => outage.holder(id))).toEqual(["ada", "carl", "dora", "bob"]);
    expect(["bob", "carl", "dora", "rita"].map((author) => greetings(author, number))).toEqual([1, 1, 1, 1]);
    expect(await outage.recovered()).toEqual([]);
  });

  test("what was said in the sidebar of an issue is found, once, and what stands there is mended", async () => {
    const { repository } = outage;
    repository.setPermission("maria", "maintain");
    for (const title of ["G-LIN-FL", "G-LIN-SQ"]) repository.openIssue({ author: "maria", title });
    repository.comment({ author: "ada", thread: 3, body: "/claim G-LIN-SQ" });
    await outage.work();
    expect(repository.sidebar(3).assignees).toEqual(["ada"]);
    await outage.down();
    outage.pass(HOUR);
    repository.assign(2, "maria", "maria");
    repository.unassign(3, "maria", "ada");
    outage.pass(HOUR);
    await outage.work();
    outage.loseLog();
    await outage.up();
    const found = (await outage.recovered()).filter((key) => key.startsWith("sidebar"));
    expect(found).toEqual([expect.stringMatching(/^sidebar-2@/), expect.stringMatching(/^sidebar-3@/)]);
    expect([outage.holder("G-LIN-FL"), outage.holder("G-LIN-SQ")]).toEqual(["maria", "null"]);
    expect([greetings("maria", 2), greetings("maria", 3)]).toEqual([1, 1]);
    expect(await outage.recovered()).toEqual([]);
  });

  test("so is what a bot said that is listed, wherever it stands, and only that", async () => {
    const { repository } = outage;
    const config = "commands:\n  bots:\n    - helper[bot]\n";
    repository.push({ author: "maria", files: { ".github/diagram-tracker.yml": config } });
    const files = { "docs/notes.md": "A note.\n" };
    const { number } = repository.openPullRequest({ author: "ada", title: "Notes", files });
    await outage.work();
    await outage.down();
    outage.pass(HOUR);
    repository.openIssue({ author: "helper[bot]", title: "This week", body: "/claim G-LIN-FL" });
    outage.say("helper[bot]", "/claim G-LIN-SQ");
    repository.reviewComment(number, "helper[bot]", "Fine.\n/claim G-LIN-ST");
    outage.say("renovate[bot]", "/claim G-LIN-FA");
    outage.say("helper[bot]", "Nothing new.");
    outage.pass(HOUR);
    await outage.work();
    outage.loseLog();
    await outage.up();
    await outage.recovered();
    const ids = ["G-LIN-FL", "G-LIN-SQ", "G-LIN-ST", "G-LIN-FA"];
    const helper = "helper[bot]";
    expect(ids.map((id) => outage.holder(id))).toEqual([helper, helper, helper, undefined]);
    expect(await outage.recovered()).toEqual([]);
  });

  test("what came with an issue from another repository is left alone", async () => {
    await outage.down();
    outage.pass(HOUR);
    outage.repository.receiveIssue({ author: "ada", title: "Mine", body: "/claim G-LIN-FL", by: "maria" });
    outage.pass(HOUR);
    await outage.work();
    outage.loseLog();
    await outage.up();
    expect(await outage.recovered()).toEqual([]);
    expect(outage.holder("G-LIN-FL")).toBeUndefined();
  });

  test("pull requests are where GitHub has them", async () => {
    outage.say("ada", "/claim G-LIN-FL G-LIN-SQ");
    const files = { "diagrams/flow.mmd": "flowchart LR\n  A --> B\n" };
    const merged = outage.repository.openPullRequest({ author: "ada", title: "Draw G-LIN-FL", files });
    await outage.work();
    await outage.down();
    outage.repository.setPermission("rita", "write");
    outage.pass(HOUR);
    outage.repository.approve(merged.number, "rita");
    outage.pass(HOUR);
    outage.repository.merge(merged.number, "maria");
    const opened = outage.repository.openPullRequest({
      author: "ada",
      title: "Draw G-LIN-SQ",
      files: { "diagrams/sequence.mmd": "sequenceDiagram\n  A->>B: x\n" },
    });
    outage.pass(20 * HOUR);
    await outage.work();
    await outage.up();
    outage.loseLog();
    await outage.recovered();
    expect(outage.status("G-LIN-FL")).toBe("complete");
    expect(outage.replies(merged.number)).toEqual([expect.stringContaining("verified by **rita**")]);
    expect(outage.status("G-LIN-SQ")).toBe("review");
    expect(outage.replies(opened.number)).toHaveLength(1);
    expect(await outage.recovered()).toEqual([]);
  });

  test("a merge long ago is found though inbox and mark are gone", async () => {
    outage.say("ada", "/claim G-LIN-FL");
    const files = { "diagrams/flow.mmd": "flowchart LR\n  A --> B\n" };
    const pull = outage.repository.openPullRequest({ author: "ada", title: "Draw G-LIN-FL", files });
    await outage.work();
    await outage.down();
    outage.repository.merge(pull.number, "maria");
    outage.pass(60 * 24 * HOUR);
    await outage.work();
    outage.loseInbox();
    await outage.up();
    await outage.recovered();
    expect(outage.status("G-LIN-FL")).toBe("complete");
    expect(await outage.recovered()).toEqual([]);
  });

  test("a tracker that was pushed over is rendered anew", async () => {
    outage.say("ada", "/claim G-LIN-FL");
    await outage.work();
    const good = outage.repository.file("TRACKER.md");
    await outage.down();
    const bad = (good ?? "").replaceAll("1", "7");
    outage.repository.push({ author: "maria", files: { "TRACKER.md": bad } });
    expect(bad).not.toBe(good);
    await outage.work();
    await outage.up();
    outage.loseLog();
    expect(await outage.recovered()).toEqual([expect.stringMatching(/^push-/)]);
    expect(outage.repository.file("TRACKER.md")).toBe(good);
    expect(await outage.recovered()).toEqual([]);
  });
});

describe("an inbox that is lost", () => {
  test("after everything was answered brings nothing back", async () => {
    outage.say("ada", "/claim next");
    const edited = outage.say("bob", "Hello");
    await outage.work();
    outage.repository.editComment(edited, { body: "Hello\n/claim next" });
    await outage.work();
    const head = outage.repository.head();
    await outage.down();
    outage.loseInbox();
    await outage.up();
    expect(await outage.recovered()).toEqual([]);
    expect(outage.repository.head()).toBe(head);
    expect(greetings("ada") + greetings("bob")).toBe(2);
  });

  test("between the commit and the reply leaves one answer and one effect", async () => {
    outage.github.faults.add({ match: /POST .*comments$/, answer: "500" });
    outage.say("ada", "/claim next");
    await outage.work();
    expect(outage.holder("G-LIN-FL")).toBe("ada");
    expect(outage.replies()).toEqual([]);
    await outage.down();
    outage.loseInbox();
    outage.github.faults.clear();
    outage.pass(10 * MINUTE);
    await outage.up();
    expect(await outage.recovered()).toHaveLength(1);
    expect(outage.replies()).toEqual([expect.stringContaining(`/commit/${outage.repository.head()}`)]);
    expect(outage.holder("G-LIN-SQ")).toBeUndefined();
    expect(await outage.recovered()).toEqual([]);
  });

  test("before anything was done leaves the comment to be answered", async () => {
    outage.github.faults.add({ match: /graphql/, answer: "500" });
    outage.say("ada", "/claim next");
    await outage.work();
    await outage.down();
    outage.loseInbox();
    outage.github.faults.clear();
    await outage.up();
    expect(await outage.recovered()).toHaveLength(1);
    expect(greetings("ada")).toBe(1);
    expect(await outage.recovered()).toEqual([]);
  });
});

describe("a repository that is transferred while no webhook tells of it", () => {
  const moved = "umbrella/diagrams";

  beforeEach(() => {
    outage.github.webhooks.fate = ({ event }) => (event === "repository" ? "drop" : "deliver");
  });

  test("has what waited under its old name answered once, under the new one", async () => {
    outage.github.faults.add({ match: /graphql/, answer: "500" });
    outage.repository.openIssue({ author: "bob", title: "Another", body: "/claim G-LIN-FL" });
    outage.say("ada", "/claim next");
    await outage.work();
    outage.repository.transfer("umbrella");
    outage.github.faults.clear();
    outage.pass(10 * MINUTE);
    expect(await outage.recovered()).toEqual([]);
    expect(outage.holderIn(moved, "G-LIN-FL")).toBe("bob");
    expect(outage.holderIn(moved, "G-LIN-SQ")).toBe("ada");
    expect([1, 2].map((thread) => outage.repliesIn(moved, thread).length)).toEqual([1, 1]);
    expect(await outage.inbox.counts()).toMatchObject({ waiting: 0, held: 0, setAside: 0 });
    expect(await outage.recovered()).toEqual([]);
  });

  test("has nothing answered again, neither by recovery nor by a webhook that comes late", async () => {
    outage.say("ada", "/release G-LIN-FL");
    outage.say("bob", "/claim next");
    await outage.work();
    const before = outage.replies();
    outage.repository.transfer("umbrella");
    expect(await outage.recovered()).toEqual([]);
    for (const delivery of outage.github.webhooks.log) {
      if (delivery.event === "issue_comment") outage.github.webhooks.redeliver(delivery.id);
    }
    outage.pass(2 * HOUR);
    await outage.work();
    expect(await outage.recovered()).toEqual([]);
    expect(outage.repliesIn(moved)).toEqual(before);
    expect(outage.holderIn(moved, "G-LIN-SQ")).toBeUndefined();
  });
});

describe("edits that were missed", () => {
  beforeEach(() => outage.loseLog());

  test("run only what their author added, each as it was at its time", async () => {
    const comment = outage.say("ada", "/claim G-LIN-FL");
    await outage.work();
    await outage.down();
    outage.pass(HOUR);
    outage.repository.editComment(comment, { body: "/claim G-LIN-FL\n/claim G-LIN-SQ" });
    outage.pass(HOUR);
    outage.repository.editComment(comment, { editor: "maria", body: "/claim G-LIN-FL\n/release G-LIN-FL" });
    await outage.work();
    await outage.up();
    expect(await outage.recovered()).toEqual([expect.stringMatching(`^comment-${comment}@`)]);
    expect(outage.holder("G-LIN-FL")).toBe("ada");
    expect(outage.holder("G-LIN-SQ")).toBe("ada");
    expect(greetings("ada")).toBe(2);
    expect(await outage.recovered()).toEqual([]);
  });

  test("of a comment that was missed too are two things said, as webhooks would have told", async () => {
    await outage.down();
    const comment = outage.say("ada", "/claim G-LIN-FL");
    outage.pass(HOUR);
    outage.repository.editComment(comment, { body: "/claim G-LIN-SQ" });
    await outage.work();
    await outage.up();
    expect(await outage.recovered()).toHaveLength(2);
    expect([outage.holder("G-LIN-FL"), outage.holder("G-LIN-SQ")]).toEqual(["ada", "ada"]);
    expect(await outage.recovered()).toEqual([]);
  });

  test("of an issue's text count, and of an old comment on a quiet thread", async () => {
    const comment = outage.say("bob", "Hello");
    await outage.work();
    outage.pass(10 * 24 * HOUR);
    await outage.recovered();
    await outage.down();
    outage.pass(HOUR);
    outage.repository.edit(1, { body: "/claim G-LIN-SQ" });
    outage.repository.editComment(comment, { body: "Hello\n/claim G-LIN-FL" });
    await outage.work();
    await outage.up();
    expect(await outage.recovered()).toHaveLength(2);
    expect([outage.holder("G-LIN-FL"), outage.holder("G-LIN-SQ")]).toEqual(["bob", "maria"]);
    expect(await outage.recovered()).toEqual([]);
  });
});

describe("the horizon", () => {
  test("leaves alone what is older, when nothing is known of the repository", async () => {
    await outage.down();
    outage.say("ada", "/claim G-LIN-FL");
    await outage.work();
    outage.loseInbox();
    outage.pass(4 * 24 * HOUR);
    await outage.up();
    expect(await outage.recovered()).toEqual([]);
  });

  test("is the last reconciliation where there was one, however long ago", async () => {
    await outage.down();
    outage.say("ada", "/claim G-LIN-FL");
    await outage.work();
    outage.pass(30 * 24 * HOUR);
    await outage.up();
    expect(await outage.recovered()).toHaveLength(1);
    expect(outage.holder("G-LIN-FL")).toBe("ada");
  });
});

describe("at the same time", () => {
  test("a webhook and a reconciliation bring one answer", async () => {
    outage.say("ada", "/claim G-LIN-FL");
    const gate = outage.github.blockNext("GET /repos/{owner}/{repo}/issues/comments", "after");
    const round = outage.recover();
    await gate.arrived;
    await outage.work();
    gate.release();
    expect(queuedBy(await round)).toEqual([]);
    await outage.work();
    expect(greetings("ada")).toBe(1);
  });

  test("two reconciliations queue each delivery once", async () => {
    await outage.down();
    await aDayOfComments();
    await outage.up();
    outage.loseLog();
    const rounds = await Promise.all([outage.recover(), outage.recover()]);
    expect(rounds.flatMap(queuedBy)).toHaveLength(3);
    await outage.work();
    expect(["ada", "bob", "dora"].map((author) => greetings(author))).toEqual([1, 1, 1]);
    expect(await outage.recovered()).toEqual([]);
  });
});

test.each([1, 2, 3])(
  "webhooks lost, doubled and out of order, and an inbox lost in between (seed %i)",
  async (seed) => {
    const random = seededRandom(seed);
    outage.github.webhooks.fate = randomFates({ seed, drop: 0.3, duplicate: 0.2 });
    const authors = Array.from({ length: 20 }, (_, at) => `person-${at}-`);
    for (const [at, author] of authors.entries()) {
      outage.github.webhooks.withhold();
      outage.say(author, random() < 0.5 ? "/claim G-LIN-FL G-LIN-SQ" : "/next");
      if (random() < 0.5) {
        outage.github.webhooks.release((waiting) => waiting.toReversed());
        await outage.work();
      }
      if (at === 10) {
        outage.github.webhooks.release();
        await outage.work();
        await outage.down();
        outage.loseInbox();
        await outage.up();
      }
      if (random() < 0.2) await outage.recovered();
    }
    outage.github.webhooks.release();
    outage.pass(HOUR);
    for (let round = 0; round < 3; round++) await outage.recovered();
    expect(authors.map((author) => greetings(author))).toEqual(authors.map(() => 1));
    expect(await outage.recovered()).toEqual([]);
  },
);

describe("the log of deliveries", () => {
  test("is asked once for what failed, and never for what a later attempt brought", async () => {
    await outage.down();
    await aDayOfComments();
    await outage.up();
    const first = await outage.recover();
    await outage.work();
    const second = await outage.recover();
    expect(first.redelivered).toMatchObject({ asked: { length: 4 }, left: 0 });
    expect(second.redelivered).toMatchObject({ asked: [], left: 0 });
  });

  test("is asked, too, for what told who reaches a repository", async () => {
    await outage.recover();
    outage.github.webhooks.fate = ({ redelivery }) => (redelivery ? "deliver" : "drop");
    outage.github.suspend("atlas");
    outage.github.unsuspend("atlas");
    outage.repository.transfer("gaia");
    await outage.github.settled();
    expect((await outage.recover()).redelivered).toMatchObject({ asked: { length: 2 }, left: 0 });
  });

  test("is asked again in the next round for what a limit kept back", async () => {
    await outage.down();
    await aDayOfComments();
    await outage.up();
    const match = "POST /app/hook/deliveries/{delivery_id}/attempts";
    outage.github.faults.add({ match, answer: "secondary-limit", skip: 1, times: 1 });
    expect((await outage.recover()).redelivered).toMatchObject({ asked: { length: 1 }, left: 3 });
    await outage.github.settled();
    expect((await outage.recover()).redelivered).toMatchObject({ asked: { length: 3 }, left: 0 });
  });
});

test("a dry run says the same and changes nothing", async () => {
  await outage.down();
  await aDayOfComments();
  await outage.up();
  const dry = await outage.recover({ dryRun: true });
  expect(queuedBy(dry)).toHaveLength(3);
  expect(dry.redelivered?.asked).toHaveLength(4);
  expect(await outage.inbox.counts()).toMatchObject({ waiting: 0 });
  outage.loseLog();
  expect(await outage.recovered()).toHaveLength(3);
});

test("500 comments on 61 threads are read in pages and answered once each", async () => {
  await outage.down();
  for (let at = 0; at < 60; at++) {
    outage.pass(MINUTE);
    outage.repository.openPullRequest({
      author: `p${at}`,
      title: `Idea ${at}`,
      files: { [`n/${at}.md`]: "x" },
    });
  }
  for (let at = 0; at < 500; at++) outage.say(`p${at}`, at % 5 === 0 ? "/next" : "Nice", 2 + (at % 60));
  await outage.work();
  await outage.up();
  outage.loseLog();
  outage.github.requests.reset();
  const round = await outage.recover();
  expect(queuedBy(round)).toHaveLength(100);
  // The log of deliveries is away, and asked for three times. A page may hold a drawing: those of each pull request are read.
  const asked = outage.github.requests.all.filter(({ label }) => label !== "GET /app/hook/deliveries");
  expect(asked.filter(({ label }) => label.endsWith("ReadContents"))).toHaveLength(60);
  // Of which three for their reviews: two for the bodies, one for the comments on lines.
  expect(asked.length - 60).toBeLessThanOrEqual(22);
  await outage.work();
  const answers = Array.from({ length: 60 }, (_, at) => outage.replies(2 + at)).flat();
  const greeted = answers.join("\n").match(/@p\d+/g) ?? [];
  expect(greeted).toHaveLength(100);
  expect(new Set(greeted).size).toBe(100);
  expect(await outage.recovered()).toEqual([]);
});

describe("repositories that are not ours to work on", () => {
  test.each([
    ["of an App that was uninstalled", () => outage.github.uninstall("atlas")],
    ["of an installation that was suspended", () => outage.github.suspend("atlas")],
    ["that are archived", () => outage.repository.archive()],
  ])("%s are left out quietly", async (_, leave) => {
    outage.say("ada", "/claim G-LIN-FL");
    leave();
    const round = await outage.recover();
    expect(round).toMatchObject({ repositories: [], failed: [] });
  });

  test("without a campaign cost one request", async () => {
    outage.github.createRepository({ owner: "atlas", name: "website" });
    outage.github.requests.reset();
    const round = await outage.recover();
    expect(round.repositories).toMatchObject([{ tracked: true }, { tracked: false, queued: [] }]);
    const website = outage.github.requests.all.filter(
      ({ operation }) => operation === "ReadChangedPullRequests",
    );
    expect(website).toHaveLength(2);
  });
});
