/** The real server, as `npm start` runs it, in a process of its own: it can be killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { GitHub } from "../../src/playground/github/start-github.ts";
import { childEnvironment } from "../child-environment.ts";

export type InboxLocation = { readonly INBOX_PATH: string } | { readonly DATABASE_URL: string };

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** What it logged, oldest first. */
  readonly log: readonly LogLine[];
  /** SIGKILL: it has no moment left. Resolves when it is gone. */
  kill(): Promise<void>;
  /** SIGTERM: it drains. Gives the exit code. */
  stop(): Promise<number | null>;
}

type LogLine = Readonly<Record<string, unknown>>;

const path = (name: string) => fileURLToPath(new URL(`../../src/${name}`, import.meta.url));
const FROM_SOURCE = ["--max-semi-space-size=8", "--import", path("warm-start.mjs"), path("serve.ts")];

/** Resolves when it is ready. Rejects with its last words when it ends before. */
export function startServerProcess(
  github: GitHub,
  inbox: InboxLocation,
  more: Readonly<Record<string, string>> = {},
  /** What Node is given. */
  program: readonly string[] = FROM_SOURCE,
): Promise<ServerProcess> {
  return startProcess(program, {
    APP_ID: String(github.app.id),
    PRIVATE_KEY: github.app.privateKey,
    WEBHOOK_SECRET: github.app.webhookSecret,
    GHE_HOST: new URL(github.url).host,
    GHE_PROTOCOL: "http",
    HOST: "127.0.0.1",
    PORT: "0",
    LOG_LEVEL: "debug",
    ...inbox,
    ...more,
  });
}

/** Any program that says `{"msg":"ready","url":…}` when it is. `args`: what Node is given. */
export async function startProcess(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...args], {
    // A folder without a .env of somebody's.
    cwd: mkdtempSync(join(tmpdir(), "server-")),
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...childEnvironment(), ...env },
  });
  const ended = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
  // A test run that is broken off leaves nothing behind.
  const killIt = () => child.kill("SIGKILL");
  process.once("exit", killIt);
  const log: LogLine[] = [];
  const url = await untilReady(child, log);
  const end = async (signal: "SIGKILL" | "SIGTERM") => {
    child.kill(signal);
    const code = await ended;
    process.off("exit", killIt);
    return code;
  };
  return {
    url,
    pid: child.pid ?? 0,
    log,
    kill: async () => void (await end("SIGKILL")),
    stop: () => end("SIGTERM"),
  };
}

function untilReady(child: ChildProcess, log: LogLine[]): Promise<string> {
  let errors = "";
  child.stderr?.on("data", (chunk) => {
    errors += String(chunk);
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => {
      const last = log.slice(-5).map((line) => JSON.stringify(line));
      reject(new Error(`the server ended with ${code} before it was ready:\n${last.join("\n")}\n${errors}`));
    });
    if (child.stdout === null) return;
    createInterface(child.stdout).on("line", (text) => {
      const line = parseLine(text);
      log.push(line);
      if (line["msg"] === "ready") resolve(String(line["url"]));
    });
  });
}

function parseLine(text: string): LogLine {
  try {
    return JSON.parse(text);
  } catch {
    return { msg: text };
  }
}
