import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhooks as OctokitWebhooks } from "@octokit/webhooks";
import schema from "@octokit/webhooks-schemas/schema.json" with { type: "json" };
import { Ajv } from "ajv";
import addFormats from "ajv-formats";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { type GitHub, startGitHub } from "../../../src/playground/github/start-github.ts";
import { randomFates, type WebhookDelivery } from "../../../src/playground/github/webhooks.ts";
import { appClient, installationClient } from "./clients.ts";

let github: GitHub;
let repository: RepositoryHandle;
let received: WebhookDelivery[];

beforeEach(async () => {
  received = [];
  github = await startGitHub({
    clock: () => Date.parse("2026-01-05T10:00:00Z"),
    webhookTarget: async (delivery) => {
      received.push(delivery);
      return 202;
    },
  });
  repository = github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: { "TRACKER.md": "# Tracker\n" },
    permissions: { ada: "admin", rita: "write" },
  });
});

afterEach(async () => {
  await github.settled();
  expect(github.invalidRequests).toEqual([]);
  await github.close();
});

function names(): string[] {
  return received.map(({ event, action }) => (action === null ? event : `${event}.${action}`));
}

describe("payloads", () => {
  test("every event that people and the App cause fits GitHub's published webhook schemas", async () => {
    const issue = repository.openIssue({
      author: "cy",
      title: "Which one is free?",
      body: "I would like one.",
    });
    const { id } = repository.comment({ author: "cy", thread: issue.number, body: "/claim G-LIN-FL" });
    repository.editComment(id, { editor: "ada", body: "/claim G-LIN-SQ" });
    repository.deleteComment(id, "ada");
    repository.edit(issue.number, { title: "Which are free?", body: "Two, please." });
    repository.close(issue.number, "ada");
    repository.reopen(issue.number, "ada");
    const pull = repository.openPullRequest({
      author: "cy",
      title: "G-LIN-FL",
      files: { "diagrams/a.md": "a" },
    });
    const own = repository.openPullRequest({
      author: "rita",
      title: "Mine",
      draft: true,
      files: { "diagrams/b.md": "b" },
    });
    repository.createBranch("next", "ada");
    repository.edit(pull.number, { title: "G-LIN-FL: flow" });
    repository.changeBase(pull.number, "next");
    repository.changeBase(pull.number, "main");
    repository.pushTo(pull.number, { files: { "diagrams/c.md": "c" } });
    repository.setDraft(own.number, false);
    repository.setDraft(own.number, true);
    const review = repository.approve(pull.number, "ada");
    repository.requestChanges(pull.number, "rita");
    repository.reviewComment(pull.number, "rita", "Nice");
    repository.dismissReview(pull.number, review, "rita");
    repository.merge(pull.number, "ada");
    repository.close(own.number);
    repository.reopen(own.number);
    repository.comment({ author: "cy", thread: own.number, body: "On a pull request" });
    repository.push({ author: "rita", files: { "TRACKER.md": null, "new.md": "n" } });
    repository.deleteBranch("next", "ada");
    const octokit = installationClient(github, "atlas");
    const { data: run } = await octokit.rest.checks.create({
      owner: "atlas",
      repo: "diagrams",
      name: "diagram-tracker",
      head_sha: repository.head(),
      conclusion: "success",
      output: { title: "Good", summary: "All good", annotations: [] },
      actions: [{ label: "Claim", description: "Claim it for you", identifier: "claim" }],
    });
    repository.clickCheck(run.id, "cy", "claim");
    repository.rerunCheck(run.id, "cy");
    repository.rerunChecks(repository.head(), "cy");
    repository.enqueue(own.number, "rita");
    await github.settled();

    const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
    addFormats.default(ajv);
    ajv.addSchema(schema, "webhooks");
    const definitions: Readonly<Record<string, unknown>> = schema.definitions;
    const problems = received.flatMap(({ event, action, payload }) => {
      const name = [`${event}$${action}`, `${event}$event`, `${event}_event`].find(
        (key) => key in definitions,
      );
      const validate = ajv.getSchema(`webhooks#/definitions/${name}`);
      if (validate === undefined) return [`${event}.${action} is not among GitHub's events`];
      return validate(payload) ? [] : [`${event}.${action}: ${ajv.errorsText(validate.errors)}`];
    });
    expect(problems).toEqual([]);
    expect(new Set(names())).toEqual(
      new Set([
        "check_run.completed",
        "check_run.created",
        "check_run.requested_action",
        "check_run.rerequested",
        "check_suite.rerequested",
        "issue_comment.created",
        "issue_comment.deleted",
        "issue_comment.edited",
        "issues.closed",
        "issues.edited",
        "issues.opened",
        "issues.reopened",
        "merge_group.checks_requested",
        "pull_request.closed",
        "pull_request.converted_to_draft",
        "pull_request.edited",
        "pull_request.opened",
        "pull_request.ready_for_review",
        "pull_request.reopened",
        "pull_request.synchronize",
        "pull_request_review.dismissed",
        "pull_request_review.submitted",
        "push",
      ]),
    );
  });

  test("an edit by somebody else names the editor as sender and brings the old text", async () => {
    const issue = repository.openIssue({ author: "cy", title: "T" });
    const { id } = repository.comment({ author: "cy", thread: issue.number, body: "before" });
    repository.editComment(id, { editor: "rita", body: "after" });
    await github.settled();
    expect(received.at(-1)?.payload).toMatchObject({
      action: "edited",
      changes: { body: { from: "before" } },
      comment: { id, body: "after", user: { login: "cy" } },
      sender: { login: "rita", type: "User" },
      repository: { full_name: "atlas/diagrams", default_branch: "main" },
      installation: { id: github.installationId("atlas") },
    });
  });

  test("the App's own comments and commits come back as events by a Bot", async () => {
    const issue = repository.openIssue({ author: "cy", title: "T" });
    const octokit = installationClient(github, "atlas");
    const where = { owner: "atlas", repo: "diagrams" };
    await octokit.rest.issues.createComment({ ...where, issue_number: issue.number, body: "Yours." });
    await octokit.rest.git.createRef({ ...where, ref: "refs/heads/state", sha: repository.head() });
    await github.settled();
    const own = received.filter(({ payload }) => payload.sender?.type === "Bot");
    expect(own.map(({ event, payload }) => [event, payload.sender?.login])).toEqual([
      ["issue_comment", "diagram-tracker[bot]"],
      ["push", "diagram-tracker[bot]"],
    ]);
  });

  test("a review's state is in lower case in events and in upper case in the API", async () => {
    const pull = repository.openPullRequest({ author: "cy", title: "T", files: { a: "a" } });
    repository.approve(pull.number, "rita");
    await github.settled();
    expect(received.at(-1)?.payload).toMatchObject({ action: "submitted", review: { state: "approved" } });
    const octokit = installationClient(github, "atlas");
    const { data } = await octokit.rest.pulls.listReviews({
      owner: "atlas",
      repo: "diagrams",
      pull_number: pull.number,
    });
    expect(data.map((review) => review.state)).toEqual(["APPROVED"]);
  });

  test("a merge is a closed event with merged, and a push to the base branch", async () => {
    const pull = repository.openPullRequest({ author: "cy", title: "T", files: { a: "a" } });
    const before = repository.head();
    const after = repository.merge(pull.number, "ada");
    await github.settled();
    const [push, closed] = received.slice(-2);
    expect(push?.payload).toMatchObject({ ref: "refs/heads/main", before, after, sender: { login: "ada" } });
    expect(closed?.payload).toMatchObject({
      action: "closed",
      pull_request: { merged: true, merged_by: { login: "ada" } },
    });
  });

  test("a push lists the paths of each commit", async () => {
    repository.push({ author: "rita", files: { "TRACKER.md": "changed", "new.md": "n" }, message: "Change" });
    await github.settled();
    const commits = [{ message: "Change", added: ["new.md"], modified: ["TRACKER.md"], removed: [] }];
    expect(received.at(-1)?.payload).toMatchObject({ commits, head_commit: commits[0] });
  });

  test("deleting a branch closes its pull requests", async () => {
    const pull = repository.openPullRequest({
      author: "rita",
      title: "T",
      branch: "mine",
      files: { a: "a" },
    });
    repository.deleteBranch("mine", "rita");
    await github.settled();
    expect(pull.state).toBe("closed");
    expect(names().slice(-2)).toEqual(["push", "pull_request.closed"]);
  });

  test("nothing is sent for a repository without the App, or for an event that the App does not listen to", async () => {
    const other = github.createRepository({ owner: "elsewhere", name: "r", installed: false });
    other.openIssue({ author: "cy", title: "T" });
    await github.settled();
    expect(received).toEqual([]);
  });
});

