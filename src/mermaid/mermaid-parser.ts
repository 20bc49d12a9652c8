/**
 * Mermaid's own parser, kept away from the server: it runs in a worker thread that is started when something is to be
 * parsed and ended after a while without work, so an idle server does not hold its hundred megabytes.
 *
 * Bad input never makes `parseAll` reject: whatever cannot be read in the given time, bytes and memory gets a verdict
 * that says so, and a thread that hangs is killed and replaced. It rejects only when no worker can be started at all.
 */
import { createHash } from "node:crypto";
import { Worker } from "node:worker_threads";
import { LRUCache } from "lru-cache";
import type { SyntaxVerdict } from "../gates/contents.ts";
import type { ParseAnswer, ParseRequest } from "./parse-worker.ts";

export interface ParseLimits {
  /** UTF-8 bytes of one source. */
  readonly bytes: number;
  /** For one source; a whole call takes at most ten times as long, and what is left then counts as timed out. */
  readonly milliseconds: number;
}

export interface MermaidParserOptions {
  /** How long the thread waits for more work before it is ended. */
  readonly idleMilliseconds?: number;
  readonly memoryMegabytes?: number;
}

const START_MILLISECONDS = 60_000;
const PATIENCE = 10;
const REMEMBERED = 20_000;

/** The build turns this file and the worker's into JavaScript, but no address in a string. */
const WORKER = new URL(`./parse-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

export class MermaidParser {
  private readonly options: Required<MermaidParserOptions>;
  private readonly verdicts = new LRUCache<string, SyntaxVerdict>({ max: REMEMBERED });
  private worker: Worker | null = null;
  private idle: NodeJS.Timeout | undefined;
  /** Calls wait for each other: there is one thread. */
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

  /** Ends the thread. A later call starts a new one. */
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
    const worker = await this.start();
    this.lastId++;
    const request: ParseRequest = { id: this.lastId, source };
    const answer = await within(
      worker,
      milliseconds,
      (message) => {
        const { id, verdict } = message as ParseAnswer;
        return id === request.id ? verdict : null;
      },
      () => worker.postMessage(request),
    );
    if (answer !== null) return answer;
    await this.stop();
    return { kind: "timeout" };
  }

  private async start(): Promise<Worker> {
    if (this.worker) {
      this.worker.ref();
      return this.worker;
    }
    const worker = new Worker(WORKER, {
      name: "mermaid",
      env: {},
      argv: [],
      execArgv: [],
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: this.options.memoryMegabytes, stackSizeMb: 4 },
    });
    // A thread that dies, of too much memory say, is replaced by the next call.
    worker.on("error", (error) => {
      this.lastFailure = error;
    });
    worker.on("exit", () => {
      if (this.worker === worker) this.worker = null;
    });
    const ready = await within(worker, START_MILLISECONDS, (message) => message === "ready" || null);
    if (ready === null) {
      await worker.terminate();
      throw new Error("Mermaid's parser could not be started", { cause: this.lastFailure });
    }
    this.worker = worker;
    return worker;
  }

  private rest(): void {
    if (!this.worker) return;
    // Nobody waits for the thread: it must not keep the process alive.
    this.worker.unref();
    this.idle = setTimeout(() => void this.stop(), this.options.idleMilliseconds).unref();
  }

  private async stop(): Promise<void> {
    clearTimeout(this.idle);
    const { worker } = this;
    this.worker = null;
    await worker?.terminate();
  }
}

/** What `read` makes of the worker's first message that it takes; null when the time is over or the thread ended. */
function within<T>(
  worker: Worker,
  milliseconds: number,
  read: (message: unknown) => T | null,
  begin: () => void = () => {},
): Promise<T | null> {
  return new Promise((resolve) => {
    const settle = (value: T | null) => {
      clearTimeout(timer);
      worker.off("message", onMessage);
      worker.off("exit", onEnd);
      resolve(value);
    };
    const onMessage = (message: unknown) => {
      const value = read(message);
      if (value !== null) settle(value);
    };
    const onEnd = () => settle(null);
    const timer = setTimeout(onEnd, milliseconds);
    worker.on("message", onMessage);
    worker.on("exit", onEnd);
    begin();
  });
}
