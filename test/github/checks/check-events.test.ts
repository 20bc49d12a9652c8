import { describe, expect, test } from "vitest";
import { deliveriesOf, eventsOf } from "../../../src/github/event-of.ts";

const head_sha = "a".repeat(40);
const at = "2026-11-24T11:00:00Z";
const sender = { login: "maria", type: "User" };
const run = {
  id: 11,
  name: "Diagram tracker / gates",
  head_sha,
  external_id: "7:0123456789abcdef",
  started_at: "2026-11-24T10:00:00Z",
  completed_at: "2026-11-24T10:00:01Z",
  check_suite: { updated_at: at },
};

describe("a button of one of our check runs", () => {
  const clicked = {
    action: "requested_action",
    requested_action: { identifier: "override" },
    check_run: run,
    sender,
  };

  test("says which pull request by the run's external ID, and who pressed it", () => {
    expect(eventsOf("check_run", clicked)).toEqual([
      {
        kind: "check",
        key: `check-11-override-maria@${at}`,
        at,
        wish: "override",
        headSha: head_sha,
        number: 7,
        by: "maria",
      },
    ]);
  });

  test.each([
    ["re-run", { ...clicked, action: "rerequested", requested_action: undefined }],
    ["another button", { ...clicked, requested_action: { identifier: "again" } }],
  ])("%s asks for the check again", (_, payload) => {
    expect(eventsOf("check_run", payload)).toMatchObject([{ wish: "again", number: 7 }]);
  });

  test.each([
    ["of another name", { ...clicked, check_run: { ...run, name: "Lint" } }],
    ["of another maker", { ...clicked, check_run: { ...run, external_id: "build" } }],
    ["pressed by a bot", { ...clicked, sender: { login: "x[bot]", type: "Bot" } }],
    ["that nobody pressed", { ...clicked, action: "completed" }],
  ])("%s is nothing", (_, payload) => {
    expect(eventsOf("check_run", payload)).toEqual([]);
  });
});

describe("all checks of a commit again", () => {
  const suite = { id: 5, head_sha, updated_at: at, pull_requests: [{ number: 7 }] };

  test.each([
    ["one pull request", [{ number: 7 }], 7],
    ["several, which our runs tell apart", [{ number: 7 }, { number: 8 }], null],
    ["none, since it is from a fork", [], null],
  ])("with %s", (_, pull_requests, number) => {
    const payload = { action: "rerequested", check_suite: { ...suite, pull_requests }, sender };
    expect(eventsOf("check_suite", payload)).toMatchObject([
      { kind: "check", key: `check-suite-5@${at}`, wish: "again", headSha: head_sha, number },
    ]);
  });
});

describe("a merge group", () => {
  const group = {
    head_sha,
    head_ref: `refs/heads/gh-readonly-queue/main/pr-104-${"b".repeat(40)}`,
    base_sha: "c".repeat(40),
    base_ref: "refs/heads/main",
    head_commit: { timestamp: at },
  };
  const repository = { name: "diagrams", owner: { login: "atlas" } };

  test("is known by its commit, and names its last pull request", () => {
    const payload = { action: "checks_requested", merge_group: group, repository };
    expect(deliveriesOf("guid", "merge_group", payload)).toMatchObject([
      {
        id: "guid",
        event: {
          kind: "merge-group",
          key: `merge-group-${head_sha}`,
          headSha: head_sha,
          baseSha: "c".repeat(40),
          branch: "main",
          number: 104,
        },
      },
    ]);
  });

  test("for a branch with slashes", () => {
    const head_ref = `refs/heads/gh-readonly-queue/release/1.x/pr-3-${"b".repeat(40)}`;
    const merge_group = { ...group, head_ref, base_ref: "refs/heads/release/1.x" };
    expect(eventsOf("merge_group", { action: "checks_requested", merge_group })).toMatchObject([
      { branch: "release/1.x", number: 3 },
    ]);
  });

  test("that was taken apart is nothing", () => {
    expect(eventsOf("merge_group", { action: "destroyed", merge_group: group })).toEqual([]);
  });
});
