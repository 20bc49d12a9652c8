import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type GitHub, startGitHub } from "../../src/playground/github/start-github.ts";
import { childEnvironment } from "../child-environment.ts";
import { FILES } from "../github/tracked.ts";
import { ROOT, runServer } from "./server-run.ts";

const WORDS = "This is for nobody else.";

let github: GitHub;
let folder: string;
let children: ChildProcess[];

beforeEach(async () => {
  github = await startGitHub();
  github.createRepository({ owner: "atlas", name: "diagrams", files: FILES });
  github.repository("atlas/diagrams").openIssue({ author: "maria", title: "Who takes what?" });
  folder = mkdtempSync(join(tmpdir(), "serve-"));
  children = [];
});

afterEach(async () => {
  for (const child of children) child.kill("SIGKILL");
  await github.close();
  rmSync(folder, { recursive: true });
});

interface Served {
  readonly url: string;
  readonly log: Record<string, unknown>[];
  readonly exited: Promise<number | string>;
  said(message: string): Promise<Record<string, unknown>>;
  signal(name: NodeJS.Signals): void;
}

/** `npm start` as the operator has it: its own process, everything from the environment. */
async function serve(env: Record<string, string> = {}): Promise<Served> {
  const { id, privateKey, webhookSecret } = github.app;
  const script = fileURLToPath(new URL("../../src/serve.ts", import.meta.url));
  const child = spawn(process.execPath, [script], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      ...childEnvironment(),
      APP_ID: String(id),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: webhookSecret,
      GHE_HOST: new URL(github.url).host,
      GHE_PROTOCOL: "http",
      HOST: "127.0.0.1",
      PORT: "0",
      LOG_LEVEL: "trace",
      ...env,
    },
  });
  children.push(child);
  const log: Record<string, unknown>[] = [];
  let hear: () => void = () => {};
  createInterface({ input: child.stdout }).on("line", (line) => {
    log.push(JSON.parse(line));
    hear();
  });
  const exited = new Promise<number | string>((resolve) => {
    child.once("exit", (code, signal) => {
      resolve(code ?? signal ?? "");
      hear();
    });
  });
  const said = async (message: string) => {
    for (;;) {
      const line = log.find(({ msg }) => msg === message);
      if (line) return line;
      if (child.exitCode !== null) throw new Error(`it ended without "${message}": ${JSON.stringify(log)}`);
      await new Promise<void>((resolve) => {
        hear = resolve;
      });
    }
  };
  const url = String((await said("ready"))["url"]);
  github.webhooks.target = `${url}/api/github/webhooks`;
  return { url, log, exited, said, signal: (name) => void child.kill(name) };
}

function ada(body: string): void {
  github.repository("atlas/diagrams").comment({ author: "ada", thread: 1, body });
}

function holder(id: string): string | undefined {
  const file = github.repository("atlas/diagrams").file(`assignments/${id}.yml`);
  return /assignee: (\S+)/.exec(file ?? "")?.[1];
}

async function ask(url: string): Promise<[number, string]> {
  const response = await fetch(url);
  return [response.status, (await response.text()).trim()];
}

test("it answers a claim, and ends on SIGTERM: not ready first, then what runs is finished", async () => {
  const server = await serve({ COLLECT_SECONDS: "0" });
  expect(await ask(`${server.url}/readyz`)).toEqual([200, "ready"]);
  const commit = github.blockNext("Commit");
  ada(`/claim G-LIN-FL\n${WORDS}`);
  await commit.arrived;

  server.signal("SIGTERM");
  await server.said("draining");
  expect(await ask(`${server.url}/readyz`)).toEqual([503, "not ready: the server is shutting down"]);
  expect((await ask(`${server.url}/healthz`))[0]).toBe(200);
  // What comes before the door is shut is kept for the next start.
  ada(`/claim G-LIN-SQ\n${WORDS}`);
  await github.settled();
  commit.release();
  expect(await server.exited).toBe(0);
  expect([holder("G-LIN-FL"), holder("G-LIN-SQ")]).toEqual(["ada", undefined]);
  await expect(ask(`${server.url}/healthz`)).rejects.toThrow();

  const next = await serve({ COLLECT_SECONDS: "0" });
  await next.said("handled");
  expect(holder("G-LIN-SQ")).toBe("ada");
  next.signal("SIGINT");
  expect(await next.exited).toBe(0);
  expect(JSON.stringify([server.log, next.log])).not.toMatch(
    /ghs_|nobody else|PRIVATE KEY|a secret for webhooks/,
  );
  expect(github.invalidRequests).toEqual([]);
});

