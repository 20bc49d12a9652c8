import { Octokit } from "@octokit/rest";
import nock from "nock";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { classifyFailure } from "../../../src/github/client/failure.ts";
import { fetchWhole } from "../../../src/github/client/fetch-whole.ts";
import { commitOnBranch } from "../../../src/github/commit/commit-on-branch.ts";
import { postReply } from "../../../src/github/post/reply.ts";
import { Writes } from "../../../src/github/writes.ts";

/** Answers that the stand-in has no reason to give: those of proxies, of GitHub's front door, of a bad day. */
const NOW = Date.parse("2026-11-24T10:00:00Z");
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const client = new Octokit({ auth: "ghs_secret", log: silent, request: { fetch: fetchWhole() } });
const repo = { client, repository: { owner: "atlas", name: "diagrams" } };
const api = () => nock("https://api.github.com");

beforeEach(() => nock.disableNetConnect());
afterEach(() => {
  const pending = nock.pendingMocks();
  nock.cleanAll();
  nock.enableNetConnect();
  expect(pending).toEqual([]);
});

const reply = () =>
  postReply(repo, new Writes(null, () => NOW), {
    thread: 1,
    body: "Hello",
    answers: ["comment-1"],
    people: ["ada"],
  });
const head = {
  branch: "main",
  after: "a".repeat(40),
  paths: { catalog: "catalog", assignments: "assignments", tracker: ["TRACKER.md"] },
};
const commit = () =>
  commitOnBranch(repo, head, { files: [{ path: "a", text: "b" }], message: { headline: "A", body: "" } });

async function verdictOn(work: () => Promise<unknown>) {
  const failed = await work().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if ("value" in failed) throw new Error(`it did not fail: ${JSON.stringify(failed.value)}`);
  return classifyFailure(failed.error, NOW);
}

describe("an odd answer is never taken for a good one", () => {
  test("the page of GitHub's front door when it is down passes by itself, in few words", async () => {
    const page = `<!DOCTYPE html><html><body>${"<p>Unicorn!</p>".repeat(500)}</body></html>`;
    api().post("/repos/atlas/diagrams/issues/1/comments").reply(502, page, { "content-type": "text/html" });
    const verdict = await verdictOn(reply);
    expect(verdict).toMatchObject({ transient: true, dueAt: null });
    expect(verdict.reason).toContain("502");
    expect(verdict.reason.length).toBeLessThan(400);
  });

  test("a proxy's page with status 200 is no commit, though there may be one", async () => {
    api().post("/graphql").reply(200, "<html>Please log in</html>", { "content-type": "text/html" });
    expect(await commit()).toEqual({ kind: "unknown" });
  });

  test("a timeout that GraphQL tells with status 200 may have committed", async () => {
    const message = "Something went wrong while executing your query. This may be the result of a timeout.";
    api()
      .post("/graphql")
      .reply(200, { data: null, errors: [{ message }] });
    expect(await commit()).toEqual({ kind: "unknown" });
  });

  test("a connection that ends in the midst of the answer may have committed", async () => {
    api()
      .post("/graphql")
      .replyWithError(Object.assign(new Error("socket hang up"), { code: "ECONNRESET" }));
    expect(await commit()).toEqual({ kind: "unknown" });
  });

  test("a limit that ends at a date is waited for until then", async () => {
    const headers = { "retry-after": "Tue, 24 Nov 2026 10:05:00 GMT" };
    const body = { message: "You have exceeded a secondary rate limit." };
    api().post("/repos/atlas/diagrams/issues/1/comments").reply(403, body, headers);
    expect(await verdictOn(reply)).toMatchObject({
      transient: true,
      dueAt: Date.parse("2026-11-24T10:05:00Z"),
    });
  });

  test("a token in GitHub's words is not repeated", async () => {
    api().post("/repos/atlas/diagrams/issues/1/comments").reply(500, { message: "bad token ghs_secret123" });
    expect((await verdictOn(reply)).reason).not.toContain("ghs_secret");
  });
});
