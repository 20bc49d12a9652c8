/**
 * Mermaid's own parser, kept away from the server: it runs in a process of its own that is started when something is to
 * be parsed and ended after a while without work, so an idle server does not hold its hundred megabytes. (A worker
 * thread would do as well, but what it took the server's process never gives back.)
 *
 * Bad input never makes `parseAll` reject: whatever cannot be read in the given time, bytes and memory gets a verdict
 * that says so, and a process that hangs is killed and replaced. It rejects only when none can be started at all.
 */
import { type ChildProcess, fork } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { LRUCache } from "lru-cache";
import type { SyntaxVerdict } from "../facts/contents.ts";
import type { ParseAnswer, ParseRequest } from "./parse-process.ts";

export interface ParseLimits {
  /** UTF-8 bytes of one source. */
  readonly bytes: number;
  /** For one source; a whole call takes at most ten times as long, and what is left then counts as timed out. */
  readonly milliseconds: number;
}

export interface MermaidParserOptions {
  /** How long the process waits for more work before it is ended. */
  readonly idleMilliseconds?: number;
  readonly memoryMegabytes?: number;
}

const START_MILLISECONDS = 60_000;
const PATIENCE = 10;
const REMEMBERED = 20_000;

/** The build turns this file and the process's into JavaScript, but no address in a string. */
const PROGRAM = new URL(`./parse-process${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

export class MermaidParser {
  private readonly options: Required<MermaidParserOptions>;
  private readonly verdicts = new LRUCache<string, SyntaxVerdict>({ max: REMEMBERED });
  private process: ChildProcess | null = null;
  private idle: NodeJS.Timeout | undefined;
  /** Calls wait for each other: there is one process. */
  private turn: Promise<unknown> = Promise.resolve();
  private lastId = 0;
  private lastFailure: unknown;

  constructor({ idleMilliseconds = 30_000, memoryMegabytes = 256 }: MermaidParserOptions = {}) {
    this.options = { idleMilliseconds, memoryMegabytes };
  }

  /** The verdict on each source, by its text. */
  parseAll(sources: Iterable<string>, limits: ParseLimits): Promise<ReadonlyMap<string, SyntaxVerdict>> {
    const wanted = new Set(sources);
    const run = this.turn.then(() => this.parseInTurn(wanted, limits));
    this.turn = run.catch(() => {});
    return run;
  }

  /** Ends the process. A later call starts a new one. */
  async close(): Promise<void> {
    await this.turn;
    await this.stop();
  }

  private async parseInTurn(sources: ReadonlySet<string>, limits: ParseLimits) {
    const found = new Map<string, SyntaxVerdict>();
    let spent = 0;
    clearTimeout(this.idle);
    try {
      for (const source of sources) {
        const key = createHash("sha256").update(source).digest("base64");
        let verdict = this.verdicts.get(key);
        if (Buffer.byteLength(source) > limits.bytes) verdict = { kind: "too-large" };
        else if (verdict === undefined) {
          const left = Math.min(limits.milliseconds, limits.milliseconds * PATIENCE - spent);
          const started = performance.now();
          verdict = left > 0 ? await this.parseOne(source, left) : { kind: "timeout" };
          spent += performance.now() - started;
          // The next try may have a quicker machine, or a larger limit.
          if (verdict.kind !== "timeout") this.verdicts.set(key, verdict);
        }
        found.set(source, verdict);
      }
    } finally {
      this.rest();
    }
    return found;
  }

  private async parseOne(source: string, milliseconds: number): Promise<SyntaxVerdict> {
    const child = await this.start();
    this.lastId++;
    const request: ParseRequest = { id: this.lastId, source };
    const answer = await within(
      child,
      milliseconds,
      (message) => {
        const { id, verdict } = message as ParseAnswer;
        return id === request.id ? verdict : null;
      },
      () => child.send(request),
    );
    if (answer !== null) return answer;
    await this.stop();
    return { kind: "timeout" };
  }

  private async start(): Promise<ChildProcess> {
    if (this.process) {
      hold(this.process, true);
      return this.process;
    }
    const child = fork(PROGRAM, [], {
      env: {},
      execArgv: [`--max-old-space-size=${this.options.memoryMegabytes}`],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    // One that dies, of too much memory say, is replaced by the next call.
    child.on("error", (error) => {
      this.lastFailure = error;
    });
    child.on("exit", () => {
      if (this.process === child) this.process = null;
    });
    const ready = await within(child, START_MILLISECONDS, (message) => message === "ready" || null);
    if (ready === null) {
      await end(child);
      throw new Error("Mermaid's parser could not be started", { cause: this.lastFailure });
    }
    this.process = child;
    return child;
  }

  private rest(): void {
    if (!this.process) return;
    // Nobody waits for it: it must not keep this process alive.
    hold(this.process, false);
    this.idle = setTimeout(() => void this.stop(), this.options.idleMilliseconds).unref();
  }

  private async stop(): Promise<void> {
    clearTimeout(this.idle);
    const { process: child } = this;
    this.process = null;
    if (child) await end(child);
  }
}

/** Whether this process stays alive for the other one's sake. */
function hold(child: ChildProcess, stays: boolean): void {
  if (stays) child.ref();
  else child.unref();
  if (stays) child.channel?.ref();
  else child.channel?.unref();
}

async function end(child: ChildProcess): Promise<void> {
  const isOver = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  if (isOver) return;
  const ended = once(child, "exit");
  hold(child, true);
  child.kill("SIGKILL");
  await ended;
}

/** What `read` makes of its first message that it takes; null when the time is over or the process ended. */
function within<T>(
  child: ChildProcess,
  milliseconds: number,
  read: (message: unknown) => T | null,
  begin: () => void = () => {},
): Promise<T | null> {
  return new Promise((resolve) => {
    const settle = (value: T | null) => {
      clearTimeout(timer);
      child.off("message", onMessage);
      child.off("exit", onEnd);
      child.off("error", onEnd);
      resolve(value);
    };
    const onMessage = (message: unknown) => {
      const value = read(message);
      if (value !== null) settle(value);
    };
    const onEnd = () => settle(null);
    const timer = setTimeout(onEnd, milliseconds);
    child.on("message", onMessage);
    child.on("exit", onEnd);
    child.on("error", onEnd);
    begin();
  });
}
