import { once } from "node:events";
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { type IncomingMessage, request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../../src/playground/github/start-github.ts";
import { type SetUp, startSetUp } from "../../src/server/set-up/start-set-up.ts";
import { FILES } from "../github/tracked.ts";
import { FROM_GITHUB, type ManifestFlow, startManifestFlow } from "./manifest-flow.ts";
import { runServer } from "./server-run.ts";

const CODE = "a180b1a3d263c81bc6441d7b990bae27d4c10679";

let github: GitHub;
let flow: ManifestFlow;
let folder: string;
let file: string;
let setUp: SetUp | null;

beforeEach(async () => {
  github = await startGitHub();
  flow = await startManifestFlow(github, CODE);
  folder = mkdtempSync(join(tmpdir(), "set-up-"));
  file = join(folder, "app.env");
  setUp = null;
});
afterEach(async () => {
  await setUp?.close();
  flow.close();
  await github.close();
  rmSync(folder, { recursive: true });
});

async function start(publicUrl?: string, webhookProxy?: string): Promise<{ url: URL; token: string }> {
  setUp = await startSetUp({
    host: "127.0.0.1",
    port: 0,
    publicUrl,
    webhookProxy,
    credentialsFile: file,
    github: { web: "https://github.com", api: `http://${flow.host}/api/v3` },
  });
  const url = new URL(setUp.url);
  return { url, token: url.searchParams.get("token") ?? "" };
}

interface Asked {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

/** As a browser might send it: `fetch` sets Host and Sec-Fetch-Site itself. */
function ask(
  url: string | URL,
  {
    method = "GET",
    headers = {},
    body,
  }: { method?: string; headers?: Record<string, string>; body?: string } = {},
): Promise<Asked> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers, agent: false }, async (response) => {
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: await text(response) });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const callback = (url: URL, state: string, code = CODE) => {
  const to = new URL("/setup/callback", url);
  to.search = new URLSearchParams({ code, state }).toString();
  return to;
};

const plain = (html: string) =>
  html.replaceAll("&quot;", '"').replaceAll("&amp;", "&").replaceAll("&#39;", "'");

