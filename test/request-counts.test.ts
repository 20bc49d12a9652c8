import { expect, test } from "vitest";
import { countRequests } from "./bench/requests.ts";

test("a claim is a read, a commit and a reply, so are a hundred on one thread, and one reply each on a hundred", async () => {
  const each = { requests: 3, commits: 1, replies: 1 };
  const { hundredThreads, ...others } = await countRequests();
  expect(others).toEqual({ one: each, hundred: each });
  expect(hundredThreads).toMatchObject({ commits: 1, replies: 100 });
  expect(hundredThreads.requests).toBeLessThanOrEqual(104);
});
