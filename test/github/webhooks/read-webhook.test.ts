import examples from "@octokit/webhooks-examples/api.github.com/index.json" with { type: "json" };
import { describe, expect, test } from "vitest";
import { deliveriesOf, eventsOf } from "../../../src/github/webhooks/read-webhook.ts";

const user = { login: "ada", type: "User" };
const repository = {
  name: "diagrams",
  owner: { login: "atlas" },
  default_branch: "main",
  pushed_at: 1_764_000_000,
};
const created_at = "2026-11-24T10:00:00Z";
const updated_at = "2026-11-24T11:00:00Z";
const issue = { number: 7, title: "Who takes what?", body: null, user, created_at, updated_at };
const comment = { id: 11, body: "Hello\r\n/claim G-LIN-FL", user, created_at, updated_at };
const created = { action: "created", issue, comment, sender: user, repository, installation: { id: 5 } };

describe("a comment", () => {
  test("carries its text, with the line ends of Unix", () => {
    expect(eventsOf("issue_comment", created)).toEqual([
      {
        kind: "comment",
        key: "comment-11",
        at: created_at,
        thread: 7,
        onPullRequest: false,
        title: "Who takes what?",
        author: "ada",
        body: "Hello\n/claim G-LIN-FL",
        previousBody: null,
      },
    ]);
  });

  test("on a pull request is known as one", () => {
    const onPull = { ...created, issue: { ...issue, pull_request: { url: "x" } } };
    expect(eventsOf("issue_comment", onPull)).toMatchObject([{ onPullRequest: true }]);
  });

  test.each([
    ["that a bot sent as a person's", { ...created, sender: { ...user, type: "Bot" } }],
    ["without a line that starts with a slash", { ...created, comment: { ...comment, body: "see a/b" } }],
    ["that was deleted", { ...created, action: "deleted" }],
    ["of an account that is gone", { ...created, comment: { ...comment, user: null } }],
  ])("%s is none", (_, payload) => {
    expect(eventsOf("issue_comment", payload)).toEqual([]);
  });

  const byBot = (body: string, login = "helper[bot]") => {
    const helper = { login, type: "Bot", id: 77 };
    return { ...created, comment: { ...comment, body, user: helper }, sender: helper };
  };

  test("of a bot says that it is one, also where GitHub leaves the suffix out", () => {
    for (const login of ["helper[bot]", "helper"]) {
      expect(eventsOf("issue_comment", byBot("/claim G-LIN-FL", login))).toMatchObject([
        { author: "helper[bot]", authorId: 77, isBot: true },
      ]);
    }
  });

  test.each(["/dt claim G-LIN-FL", "Hello\n\u200b /Unclaim: G-LIN-FL", "/dt, /status"])(
    "of a bot may name a command as in %j",
    (body) => expect(eventsOf("issue_comment", byBot(body))).toHaveLength(1),
  );

  test.each([
    ["other commands than ours", "/retest\n/lgtm cancel\n/clam G-LIN-FL"],
    ["a path", "/usr/bin/env node"],
    ["a command within a line", "Comment `/claim G-LIN-FL`, or /claim next."],
    ["a marker of ours", "/claim G-LIN-FL\n\n<!-- diagram-tracker:reply comment-1 -->"],
  ])("of a bot with %s is none", (_name, body) => {
    expect(eventsOf("issue_comment", byBot(body))).toEqual([]);
  });

  test("is cut where GitHub ends comments", () => {
    const long = { ...created, comment: { ...comment, body: `/claim ${"x".repeat(70_000)}` } };
    const [event] = eventsOf("issue_comment", long);
    expect(event?.kind === "comment" && event.body.length).toBe(65_536);
  });
});

describe("nothing is longer than GitHub makes it", () => {
  const long = "x".repeat(10_000);

  test("titles, and what a closed pull request said, are cut", () => {
    const [comment] = eventsOf("issue_comment", { ...created, issue: { ...issue, title: long } });
    expect(comment?.kind === "comment" && comment.title.length).toBe(512);
    const pull_request = { ...issue, title: long, body: "x".repeat(70_000) };
    const closed = { action: "closed", pull_request, sender: user, repository };
    const [look] = eventsOf("pull_request", closed);
    const { title, body } = (look?.kind === "pull-request" && look.closedWith) || {};
    expect([title?.length, body?.length]).toEqual([512, 65_536]);
  });

  test.each([
    ["an account", "issue_comment", { ...created, sender: { ...user, login: long } }],
    [
      "an instant",
      "issue_comment",
      { ...created, comment: { ...comment, created_at: `${created_at}${" ".repeat(99)}` } },
    ],
    [
      "a branch",
      "merge_group",
      {
        action: "checks_requested",
        merge_group: {
          head_sha: "a".repeat(40),
          base_sha: "b".repeat(40),
          head_ref: "refs/heads/x",
          base_ref: `refs/heads/${long}`,
          head_commit: { timestamp: created_at },
        },
      },
    ],
  ])("%s with a longer name says nothing", (_, name, payload) => {
    expect(eventsOf(name, payload)).toEqual([]);
  });

  test("a repository with a longer name is none", () => {
    const elsewhere = { ...created, repository: { ...repository, name: long } };
    expect(deliveriesOf("guid", "issue_comment", elsewhere)).toEqual([]);
  });
});

