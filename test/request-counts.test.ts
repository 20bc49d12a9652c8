import { expect, test } from "vitest";
import { countIssueRequests, countRequests } from "./bench/requests.ts";

test("a claim is a read, a commit and a reply, so are a hundred on one thread, and one reply each on a hundred", async () => {
  const each = { requests: 3, commits: 1, replies: 1 };
  const { hundredThreads, ...others } = await countRequests();
  expect(others).toEqual({ one: each, hundred: each });
  expect(hundredThreads).toMatchObject({ commits: 1, replies: 100 });
  expect(hundredThreads.requests).toBeLessThanOrEqual(104);
});

test("on a diagram's own issue assignee and label are two more, and a merge closes it with its labels", async () => {
  const counts = Object.entries(await countIssueRequests()).map(([what, { requests }]) => [what, requests]);
  expect(Object.fromEntries(counts)).toEqual({
    one: 5,
    hundred: 5,
    merge: 5,
    mergeOfFixes: 5,
    // It is looked at again a few seconds later, and closed if GitHub did not.
    mergeOfFixesLate: 8,
  });
});