describe("the way through", () => {
  test("asks for the public address, hands our manifest to GitHub, and keeps what comes back for this user only", async () => {
    const { url, token } = await start();
    const first = await ask(url);
    expect(first.status).toBe(200);
    expect(first.body).toContain('name="public_url"');

    url.searchParams.set("public_url", "https://bot.example.com/");
    url.searchParams.set("organization", "atlas");
    const second = await ask(url);
    const action = /<form action="([^"]+)" method="post">/.exec(second.body)?.[1];
    expect(action).toBe(`https://github.com/organizations/atlas/settings/apps/new?state=${token}`);
    const manifest = JSON.parse(plain(/name="manifest" value="([^"]+)"/.exec(second.body)?.[1] ?? ""));
    expect(manifest).toMatchObject({
      name: "diagram-tracker",
      public: false,
      hook_attributes: { url: "https://bot.example.com/api/github/webhooks", active: true },
      redirect_url: `http://${url.host}/setup/callback`,
      default_permissions: { contents: "write" },
    });
    expect(manifest.default_events).toContain("issue_comment");

    const third = await ask(callback(url, token), { headers: FROM_GITHUB });
    expect(third.status).toBe(200);
    expect(third.body).toContain("https://github.com/apps/diagram-tracker/installations/new");
    const { privateKey, webhookSecret } = github.app;
    for (const { body } of [first, second, third]) {
      expect(body).not.toContain(webhookSecret);
      expect(body).not.toContain("PRIVATE KEY");
    }
    await setUp?.registered;
    expect((statSync(file).mode & 0o777).toString(8)).toBe("600");
    expect(readFileSync(file, "utf8").split("\n")).toEqual([
      `APP_ID=${github.app.id}`,
      `PRIVATE_KEY=${Buffer.from(privateKey).toString("base64")}`,
      `WEBHOOK_SECRET=${webhookSecret}`,
      "PUBLIC_URL=https://bot.example.com",
      "",
    ]);
    // The token was for once.
    expect((await ask(callback(url, token), { headers: FROM_GITHUB })).status).toBe(410);
    expect((await ask(url)).status).toBe(410);
  });

  test("with PUBLIC_URL it needs no question, and comes back by the name by which it was visited", async () => {
    const { url } = await start("https://bot.example.com/tracker");
    const { body } = await ask(url, { headers: { host: "bot.example.com" } });
    const manifest = JSON.parse(plain(/name="manifest" value="([^"]+)"/.exec(body)?.[1] ?? ""));
    expect(manifest.hook_attributes.url).toBe("https://bot.example.com/tracker/api/github/webhooks");
    expect(manifest.redirect_url).toBe("https://bot.example.com/tracker/setup/callback");
  });

  test("with a channel GitHub sends webhooks there, and no address is asked for", async () => {
    const { url } = await start(undefined, "https://smee.io/abc");
    const { body } = await ask(url);
    const manifest = JSON.parse(plain(/name="manifest" value="([^"]+)"/.exec(body)?.[1] ?? ""));
    expect(manifest.hook_attributes.url).toBe("https://smee.io/abc");
    url.searchParams.set("edit", "");
    const choices = await ask(url);
    expect(choices.body).toContain('name="organization"');
    expect(choices.body).not.toContain('name="public_url"');
  });

  test.each([
    ["public_url", "not an address"],
    ["public_url", "javascript:alert(1)"],
    ["public_url", '"><script>alert(1)</script>'],
    ["organization", "../../x"],
  ])("what was typed wrongly is asked again, and inert: %s=%s", async (name, value) => {
    const { url } = await start("https://bot.example.com");
    url.searchParams.set(name, value);
    const { body, headers } = await ask(url);
    expect(body).toContain('role="alert"');
    expect(body).not.toContain("<script");
    expect(headers["content-security-policy"]).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self' https:\/\/github\.com;/,
    );
  });

  test("a code that GitHub does not know, an odd answer and no answer are told, and the way stays open", async () => {
    const { url, token } = await start("https://bot.example.com");
    const unknown = await ask(callback(url, token, "unknown"));
    expect([unknown.status, unknown.body]).toEqual([
      502,
      expect.stringContaining("good once, and for an hour"),
    ]);
    flow.answer = {
      status: 201,
      body: { id: 1, pem: "x\nAPP_ID=666", webhook_secret: "a\nb", html_url: "javascript:1" },
    };
    expect((await ask(callback(url, token))).body).toContain("not what was expected");
    flow.close();
    expect((await ask(callback(url, token))).body).toContain("GitHub cannot be reached");
    expect(existsSync(file)).toBe(false);
    expect((await ask(url)).status).toBe(200);
  });
});

describe("who must not get through", () => {
  test("nobody without the token", async () => {
    const { url, token } = await start("https://bot.example.com");
    for (const wrong of ["", "x", `${token}x`, token.slice(1), token.toUpperCase()]) {
      url.searchParams.set("token", wrong);
      expect((await ask(url)).status).toBe(403);
      expect((await ask(callback(url, wrong))).status).toBe(403);
    }
    expect(flow.codes).toEqual([CODE]);
    expect(existsSync(file)).toBe(false);
  });

  test("no form of another page, with or without the token", async () => {
    const { url, token } = await start("https://bot.example.com");
    const body = JSON.stringify({ appId: 666, pem: "mine", webhook_secret: "mine" });
    for (const path of ["/probot/import", "/setup", "/setup/callback", "/", `/setup?token=${token}`]) {
      const headers = { origin: "https://evil.example", "content-type": "text/plain" };
      const { status } = await ask(new URL(path, url), { method: "POST", headers, body });
      expect([path, status]).toEqual([path, 405]);
    }
    expect(existsSync(file)).toBe(false);
  });

  test("no page that makes its own name mean this machine, or asks from elsewhere", async () => {
    const { url, token } = await start("https://bot.example.com");
    const foreign: Record<string, string>[] = [
      { host: `evil.example:${url.port}` },
      { host: "localhost.evil.example" },
      { host: "bot.example.com@evil.example" },
      { origin: "https://evil.example" },
      { origin: "null" },
      { "sec-fetch-site": "cross-site" },
      { "sec-fetch-site": "same-site" },
      FROM_GITHUB,
    ];
    for (const headers of foreign)
      expect([headers, (await ask(url, { headers })).status]).toEqual([headers, 403]);
    // GitHub sends people on to the callback; a page that fetches or embeds it does not.
    for (const mode of [
      { "sec-fetch-mode": "no-cors" },
      { "sec-fetch-dest": "image" },
      { "sec-fetch-dest": "iframe" },
    ]) {
      const headers = { ...FROM_GITHUB, ...mode };
      expect((await ask(callback(url, token), { headers })).status).toBe(403);
    }
    expect((await ask(callback(url, token), { method: "HEAD" })).status).toBe(404);
    expect(flow.codes).toEqual([CODE]);
  });

  test.each(["localhost", "127.0.0.1", "[::1]", "192.0.2.7", "bot.example.com"])(
    "the operator may come by the name %s",
    async (name) => {
      const { url } = await start("https://bot.example.com");
      for (const site of ["none", "same-origin"]) {
        const headers = { host: `${name}:8080`, "sec-fetch-site": site };
        expect((await ask(url, { headers })).status).toBe(200);
      }
    },
  );

  test("nobody who holds connections keeps the operator or a probe out", async () => {
    const { url } = await start();
    const sockets = await Promise.all(
      Array.from({ length: 70 }, async () => {
        const socket = connect(Number(url.port), "127.0.0.1");
        socket.on("error", () => {});
        await once(socket, "connect");
        socket.write("GET /hea");
        return socket;
      }),
    );
    expect((await ask(new URL("/healthz", url))).status).toBe(200);
    expect((await ask(url)).status).toBe(200);
    for (const socket of sockets) socket.destroy();
  });

  test("the address goes into no other page's referrer, and the page into no other page", async () => {
    const { url } = await start();
    const { headers } = await ask(url);
    expect(headers["referrer-policy"]).toBe("no-referrer");
    expect(headers["cache-control"]).toBe("no-store");
    expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
  });
});