describe("an edit of a comment", () => {
  const edited = { ...created, action: "edited", changes: { body: { from: "Hello\r\n" } } };

  test("by its author has its own key and the text before", () => {
    expect(eventsOf("issue_comment", edited)).toMatchObject([
      { key: `comment-11@${updated_at}`, at: updated_at, previousBody: "Hello\n" },
    ]);
  });

  test.each([
    ["by somebody else", { ...edited, sender: { login: "bob", type: "User" } }],
    ["without a change of its text", { ...edited, changes: {} }],
  ])("%s is nothing", (_, payload) => {
    expect(eventsOf("issue_comment", payload)).toEqual([]);
  });
});

describe("an issue or pull request", () => {
  const body = "/claim G-LIN-FL";

  test("that is opened with a command says it", () => {
    const opened = { ...created, action: "opened", issue: { ...issue, body } };
    expect(eventsOf("issues", opened)).toMatchObject([{ kind: "comment", key: "issue-7", body }]);
  });

  // PLATFORM: "one `assignee`, may be null; it and `issue.assignee` disagreed †".
  test.each([
    ["right", { login: "ada", type: "User" }],
    ["somebody else", { login: "eve", type: "User" }],
    ["nobody", null],
  ])("whose assignees change only says to look, when the webhook names %s", (_, assignee) => {
    for (const action of ["assigned", "unassigned"]) {
      const changed = { ...created, action, issue, assignee };
      const event = { kind: "issue", key: `sidebar-7@${updated_at}`, at: updated_at, number: 7 };
      expect(eventsOf("issues", changed)).toEqual([event]);
      // What we do there ourselves wakes nobody.
      expect(eventsOf("issues", { ...changed, sender: { login: "tracker[bot]", type: "Bot" } })).toEqual([]);
    }
  });

  test("a pull request that is opened with a command is also something to look at", () => {
    const opened = { action: "opened", pull_request: { ...issue, body }, sender: user, repository };
    expect(deliveriesOf("guid", "pull_request", opened)).toMatchObject([
      {
        id: "atlas/diagrams:pull-7",
        installationId: null,
        event: { kind: "comment", key: "pull-7", onPullRequest: true },
      },
      { id: "guid", event: { kind: "pull-request", key: `pull-request-7@${updated_at}`, number: 7 } },
    ]);
  });

  test.each(["edited", "closed", "reopened", "ready_for_review", "converted_to_draft", "synchronize"])(
    "a pull request that is %s is looked at",
    (action) => {
      const payload = { action, pull_request: issue, sender: user };
      expect(eventsOf("pull_request", payload)).toMatchObject([{ kind: "pull-request", number: 7 }]);
    },
  );

  test("a pull request of a bot is looked at, its text heard as the bot that it is", () => {
    const bot = { login: "renovate[bot]", type: "Bot" };
    const payload = { action: "opened", pull_request: { ...issue, user: bot, body }, sender: bot };
    expect(eventsOf("pull_request", payload)).toMatchObject([
      { kind: "comment", author: "renovate[bot]", isBot: true },
      { kind: "pull-request" },
    ]);
  });

  test.each([
    ["approved", 1],
    ["changes_requested", 1],
    ["dismissed", 1],
    ["commented", 0],
  ])("a review that is %s is looked at %i times", (state, times) => {
    const action = state === "dismissed" ? "dismissed" : "submitted";
    const payload = { action, review: { id: 3, state }, pull_request: issue, sender: user };
    expect(eventsOf("pull_request_review", payload)).toHaveLength(times);
  });
});

describe("a review", () => {
  const review = {
    id: 3,
    state: "approved",
    body: "Fine.\r\n/verify G-LIN-FL",
    user,
    submitted_at: created_at,
  };
  const submitted = { action: "submitted", review, pull_request: issue, sender: user };
  const onLine = { action: "created", comment, pull_request: issue, sender: user };

  test("is something to look at, and its text is a comment on the pull request", () => {
    expect(eventsOf("pull_request_review", submitted)).toMatchObject([
      { kind: "pull-request", number: 7 },
      {
        kind: "comment",
        key: "review-3",
        at: created_at,
        thread: 7,
        onPullRequest: true,
        body: "Fine.\n/verify G-LIN-FL",
      },
    ]);
  });

  test.each([null, "", "Fine."])("whose text is %j says nothing", (body) => {
    const payload = { ...submitted, review: { ...review, state: "commented", body } };
    expect(eventsOf("pull_request_review", payload)).toEqual([]);
  });

  test("that only comments is read all the same", () => {
    const payload = { ...submitted, review: { ...review, state: "commented" } };
    expect(eventsOf("pull_request_review", payload).map(({ key }) => key)).toEqual(["review-3"]);
  });

  test("and a comment on a line are heard when their authors edit them, and then only", () => {
    const changes = { body: { from: "Fine." } };
    const edited = { ...submitted, action: "edited", changes };
    expect(eventsOf("pull_request_review", edited)).toMatchObject([
      { kind: "pull-request" },
      { key: `review-3@${updated_at}`, previousBody: "Fine." },
    ]);
    const other = { login: "root", type: "User" };
    expect(eventsOf("pull_request_review", { ...edited, sender: other })).toMatchObject([
      { kind: "pull-request" },
    ]);
    const line = { ...onLine, action: "edited", changes };
    expect(eventsOf("pull_request_review_comment", line)).toMatchObject([
      { key: `review-comment-11@${updated_at}`, previousBody: "Fine." },
    ]);
    expect(eventsOf("pull_request_review_comment", { ...line, sender: other })).toEqual([]);
  });

  test("on a line is a comment with a key of its own: the numbers of comments are counted twice", () => {
    expect(eventsOf("pull_request_review_comment", onLine)).toMatchObject([
      { kind: "comment", key: "review-comment-11", thread: 7, onPullRequest: true, title: "Who takes what?" },
    ]);
    const bot = { login: "helper[bot]", type: "Bot" };
    expect(eventsOf("pull_request_review_comment", { ...onLine, sender: bot })).toEqual([]);
  });
});

