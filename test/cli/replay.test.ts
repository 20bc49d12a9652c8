import { describe, expect, test } from "vitest";
import type { Replay } from "../../src/cli/replay/describe-plan.ts";
import { replaySchema } from "../../src/cli/replay/describe-plan.ts";
import { eventOf } from "../../src/cli/replay/read-recording.ts";
import { type Clone, optics } from "./clone.ts";

const repository = {
  name: "charts",
  owner: { login: "stars" },
  html_url: "https://github.com/stars/charts",
  default_branch: "main",
};
const account = (login: string) => ({ login, type: "User" });

const commentPayload = (body: string, extra: object = {}) => ({
  action: "created",
  repository,
  sender: account("grace"),
  issue: { number: 7, title: "Mirrors", user: account("ada"), created_at: AT, updated_at: AT, ...extra },
  comment: { id: 1, body, user: account("grace"), created_at: AT, updated_at: AT },
});
const AT = "2026-02-28T10:00:00Z";

const pullRequest = (fields: object = {}) => ({
  number: 9,
  title: "OP-MIR-A: the primary mirror",
  body: "",
  user: account("ada"),
  head: { ref: "work", sha: "1".repeat(40) },
  base: { ref: "main" },
  state: "open",
  draft: false,
  created_at: AT,
  updated_at: AT,
  merged_at: null,
  changed_files: 1,
  ...fields,
});
const pullPayload = (action: string, fields: object = {}) => ({
  action,
  repository,
  sender: account("ada"),
  pull_request: pullRequest(fields),
});

async function replay(clone: Clone, payload: object, ...args: string[]): Promise<Replay> {
  clone.write("payload.json", JSON.stringify(payload));
  const { code, out, err } = await clone.run(["replay", "payload.json", "--json", ...args]);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return replaySchema.parse(JSON.parse(out));
}

test("a comment: the decision, the difference and the reply; nothing is written", async () => {
  const clone = await optics();
  clone.write("payload.json", JSON.stringify(commentPayload("/claim OP-MIR-B OP-MIR-A")));
  const before = clone.files();
  const { code, out } = await clone.run(["replay", "payload.json"]);
  expect(code).toBe(0);
  expect(out).toContain("comment-1: OP-MIR-B /claim by grace");
  expect(out).toContain("--- /dev/null\n+++ b/assignments/OP-MIR-B.yml\n");
  expect(out).toContain(
    "+| OP-MIR-B | A very long name of a mirror that nobody can read at once | 🟦 In Progress |",
  );
  expect(out).toContain("It comments on #7\n  @grace");
  expect(out).toContain("**ada** holds it until 2026-03-06");
  expect(clone.files()).toEqual(before);
});

test("the body alone, with its event's name, as an App's delivery, and from standard input are the same", async () => {
  const clone = await optics();
  const payload = commentPayload("/claim OP-MIR-B");
  const plain = await replay(clone, payload);
  expect(plain.commit).toBe("OP-MIR-B: /claim by grace");
  for (const wrapped of [
    { event: "issue_comment", payload },
    { name: "issue_comment", payload },
    { event: "issue_comment", request: { payload } },
  ]) {
    expect(await replay(clone, wrapped)).toEqual(plain);
  }
  const { out } = await clone.run(["replay", "-", "--json"], { stdin: JSON.stringify(payload) });
  expect(JSON.parse(out)).toEqual(plain);
});

test("what would change beside a diagram's own issue is shown, and what the sidebar says is run", async () => {
  const clone = await optics();
  const payload = commentPayload("/claim OP-MIR-B", { title: "OP-MIR-B" });
  const claimed = await replay(clone, payload);
  expect(claimed.beside).toEqual([
    { issue: 7, changes: ["assigns grace", 'puts the label "diagram: in progress" on'] },
  ]);
  const { out } = await clone.run(["replay", "-"], { stdin: JSON.stringify(payload) });
  expect(out).toContain("Beside #7 it\n  assigns grace\n");
  const { comment: _, ...more } = commentPayload("", { title: "OP-MIR-B", assignees: [account("ada")] });
  const assigned = { ...more, action: "assigned", assignee: account("ada") };
  const word = await replay(
    clone,
    { event: "issues", payload: assigned },
    "--as",
    "grace=maintain",
    "--as",
    "ada=read",
  );
  expect(word.commit).toBe("OP-MIR-B: /assign by grace");
  const opening = await replay(clone, commentPayload("/issues OP-MIR-B"), "--as", "grace=maintain");
  expect(opening.opens.map(({ title }) => title.split(":")[0])).toEqual(["OP-MIR-B"]);
});

