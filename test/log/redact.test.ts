import { describe, expect, test } from "vitest";
import { createLog } from "../../src/log/log.ts";
import { redact, redactor, secretsOf } from "../../src/log/redact.ts";

const JWT = "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOjEyfQ.c2lnbmF0dXJl";

describe("redact", () => {
  test.each([
    ["POST failed for ghs_16C7e42F292c6912E7710c838347Ae178B4a", "POST failed for [secret]"],
    ["github_pat_11AAAA_bbbb is refused", "[secret] is refused"],
    [`authorization: bearer ${JWT}`, "authorization: bearer [secret]"],
    [`the JWT ${JWT} expired`, "the JWT [secret] expired"],
    [
      "connect postgres://bot:hunter2@db.example.com/inbox",
      "connect postgres://bot:[secret]@db.example.com/inbox",
    ],
    ["https://x-access-token:abc@github.com/a/b", "https://x-access-token:[secret]@github.com/a/b"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\nrest", "[secret]\nrest"],
    ["-----BEGIN RSA PRIVATE KEY-----\nMIIB", "[secret]"],
  ])("%s", (text, shown) => {
    expect(redact(text)).toBe(shown);
  });

  test.each([
    "The token expired at 2026-11-24T10:00:00Z.",
    "https://github.com/atlas/diagrams/issues/1",
    "ada@example.com, see http://localhost:3000/@ada",
    "high_availability of ghost_writers",
  ])("leaves alone: %s", (text) => {
    expect(redact(text)).toBe(text);
  });
});

test("the values of the environment are taken out in every form in which they may be met", () => {
  const env = {
    WEBHOOK_SECRET: 'quote " and \\ inside',
    DATABASE_URL: "postgres://bot:p%40ss%2Fword@db/inbox",
  };
  const shown = redactor(secretsOf(env));
  expect(shown('password "p@ss/word" failed')).toBe('password "[secret]" failed');
  expect(shown(env.DATABASE_URL)).toBe("postgres://bot:[secret]@db/inbox");
  expect(shown(JSON.stringify({ secret: env.WEBHOOK_SECRET }))).toBe('{"secret":"[secret]"}');
});

test("no field of a log's line brings a secret past it, and every line stays JSON", () => {
  const lines: string[] = [];
  const log = createLog("trace", { write: (line) => void lines.push(line) });
  const request = { headers: { authorization: "token ghs_inside" }, body: "what ada wrote" };
  const error = Object.assign(new Error("refused ghs_message"), { request, event: request, status: 403 });
  log.error({ err: error, note: "ghs_field", url: "postgres://bot:hunter2@db/x" }, "ghs_said");
  log.error(Object.assign(new AggregateError([error], "all ghs_failed"), { event: request }));
  expect(lines.map((line) => JSON.parse(line).level)).toEqual(["error", "error"]);
  expect(lines.join()).not.toMatch(/ghs_|hunter2|what ada wrote/);
});