describe("deliveries", () => {
  test("over HTTP the signature is over the exact bytes, and the headers are GitHub's", async () => {
    const octokit = new OctokitWebhooks({ secret: github.app.webhookSecret });
    const verified: unknown[] = [];
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", async () => {
        const body = Buffer.concat(chunks).toString("utf8");
        const { headers } = request;
        const good = await octokit.verify(body, String(headers["x-hub-signature-256"]));
        verified.push([good, headers["x-github-event"], headers["x-github-delivery"]]);
        response.writeHead(good ? 200 : 400).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    github.webhooks.target = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    repository.openIssue({ author: "cy", title: "Zażółć 🟦" });
    await github.settled();
    const guid = github.webhooks.log[0]?.guid;
    expect(guid).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(verified).toEqual([[true, "issues", guid]]);
    expect(github.webhooks.log[0]).toMatchObject({ statusCode: 200, status: "OK" });
    server.close();
  });

  test("a delivery that nobody answers is logged as failed and never sent again by itself", async () => {
    github.webhooks.target = "http://127.0.0.1:1";
    repository.openIssue({ author: "cy", title: "T" });
    await github.settled();
    expect(github.webhooks.log).toMatchObject([{ statusCode: 502, status: "failed to connect to host" }]);
  });

  test("the log is read newest first by cursor, and a redelivery keeps the GUID", async () => {
    github.webhooks.fate = () => "drop";
    for (const n of [1, 2, 3]) repository.openIssue({ author: "cy", title: `${n}` });
    await github.settled();
    github.webhooks.fate = () => "deliver";
    const app = appClient(github);
    const read = await app.paginate("GET /app/hook/deliveries", { per_page: 2 });
    expect(read.map((delivery) => delivery.id)).toEqual([3, 2, 1]);
    expect(read.map((delivery) => delivery.status_code)).toEqual([502, 502, 502]);

    await app.request("POST /app/hook/deliveries/{delivery_id}/attempts", { delivery_id: 2 });
    await github.settled();
    expect(received.map((delivery) => delivery.guid)).toEqual([read[1]?.guid]);
    const { data } = await app.request("GET /app/hook/deliveries/{delivery_id}", { delivery_id: 4 });
    expect(data).toMatchObject({ guid: read[1]?.guid, redelivery: true, status: "OK", event: "issues" });
  });

  test("deliveries can be held back and let go in another order", async () => {
    github.webhooks.withhold();
    for (const n of [1, 2, 3]) repository.openIssue({ author: "cy", title: `${n}` });
    await github.settled();
    expect(received).toEqual([]);
    expect(github.webhooks.withheld).toHaveLength(3);
    github.webhooks.release((waiting) => waiting.toReversed());
    await github.settled();
    expect(received.map((delivery) => delivery.id)).toEqual([3, 2, 1]);
  });

  test("a share is dropped or doubled at random, the same ones for the same seed", async () => {
    github.webhooks.fate = randomFates({ seed: 7, drop: 0.3, duplicate: 0.3 });
    for (let n = 0; n < 40; n += 1) repository.openIssue({ author: "cy", title: `${n}` });
    await github.settled();
    const ids = received.map((delivery) => delivery.id);
    const again = randomFates({ seed: 7, drop: 0.3, duplicate: 0.3 });
    const expected = Array.from({ length: 40 }, (_, n) => n + 1).flatMap((id) => {
      const fate = again({ ...received[0], redelivery: false } as WebhookDelivery);
      return fate === "drop" ? [] : fate === "duplicate" ? [id, id] : [id];
    });
    expect(ids).toEqual(expected);
    expect(new Set(ids).size).toBeLessThan(40);
    expect(ids.length).toBeGreaterThan(new Set(ids).size);
  });
});
