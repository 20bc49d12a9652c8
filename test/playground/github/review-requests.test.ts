import { afterEach, beforeEach, expect, test } from "vitest";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import { type GitHub, startGitHub } from "../../../src/playground/github/start-github.ts";
import { clientWith } from "./clients.ts";

const pull = { owner: "atlas", repo: "diagrams", pull_number: 1 };
let github: GitHub;
let repository: RepositoryHandle;

beforeEach(async () => {
  github = await startGitHub({ clock: () => Date.parse("2026-01-05T10:00:00Z") });
  repository = github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: { "README.md": "# Diagrams\n" },
    permissions: { ada: "write", rita: "read" },
  });
  repository.openPullRequest({ author: "ada", title: "A flow", files: { "a.md": "flow\n" } });
});

afterEach(async () => {
  expect(github.invalidRequests).toEqual([]);
  await github.close();
});

const pulls = () => clientWith(github, github.installationToken("atlas")).rest.pulls;
const ask = (...reviewers: string[]) => pulls().requestReviewers({ ...pull, reviewers });
const announced = () =>
  github.webhooks.log
    .filter(({ action }) => action?.startsWith("review_request"))
    .map(({ action }) => action);

test("who has access is asked, once, and it is announced once", async () => {
  const { data } = await ask("Rita");
  expect(data.requested_reviewers?.map(({ login }) => login)).toEqual(["rita"]);
  await ask("rita");
  await github.settled();
  expect(announced()).toEqual(["review_requested"]);
});

test.each([
  ["the author", "ada", /pull request author/],
  ["somebody who only reads what is public", "tom", /not a collaborator of the atlas\/diagrams repository/],
])("%s is refused, and with them whoever is named beside them", async (_, login, reason) => {
  await expect(ask("rita", login)).rejects.toMatchObject({
    status: 422,
    message: expect.stringMatching(reason),
  });
  expect(repository.reviewRequests(1)).toEqual([]);
});

test("a review answers the request without an event, and its author can be asked again", async () => {
  await ask("rita");
  repository.reviewComment(1, "rita", "Hm.");
  expect(repository.reviewRequests(1)).toEqual([]);
  await ask("rita");
  expect(repository.reviewRequests(1)).toEqual(["rita"]);
  await github.settled();
  expect(announced()).toEqual(["review_requested", "review_requested"]);
});

test("a request is taken back with an event that names who did it", async () => {
  await ask("rita");
  await pulls().removeRequestedReviewers({ ...pull, reviewers: ["rita"] });
  await github.settled();
  const last = github.webhooks.log.at(-1);
  expect(last?.payload).toMatchObject({
    action: "review_request_removed",
    requested_reviewer: { login: "rita" },
    sender: { login: "diagram-tracker[bot]" },
  });
});
