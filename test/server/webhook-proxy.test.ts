import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { pino } from "pino";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../../src/playground/github/start-github.ts";
import { startWebhookProxy } from "../../src/server/webhook-proxy.ts";
import { FILES } from "../github/tracked.ts";
import { runServer, type ServerRun } from "./server-run.ts";

const SERVE = fileURLToPath(new URL("../../src/serve.ts", import.meta.url));

/** Says which files of packages a process loads, and of which package. */
const WATCH = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from "node:module";
  registerHooks({ load(url, context, next) {
    const name = /\\/node_modules\\/(smee-client|eventsource|undici)\\//.exec(url)?.[1];
    if (name) console.log("loaded " + name);
    return next(url, context);
  } });
`)}`;

let github: GitHub;
let folder: string;
let run: ServerRun | null;

beforeEach(async () => {
  github = await startGitHub();
  github.createRepository({ owner: "atlas", name: "diagrams", files: FILES });
  github.repository("atlas/diagrams").openIssue({ author: "maria", title: "Who takes what?" });
  folder = mkdtempSync(join(tmpdir(), "proxy-"));
  run = null;
});
afterEach(async () => {
  run?.child.kill("SIGKILL");
  await github.close();
  rmSync(folder, { recursive: true });
});

/** As smee.io: whatever is sent to the channel is told to everybody who listens there, headers and all. */
async function startChannel() {
  const listeners = new Set<ServerResponse>();
  const server = createServer(async (request, response) => {
    if (request.method === "GET") {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.write("event: ready\ndata: {}\n\n");
      listeners.add(response);
      return;
    }
    const { host: _host, ...headers } = request.headers;
    const told = { ...headers, body: JSON.parse(await text(request)), query: {}, timestamp: 1 };
    for (const one of listeners) one.write(`id: 1\ndata: ${JSON.stringify(told)}\n\n`);
    response.end("ok");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/a-channel-of-ours`,
    listeners,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

function start(more: Readonly<Record<string, string>>): ServerRun {
  const { id, privateKey, webhookSecret } = github.app;
  run = runServer({
    cwd: folder,
    command: [process.execPath, `--import=${WATCH}`, SERVE],
    env: {
      ...{ APP_ID: String(id), PRIVATE_KEY: privateKey, WEBHOOK_SECRET: webhookSecret },
      ...{ GHE_HOST: new URL(github.url).host, GHE_PROTOCOL: "http", HOST: "127.0.0.1", PORT: "0" },
      ...{ COLLECT_SECONDS: "0", LOG_LEVEL: "debug", LOG_FORMAT: "json" },
      ...more,
    },
  });
  return run;
}

test("in development a claim comes by the channel, signed as GitHub signed it, and nobody learns its address", async () => {
  const channel = await startChannel();
  try {
    const server = start({ WEBHOOK_PROXY_URL: channel.url, WEBHOOK_PATH: "/hooks" });
    await server.says(/"msg":"webhooks are fetched from a channel"/);
    expect(server.out()).toContain("loaded smee-client");
    expect(server.out()).toContain(
      "WEBHOOK_PATH has no effect here. Webhooks are taken at /api/github/webhooks",
    );
    github.webhooks.target = channel.url;
    const repository = github.repository("atlas/diagrams");
    repository.comment({ author: "ada", thread: 1, body: "/claim G-LIN-FL" });
    await server.says(/"msg":"handled"/);
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("assignee: ada");
    // Who knows the channel may send there, too.
    await fetch(channel.url, {
      method: "POST",
      headers: {
        ...{
          "content-type": "application/json",
          "x-github-event": "issue_comment",
          "x-github-delivery": "1",
        },
        "x-hub-signature-256": "sha256=00",
      },
      body: "{}",
    });
    await server.says(/"msg":"webhook refused"/);
    // A channel that is gone keeps nobody from ending.
    channel.close();
    server.child.kill("SIGTERM");
    expect(await server.ended).toBe(0);
    expect(`${server.out()}${server.err()}`).not.toContain("a-channel-of-ours");
  } finally {
    channel.close();
  }
});

test("without a channel, nothing of it is loaded", async () => {
  const server = start({ NODE_ENV: "production" });
  await server.says(/"msg":"swept/);
  expect(server.out()).not.toContain("loaded");
});

test("a channel that cannot be reached is told, and tried again", async () => {
  const lines: unknown[] = [];
  const log = pino({ level: "debug" }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const source = "http://127.0.0.1:1/a-channel-of-ours";
  const proxy = await startWebhookProxy({ source, target: "http://127.0.0.1:1", log });
  await proxy.stop();
  expect(lines).toContainEqual(
    expect.objectContaining({ level: 40, msg: "the channel for webhooks cannot be reached" }),
  );
  expect(JSON.stringify(lines)).not.toContain("a-channel-of-ours");
});
