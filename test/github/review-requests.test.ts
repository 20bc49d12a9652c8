import { Octokit } from "@octokit/rest";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RecentRefusals } from "../../src/github/post/recent-refusals.ts";
import { SnapshotReader } from "../../src/github/read/read-snapshot.ts";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { FILES, type Tracked, trackRepository } from "./tracked.ts";

const ASK = "POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers";
const CONFIG = ".github/diagram-tracker.yml";
const silent = { debug() {}, info() {}, warn() {}, error() {} };

let tracked: Tracked;
let repository: RepositoryHandle;

beforeEach(async () => {
  tracked = await trackRepository({ files: { ...FILES, [CONFIG]: "reviewers: [rita, grace]\n" } });
  repository = tracked.github.repository("atlas/diagrams");
  for (const login of ["ada", "rita", "grace"]) repository.setPermission(login, "write");
  await tracked.deliveries();
});

afterEach(async () => {
  expect(tracked.github.invalidRequests).toEqual([]);
  await tracked.github.close();
});

/** Ada's drawing, pull request 2. */
function open(title = "G-LIN-FL", names = ["G-LIN-FL"]): void {
  const files = names.map((id) => [`diagrams/${id}.mmd`, "flowchart LR\n  A --> B\n"]);
  repository.openPullRequest({ author: "ada", title, files: Object.fromEntries(files) });
}

function push(): void {
  repository.pushTo(2, { files: { "docs/notes.md": `Note of ${repository.head("patch-2")}.\n` } });
}

const asked = () => tracked.github.requests.count(ASK);

describe("a request for a review", () => {
  test("is one request more when a pull request is opened, and none when it is pushed to", async () => {
    open();
    await tracked.handle();
    expect(repository.reviewRequests(2)).toEqual(["rita"]);
    expect(asked()).toBe(1);
    push();
    const deliveries = await tracked.deliveries();
    tracked.github.requests.reset();
    await tracked.handle(deliveries);
    const labels = tracked.github.requests.all.map(({ label }) => label);
    expect(labels).toEqual(["graphql ReadSnapshot", "graphql ReadContents"]);
  });

  test("that somebody took back is not made again, also by a server that knows nothing of it", async () => {
    open();
    await tracked.handle();
    repository.removeReviewRequest(2, "ada", "rita");
    const fresh = { ...tracked.parts, snapshots: new SnapshotReader() };
    push();
    const deliveries = await tracked.deliveries();
    Object.assign(tracked.parts, fresh);
    await tracked.handle(deliveries);
    expect(repository.reviewRequests(2)).toEqual([]);
    expect(asked()).toBe(1);
  });

  test("whose try fails is made by the next one, and keeps no comment waiting", async () => {
    tracked.github.faults.add({ match: ASK, answer: "502", when: "before", times: 1 });
    open();
    const deliveries = await tracked.deliveries();
    const failed = await tracked.handle(deliveries).then(
      () => expect.fail("it did not fail"),
      (error) => error.outbox,
    );
    expect(repository.comments(2)).toHaveLength(1);
    await tracked.handle(deliveries, failed);
    expect(repository.reviewRequests(2)).toEqual(["rita"]);
    expect(repository.comments(2)).toHaveLength(1);
  });

  test("that took effect though its answer was lost notifies nobody twice", async () => {
    tracked.github.faults.add({ match: ASK, answer: "502", when: "after", times: 1 });
    open();
    const deliveries = await tracked.deliveries();
    const failed = await tracked.handle(deliveries).then(
      () => expect.fail("it did not fail"),
      (error) => error.outbox,
    );
    await tracked.handle(deliveries, failed);
    expect(repository.pull(2).pull.reviewRequests.events).toHaveLength(1);
  });

  test("that GitHub refuses is logged, tried once an hour, and stops nobody else's", async () => {
    let now = Date.parse("2026-11-24T10:00:00Z");
    Object.assign(tracked.parts, { refused: new RecentRefusals({ now: () => now }) });
    repository.setPermission("rita", null);
    open("G-LIN-FL and G-LIN-SQ", ["G-LIN-FL", "G-LIN-SQ"]);
    await tracked.handle();
    expect(repository.reviewRequests(2)).toEqual(["grace"]);
    expect(tracked.log).toContainEqual(
      expect.objectContaining({
        level: 40,
        reviewer: "rita",
        reason: expect.stringContaining("not a collaborator"),
      }),
    );
    push();
    await tracked.handle();
    expect(asked()).toBe(2);
    repository.setPermission("rita", "read");
    now += 60 * 60_000;
    push();
    await tracked.handle();
    expect(repository.reviewRequests(2)).toEqual(["grace", "rita"]);
  });

  test("of a team is hidden from a token that may not see the members, and hinders nothing", async () => {
    const client = new Octokit({
      baseUrl: tracked.github.url,
      auth: tracked.github.actionsToken("atlas/diagrams"),
      log: silent,
    });
    Object.assign(tracked.parts, { clientFor: async () => client });
    open();
    repository.requestReview(2, "ada", "team:drawers");
    await tracked.handle();
    expect(repository.reviewRequests(2).toSorted()).toEqual(["rita", "team:drawers"]);
    push();
    await tracked.handle();
    expect(asked()).toBe(1);
  });
});