describe("what the payload does not say", () => {
  test("a permission counts as none until --as gives it", async () => {
    const clone = await optics();
    const payload = commentPayload("/assign OP-MIR-A @linus");
    const without = await replay(clone, payload);
    expect(without.commit).toBeNull();
    expect(without.unknown).toContainEqual(expect.stringContaining("--as grace=write gives one"));
    const given = await replay(clone, payload, "--as", "Grace=maintain", "--as", "linus=write");
    expect(given).toMatchObject({ commit: "OP-MIR-A: /assign by grace", unknown: [] });
  });

  test("a pull request carries its own facts; its files and reviews are given", async () => {
    const clone = await optics();
    const opened = await replay(clone, pullPayload("opened"));
    expect(opened.commit).toBe("OP-MIR-A: in review with #9");
    expect(opened.unknown.map((one) => one.split(":")[0])).toEqual([
      "the files that #9 changes",
      "reviews of #9",
    ]);
    const approved = await replay(
      clone,
      pullPayload("opened"),
      ...["--files", "diagrams/OP-MIR-A.md", "--review", "grace=approved", "--as", "grace=write"],
    );
    expect(approved.unknown).toEqual([]);
    expect(approved.decisions[0]?.decision).toContain("OP-MIR-A verified by grace");
    const merged = await replay(
      clone,
      pullPayload("closed", { state: "closed", merged_at: AT }),
      "--files",
      "diagrams/OP-MIR-A.md",
    );
    expect(merged.decisions[0]?.decision).toContain("OP-MIR-A completed by #9");
  });

  test("files alone make a reference, too", async () => {
    const clone = await optics();
    const payload = pullPayload("opened", { title: "A mirror" });
    expect((await replay(clone, payload)).commit).toBeNull();
    const given = await replay(clone, payload, "--files", "diagrams/op-mir-a.mmd");
    expect(given.commit).toBe("OP-MIR-A: in review with #9");
  });

  test("a pull request that a comment is about is given with --pull-request", async () => {
    const clone = await optics();
    const payload = commentPayload("/verify OP-MIR-A", { number: 9, pull_request: {} });
    const file = clone.read("assignments/OP-MIR-A.yml");
    clone.write("assignments/OP-MIR-A.yml", file.replace("in_progress", "review").concat("  pr_number: 9\n"));
    clone.write("pr.json", JSON.stringify(pullRequest()));
    const args = ["--as", "grace=write", "--pull-request", "pr.json"];
    const { commit, unknown } = await replay(clone, payload, ...args);
    expect(commit).toMatch(/^OP-MIR-A: \/verify by grace/);
    expect(unknown.filter((one) => one.startsWith("pull request"))).toEqual([]);
  });
});

test.each([
  [{ action: "labeled", issue: {}, repository }, "does not act on issues with the action labeled"],
  [commentPayload("just words"), "no line begins with a command"],
  [
    { ...commentPayload("/claim OP-MIR-B"), sender: { login: "x[bot]", type: "Bot" } },
    "somebody else than its author",
  ],
  [{ event: "workflow_run", payload: {} }, "does not listen to workflow_run"],
])("a webhook that says nothing is explained: %#", async (payload, sentence) => {
  const { nothing, decisions, commit } = await replay(await optics(), payload);
  expect(nothing).toContain(sentence);
  expect({ decisions, commit }).toEqual({ decisions: [], commit: null });
});

test.each([
  ["{", 1, /^error: payload\.json holds no JSON: .+\.$/],
  ["[1]", 1, /^error: payload\.json holds no webhook: expected a JSON object\.$/],
  ["{}", 2, /--event NAME says it/],
  [
    new Uint8Array([0, 255]),
    1,
    /^error: payload\.json holds no JSON\. It is not text in UTF-8: the byte 0xFF here is no character\. Save the file as UTF-8\.$/,
  ],
])("what is no recording is refused in a sentence: %#", async (content, code, sentence) => {
  const clone = await optics();
  clone.write("payload.json", content);
  const ran = await clone.run(["replay", "payload.json"]);
  expect(ran).toMatchObject({ code, out: "" });
  expect(ran.err).toMatch(sentence);
  expect(ran.err.split("\n")).toHaveLength(1);
});

test.each([
  [["--as", "ada"], "Expected LOGIN=VALUE"],
  [["--as", "ada=king"], "one of none, read, triage, write, maintain, admin"],
  [["--review", "ada=fine"], "one of approved, changes_requested, dismissed"],
])("%j is refused with what was expected", async (args, sentence) => {
  const { code, err } = await (await optics()).run(["replay", "-", ...args]);
  expect(code).toBe(2);
  expect(err).toContain(sentence);
});

test.each([
  [{ comment: {}, issue: {} }, "issue_comment"],
  [{ review: {}, pull_request: {} }, "pull_request_review"],
  [{ comment: {}, pull_request: {} }, "pull_request_review_comment"],
  [{ pull_request: {} }, "pull_request"],
  [{ issue: {} }, "issues"],
  [{ ref: "refs/heads/main", after: "0" }, "push"],
  [{ zen: "x" }, null],
])("%j is %s", (payload, event) => {
  expect(eventOf(payload)).toBe(event);
});
