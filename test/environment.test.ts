import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { environmentSchema, readEnvironment } from "../src/environment.ts";
import { unsupportedVariables } from "../src/unsupported-variables.ts";

const PEM = "-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----\n";
const APP = { APP_ID: "12", PRIVATE_KEY: PEM, WEBHOOK_SECRET: "s" };

function problemsOf(env: Record<string, string>): readonly string[] {
  const read = readEnvironment(env);
  return read.ok ? [] : read.problems;
}

describe("readEnvironment", () => {
  test("gives defaults where nothing is set, and empty counts as unset", () => {
    const defaults = {
      GHE_PROTOCOL: "https",
      HOST: "localhost",
      PORT: 3000,
      LOG_LEVEL: "info",
      INBOX_PATH: "data/inbox.db",
      COLLECT_SECONDS: 10,
      LEASE_SECONDS: 60,
      RECOVER_SECONDS: 900,
      HORIZON_HOURS: 72,
    };
    expect(readEnvironment({})).toEqual({ ok: true, environment: defaults });
    expect(readEnvironment({ APP_ID: "", PORT: "", DATABASE_URL: "" })).toEqual({
      ok: true,
      environment: defaults,
    });
  });

  test("reads the credentials of an App, its key in the forms that Probot takes", () => {
    const base64 = Buffer.from(PEM).toString("base64");
    for (const PRIVATE_KEY of [PEM, PEM.replaceAll("\n", "\\n"), base64]) {
      const read = readEnvironment({ ...APP, PRIVATE_KEY, PORT: "0", GHE_HOST: "git.example.com:8443" });
      expect(read).toMatchObject({ ok: true, environment: { APP_ID: 12, PRIVATE_KEY, PORT: 0 } });
    }
    const { PRIVATE_KEY: _, ...rest } = APP;
    expect(readEnvironment({ ...rest, PRIVATE_KEY_PATH: "key.pem" }).ok).toBe(true);
  });

  test("says everything that is wrong at once, and never a value", () => {
    const secret = "hunter2-very-secret";
    const problems = problemsOf({
      APP_ID: secret,
      PRIVATE_KEY: secret,
      PORT: "65536",
      LOG_LEVEL: "loud",
      GHE_HOST: "https://git.example.com",
      DATABASE_URL: `mysql://${secret}@db`,
      COLLECT_SECONDS: "-1",
      LEASE_SECONDS: "0.5",
    });
    expect(problems).toEqual([
      "APP_ID: expected the number that the App's settings page shows.",
      "PRIVATE_KEY: expected the whole .pem file of the App, line ends written as \\n, or its base64.",
      "GHE_HOST: expected a host such as github.example.com, without https://.",
      "PORT: expected a port from 0 to 65535.",
      "LOG_LEVEL: expected one of trace, debug, info, warn, error, fatal, silent.",
      "DATABASE_URL: expected an address that begins with postgres:// or postgresql://.",
      "COLLECT_SECONDS: expected a number of seconds from 0 to 3600.",
      "LEASE_SECONDS: expected a number of seconds from 1 to 3600.",
      "APP_ID and PRIVATE_KEY are set but WEBHOOK_SECRET is not: an App needs all three. " +
        "Its settings page on GitHub has them; with none of them the server offers to register an App.",
    ]);
    expect(problems.join()).not.toContain(secret);
  });

  test("takes the public address without a slash at its end, and none that holds more than an address", () => {
    const read = readEnvironment({ PUBLIC_URL: "https://bot.example.com/tracker//" });
    expect(read).toMatchObject({ ok: true, environment: { PUBLIC_URL: "https://bot.example.com/tracker" } });
    const expected = [
      "PUBLIC_URL: expected the address by which GitHub reaches this server, such as https://bot.example.com.",
    ];
    for (const PUBLIC_URL of [
      "bot.example.com",
      "ftp://a.example",
      "https://a:b@c.example",
      "https://a.example/?x",
    ]) {
      expect(problemsOf({ PUBLIC_URL })).toEqual(expected);
    }
  });

  test("takes a channel for webhooks, but not in production", () => {
    const WEBHOOK_PROXY_URL = "https://smee.io/abc";
    expect(readEnvironment({ WEBHOOK_PROXY_URL })).toMatchObject({
      ok: true,
      environment: { WEBHOOK_PROXY_URL },
    });
    expect(problemsOf({ WEBHOOK_PROXY_URL: "smee.io/abc" })).toEqual([
      "WEBHOOK_PROXY_URL: expected the address of a channel, such as https://smee.io/abc.",
    ]);
    const [problem, ...others] = problemsOf({ ...APP, WEBHOOK_PROXY_URL, NODE_ENV: "production" });
    expect([problem, others]).toEqual([expect.stringMatching(/^WEBHOOK_PROXY_URL is for development/), []]);
    expect(problem).not.toContain(WEBHOOK_PROXY_URL);
  });

  test("says what of Probot's variables has no effect, and what there is instead", () => {
    const set = { WEBHOOK_PATH: "/x", REDIS_URL: "redis://a:b@c", SENTRY_DSN: "", PORT: "1" };
    const told = unsupportedVariables(set);
    expect(told.map(({ name }) => name)).toEqual(["WEBHOOK_PATH", "REDIS_URL"]);
    expect(JSON.stringify(told)).not.toContain("redis:");
    // Whatever Probot reads is read here, or told.
    const probots = globSync("node_modules/probot/lib/**/*.js").flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\benv\.([A-Z_]+)\b/g)].map(([, name = ""]) => name),
    );
    expect(probots).toContain("WEBHOOK_PROXY_URL");
    const known = (name: string) =>
      name in environmentSchema.shape || unsupportedVariables({ [name]: "x" }).length;
    // Of GitHub Actions, and of no setting.
    const others = ["GITHUB_EVENT_NAME", "GITHUB_EVENT_PATH", "GITHUB_TOKEN"];
    expect([...new Set(probots)].filter((name) => !known(name) && !others.includes(name))).toEqual([]);
  });

  test("asks for TLS to a database elsewhere", () => {
    const DATABASE_URL = "postgres://bot@db.example.com/inbox";
    expect(readEnvironment({ DATABASE_URL })).toMatchObject({
      ok: true,
      environment: { DATABASE_URL: `${DATABASE_URL}?sslmode=verify-full` },
    });
  });

  test("names what is missing where only a part of the credentials is set", () => {
    expect(problemsOf({ WEBHOOK_SECRET: "s" })[0]).toContain(
      "WEBHOOK_SECRET is set but APP_ID and PRIVATE_KEY or PRIVATE_KEY_PATH are not",
    );
  });
});