test("an issue that comes from another repository says nothing", () => {
  const opened = { action: "opened", issue: { ...issue, body: "/claim next" }, sender: user };
  expect(eventsOf("issues", opened)).toHaveLength(1);
  expect(
    eventsOf("issues", { ...opened, changes: { old_issue: { number: 1 }, old_repository: {} } }),
  ).toEqual([]);
});

describe("a push", () => {
  const after = "a".repeat(40);
  const head_commit = { message: "Add diagrams", timestamp: created_at };
  const before = "b".repeat(40);
  const push = {
    ref: "refs/heads/main",
    before,
    after,
    deleted: false,
    head_commit,
    repository,
    sender: user,
  };
  const bot = { login: "diagram-tracker[bot]", type: "Bot" };
  const own = {
    message: "G-LIN-FL: /claim by ada\n\nDiagram-Tracker-Deliveries: guid",
    timestamp: created_at,
    author: { name: bot.login, username: bot.login },
  };

  test("to the default branch counts, at the time when it came", () => {
    expect(eventsOf("push", push)).toEqual([
      { kind: "push", key: `push-${after}`, at: "2025-11-24T16:00:00Z" },
    ]);
  });

  test("names the YAML files that it added or changed, where GitHub does", () => {
    const commits = [
      { added: ["assignments/G-LIN-FL.yml", "a.md"], modified: [] },
      { added: [], modified: ["assignments/G-LIN-SQ.yaml", "assignments/G-LIN-FL.yml"] },
    ];
    expect(eventsOf("push", { ...push, commits })).toMatchObject([
      { changed: ["assignments/G-LIN-FL.yml", "assignments/G-LIN-SQ.yaml"] },
    ]);
    expect(eventsOf("push", { ...push, commits: [{ id: after }] })).toEqual(eventsOf("push", push));
  });

  test.each([
    ["to another branch", { ...push, ref: "refs/heads/patch-1" }],
    ["of a tag", { ...push, ref: "refs/tags/main" }],
    ["that deletes another branch", { ...push, ref: "refs/heads/patch-1", deleted: true, head_commit: null }],
    ["of the bot itself", { ...push, sender: bot, head_commit: own }],
  ])("%s does not", (_, payload) => {
    expect(eventsOf("push", payload)).toEqual([]);
  });

  test("by a merge queue counts, whatever trailer somebody wrote there", () => {
    const queue = { login: "github-merge-queue[bot]", type: "Bot" };
    for (const username of ["mallory", bot.login]) {
      const head_commit = { ...own, author: { name: username, username } };
      expect(eventsOf("push", { ...push, sender: queue, head_commit })).toHaveLength(1);
    }
  });

  test("that deletes the bot's branch counts", () => {
    const gone = { ...push, ref: "refs/heads/diagram-tracker/state", deleted: true, head_commit: null };
    expect(eventsOf("push", gone)).toMatchObject([{ kind: "push", key: `push-${before}-deleted` }]);
  });

  test("of another bot counts", () => {
    expect(
      eventsOf("push", { ...push, sender: { login: "github-merge-queue[bot]", type: "Bot" } }),
    ).toHaveLength(1);
  });
});

test("no recorded payload throws, also not with parts missing", () => {
  let heard = 0;
  for (const { name, examples: payloads } of examples) {
    for (const payload of payloads) {
      heard += deliveriesOf("guid", name, payload).length;
      for (const field of Object.keys(payload)) {
        const { [field]: _, ...rest } = payload as Record<string, unknown>;
        deliveriesOf("guid", name, rest);
      }
    }
  }
  expect(heard).toBeGreaterThan(5);
});

test("a payload that is nothing like one gives nothing", () => {
  for (const payload of [null, undefined, 1, "x", [], {}, { action: 1 }]) {
    for (const name of ["issue_comment", "issues", "pull_request", "push", "constructor", ""]) {
      expect(deliveriesOf("guid", name, payload)).toEqual([]);
    }
  }
});