test("a second signal ends it at once; the lease of what was cut off passes on", async () => {
  const server = await serve({ LEASE_SECONDS: "3600" });
  const commit = github.blockNext("Commit");
  ada(`/claim G-LIN-FL\n${WORDS}`);
  await commit.arrived;
  server.signal("SIGTERM");
  await server.said("draining");
  let isOver = false;
  void server.exited.then(() => {
    isOver = true;
  });
  // One that comes too soon after the first is taken for its echo.
  while (!isOver) {
    server.signal("SIGTERM");
    await ask(`${server.url}/healthz`).catch(() => null);
  }
  expect(await server.exited).toBe(1);
  expect(holder("G-LIN-FL")).toBeUndefined();

  const next = await serve({ LEASE_SECONDS: "60" });
  expect(await ask(`${next.url}/readyz`)).toEqual([200, "ready"]);
  const metrics = (await ask(`${next.url}/metrics`))[1];
  expect(metrics).toContain('diagram_tracker_inbox_deliveries{state="leased"} 1');
  expect(metrics).toContain("process_resident_memory_bytes");
});

test("a server that cannot start says everything that is wrong, without a value, and ends with 1", async () => {
  const script = fileURLToPath(new URL("../../src/serve.ts", import.meta.url));
  const env = { ...childEnvironment(), APP_ID: "12", WEBHOOK_SECRET: "hunter2-secret", PORT: "99999" };
  const child = spawn(process.execPath, [script], { cwd: folder, env, stdio: ["ignore", "ignore", "pipe"] });
  children.push(child);
  let said = "";
  child.stderr.on("data", (chunk) => {
    said += chunk;
  });
  expect(await new Promise((resolve) => child.once("close", resolve))).toBe(1);
  expect(said).toContain("PORT: expected a port from 0 to 65535.");
  expect(said).toContain("PRIVATE_KEY");
  expect(said).not.toContain("hunter2");
});

test("`npm start` hands a signal on: the server drains, and none is left behind", async () => {
  const { id, privateKey, webhookSecret } = github.app;
  const run = runServer({
    cwd: ROOT,
    command: ["npm", "start"],
    env: {
      APP_ID: String(id),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: webhookSecret,
      GHE_HOST: new URL(github.url).host,
      GHE_PROTOCOL: "http",
      HOST: "127.0.0.1",
      PORT: "0",
      INBOX_PATH: join(folder, "inbox.db"),
    },
  });
  children.push(run.child);
  const [, url] = await run.says(/"url":"(http:[^"]+)"[^\n]*"msg":"ready"/);
  run.child.kill("SIGTERM");
  // Only when the server itself has closed what it writes to.
  await run.ended;
  expect(run.out()).toContain('"msg":"stopped"');
  await expect(ask(`${url}/healthz`)).rejects.toThrow();
});

test("a GitHub whose name cannot be resolved is not one that answered", async () => {
  const { id, privateKey, webhookSecret } = github.app;
  const run = runServer({
    cwd: folder,
    env: {
      APP_ID: String(id),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: webhookSecret,
      GHE_HOST: "nowhere.invalid",
      HOST: "127.0.0.1",
      PORT: "0",
    },
  });
  children.push(run.child);
  await run.says(/GitHub cannot be reached: getaddrinfo \w+ nowhere\.invalid/);
  expect(run.out()).not.toContain("GitHub answered");
});
