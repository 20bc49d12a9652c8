import { expect, test } from "vitest";
import { countRequests } from "./bench/requests.ts";

test("a claim is a read, a commit and a reply, and so are a hundred that wait on one thread", async () => {
  const each = { requests: 3, commits: 1, replies: 1 };
  expect(await countRequests()).toEqual({ one: each, hundred: each });
});
