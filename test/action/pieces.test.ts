import { describe, expect, test } from "vitest";
import { Journal } from "../../src/action/journal.ts";
import { parseEvent } from "../../src/action/parse-event.ts";
import { readRunner } from "../../src/action/read-runner.ts";
import { isStartingEvent, refuseEvent } from "../../src/action/started-by.ts";
import { renderLogLine, renderRemark } from "../../src/action/workflow-commands.ts";

const RUNNER = {
  GITHUB_REPOSITORY: "atlas/diagrams",
  GITHUB_EVENT_NAME: "issue_comment",
  GITHUB_EVENT_PATH: "/event.json",
  GITHUB_WORKFLOW_REF: "atlas/diagrams/.github/workflows/tracker.yml@refs/heads/main",
  INPUT_TOKEN: "ghs_token",
};

describe("what the runner says", () => {
  test("is read, and what is empty is not there", () => {
    expect(readRunner({ ...RUNNER, "INPUT_DRY-RUN": "", GITHUB_OUTPUT: "" })).toEqual({
      ok: true,
      runner: {
        repository: { owner: "atlas", name: "diagrams" },
        token: "ghs_token",
        apiUrl: "https://api.github.com",
        eventName: "issue_comment",
        eventPath: "/event.json",
        workflow: "tracker.yml",
        isDryRun: false,
        outputPath: null,
        summaryPath: null,
      },
    });
  });

  test.each([
    ["no token", { INPUT_TOKEN: " " }, "The input `token` is empty."],
    [
      "a dry run that is neither",
      { "INPUT_DRY-RUN": "yes" },
      '`dry-run` is "yes": expected `true` or `false`',
    ],
    ["no event", { GITHUB_EVENT_PATH: undefined }, "GITHUB_EVENT_PATH: not as a runner"],
    ["a repository of another form", { GITHUB_REPOSITORY: "atlas" }, "GITHUB_REPOSITORY: not as a runner"],
  ])("%s is refused with what to do", (_what, changed, sentence) => {
    const read = readRunner({ ...RUNNER, ...changed });
    expect(read).toEqual({ ok: false, problem: expect.stringContaining(sentence) });
  });

  test.each(["pull_request", "pull_request_review", "check_run", "constructor"])(
    "the event %s starts nothing, and it is said what does",
    (name) => {
      expect(isStartingEvent(name)).toBe(false);
      expect(refuseEvent(name)).toMatch(
        /^The event `\w+` starts nothing here\. .*`diagram-tracker init --action`/,
      );
    },
  );
});

describe("an event", () => {
  const comment = { id: 7, body: "/claim G-LIN-FL", user: { login: "ada", type: "User", id: 3 } };
  const at = { created_at: "2026-11-24T10:00:00Z", updated_at: "2026-11-24T10:00:00Z" };
  const payload = {
    action: "created",
    repository: { id: 9, name: "diagrams", owner: { login: "atlas" } },
    issue: { number: 1, title: "Hello", ...at },
    comment: { ...comment, ...at },
    sender: comment.user,
  };

  test("has the same ID in every run, told from what happened", () => {
    const once = parseEvent("issue_comment", payload);
    expect(once).toMatchObject([{ id: "comment-7", installationId: null }]);
    expect(parseEvent("issue_comment", structuredClone(payload))).toEqual(once);
    const pull = { ...payload.issue, user: comment.user };
    const synchronized = { ...payload, action: "synchronize", pull_request: pull };
    expect(parseEvent("pull_request_target", synchronized)).toMatchObject([
      { id: "9:pull-request-1@2026-11-24T10:00:00Z" },
    ]);
  });

  test.each(["workflow_run", "schedule", "workflow_dispatch"] as const)(
    "%s says nothing by itself, whatever stands in it",
    (name) => {
      // Branch, title and what the other workflow left are whatever the opener of a pull request wrote.
      const workflow_run = {
        event: "pull_request_review",
        head_branch: "/claim next",
        pull_requests: [{ number: 1 }],
      };
      expect(parseEvent(name, { ...payload, workflow_run })).toEqual([]);
    },
  );
});

describe("what strangers wrote", () => {
  test.each([
    ["::set-output name=committed::true", ": :set-output name=committed::true"],
    ["  ::add-mask::a\n::error::b", "  : :add-mask::a\n: :error::b"],
    ["12:00 INFO ##[set-output name=committed;]true", "12:00 INFO ## [set-output name=committed;]true"],
  ])("is no command to the runner: %j", (line, inert) => {
    expect(renderLogLine(line)).toBe(inert);
  });

  test("ends no annotation, and adds no property to it", () => {
    const file = "a,line=1::b.md";
    expect(renderRemark({ level: "warning", message: "one\n::error::two 100%", file, line: 3 })).toBe(
      "::warning file=a%2Cline=1%3A%3Ab.md,line=3::one%0A::error::two 100%25",
    );
  });

  test("reaches the log on one line", () => {
    const lines: string[] = [];
    const journal = new Journal((line) => void lines.push(line));
    journal.write(
      `${JSON.stringify({ level: "info", msg: "a\n::error::b", time: "12:00", key: "##[x]" })}\n`,
    );
    expect(lines).toEqual(["12:00 INFO  a\\u000a::error::b key=## [x]"]);
  });
});

test("what GitHub refused is said once, and is an error where somebody waits for it", () => {
  const journal = new Journal(() => {});
  const reason = "Resource not accessible by integration - https://docs.github.com/rest";
  for (const msg of [
    "GitHub takes no check run",
    "the thread takes no comment",
    "the thread takes no comment",
  ]) {
    journal.write(JSON.stringify({ level: "warn", msg, reason }));
  }
  journal.write(JSON.stringify({ level: "info", msg: "handled" }));
  expect(journal.remarks.map(({ level }) => level)).toEqual(["warning", "error"]);
  expect(journal.remarks[1]?.message).toContain("Give the job `actions: read`");
});
