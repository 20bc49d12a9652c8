import { afterAll, beforeAll, expect, test } from "vitest";
import { type HostedBot, startHostedBot } from "./hosted-bot.ts";

let hosted: HostedBot;
beforeAll(async () => {
  hosted = await startHostedBot();
});
afterAll(() => hosted.close());

const ask = (path: string, init?: RequestInit) => fetch(`${hosted.server.url}${path}`, init);

test("an address longer than any of ours is not looked at", async () => {
  expect((await ask(`/healthz?${"x".repeat(1_991)}`)).status).toBe(200);
  const refused = await ask(`/healthz?${"x".repeat(1_992)}`);
  expect(refused.status).toBe(414);
  expect(await refused.text()).toBe("The address has 2001 characters; at most 2000 are read.\n");
  expect(refused.headers.get("x-content-type-options")).toBe("nosniff");
});

test("nor one of a webhook, whatever its body says", async () => {
  const path = `/api/github/webhooks${"/".repeat(15_000)}`;
  expect((await ask(path, { method: "POST", body: "{}" })).status).toBe(414);
  expect(hosted.log).toEqual([]);
});

test("headers of more than 16 KB are refused", async () => {
  expect((await ask("/healthz", { headers: { "x-long": "x".repeat(17_000) } })).status).toBe(431);
});