test("it says that it lives, that it is not ready, and asks GitHub to come later", async () => {
  const { url } = await start();
  const at = async (path: string, method = "GET") => {
    const { status, body } = await ask(new URL(path, url), { method });
    return [status, body.trim()];
  };
  expect(await at("/healthz")).toEqual([200, "ok"]);
  expect(await at("/readyz")).toEqual([503, "not ready: no App is registered yet"]);
  expect(await at("/api/github/webhooks", "POST")).toEqual([503, "No App is registered yet."]);
  expect((await at("/"))[1]).not.toContain(url.searchParams.get("token"));
  expect((await at("/metrics"))[0]).toBe(404);
});

test("from nothing to the first answer, in one process that is never started again", async () => {
  github.createRepository({ owner: "atlas", name: "diagrams", files: FILES });
  const repository = github.repository("atlas/diagrams");
  repository.openIssue({ author: "maria", title: "Who takes what?" });
  const env = {
    GHE_HOST: flow.host,
    GHE_PROTOCOL: "http",
    HOST: "127.0.0.1",
    PORT: "0",
    COLLECT_SECONDS: "0",
    PUBLIC_URL: "http://127.0.0.1:1",
    CREDENTIALS_FILE: "app.env",
  };
  const run = runServer({ cwd: folder, env });
  try {
    const [address = ""] = await run.says(/http:\/\/127\.0\.0\.1:\d+\/setup\?token=\S+/);
    const url = new URL(address);
    expect((await ask(new URL("/healthz", url))).body).toBe("ok\n");
    expect((await ask(url)).body).toContain(`action="http://${flow.host}/settings/apps/new?state=`);
    expect(
      (await ask(callback(url, url.searchParams.get("token") ?? ""), { headers: FROM_GITHUB })).status,
    ).toBe(200);

    const [, server = ""] = await run.says(/"url":"(http:[^"]+)"[^\n]*"msg":"ready"/);
    github.webhooks.target = `${server}/api/github/webhooks`;
    repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
    await run.says(/"msg":"handled"/);
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("assignee: ada");
    expect(run.out()).not.toContain(github.app.webhookSecret);
    expect((statSync(join(folder, "data", "inbox.db")).mode & 0o777).toString(8)).toBe("600");
    run.child.kill("SIGTERM");
    expect(await run.ended).toBe(0);
  } finally {
    run.child.kill("SIGKILL");
  }

  // The next start finds them.
  const next = runServer({ cwd: folder, env });
  try {
    await next.says(/"msg":"ready"/);
  } finally {
    next.child.kill("SIGKILL");
  }
});

test("a signal ends it", async () => {
  const run = runServer({ cwd: folder, env: { HOST: "127.0.0.1", PORT: "0" } });
  await run.says(/setup\?token=/);
  run.child.kill("SIGTERM");
  expect(await run.ended).toBe(0);
  expect(existsSync(join(folder, ".env"))).toBe(false);
});
