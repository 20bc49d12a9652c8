/**
 * A parser of foreign text in a process of its own, that is started when something is to be parsed and ended after a while
 * without work, so an idle server does not hold its memory. (A worker thread would do as well, but what it took the server's
 * process never gives back.)
 *
 * Bad input never makes `ask` reject: a text that takes too long or too much memory is said to hang, and the process is killed
 * and replaced. It rejects only when none can be started at all.
 *
 * What counts is how long the processor works on a text, as far as the system tells: on a machine that is busy with other
 * things, or stood still, a plain text takes any time, and is not to be called one that hangs. Nor is one that a process did not
 * survive which had read others before: what those left behind may have filled it.
 */
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { getCompileCacheDir } from "node:module";
import { getPriority, setPriority } from "node:os";
import { ParserNotStarted } from "./parser-not-started.ts";
import { processorTimeOf } from "./processor-time.ts";
import { type ParseAnswer, type ParseRequest, READY } from "./serve-parser.ts";

export interface ParseProcessOptions {
  /** What to run; it calls `serveParser`. */
  readonly program: URL;
  readonly memoryMegabytes: number;
  /** How long the process waits for more work before it is ended. */
  readonly idleMilliseconds: number;
  /** In ms, by the process's number; null: nobody can tell. */
  readonly processorTime?: (pid: number) => number | null;
}

/** Where the processor has twenty other things to do, what takes seconds takes minutes. */
const START_MILLISECONDS = 600_000;
/** So much longer a text may take there. */
const BUSY_MILLISECONDS = 600_000;
/** How often the processor's time is looked at then, in ms, at the most. */
const LOOK_AGAIN = 25;

/** How much nicer it is than the server: on a core that they share the server gets its turn at once, and nearly all of it. */
const NICER = 15;
const NICEST = 19;

export type ParseOutcome<Answer> =
  | { readonly kind: "answered"; readonly answer: Answer }
  /** `unasked`: the machine was too busy to look at it. */
  | { readonly kind: "hung" | "unasked" };

export class ParseProcess<Request, Answer> {
  private readonly options: ParseProcessOptions;
  private child: ChildProcess | null = null;
  private idle: NodeJS.Timeout | undefined;
  private lastId = 0;
  private lastFailure: unknown;

  constructor(options: ParseProcessOptions) {
    this.options = options;
  }

  /** One question at a time. */
  async ask(request: Request, milliseconds: number): Promise<ParseOutcome<Answer>> {
    const isUsed = this.child !== null;
    const asked = await this.askOnce(request, milliseconds);
    if (asked.kind !== "died") return asked;
    const again = isUsed ? await this.askOnce(request, milliseconds) : asked;
    return again.kind === "died" ? { kind: "hung" } : again;
  }

  private async askOnce(
    request: Request,
    milliseconds: number,
  ): Promise<ParseOutcome<Answer> | { readonly kind: "died" }> {
    clearTimeout(this.idle);
    const child = await this.start();
    const watch = this.watch(child);
    this.lastId++;
    const asked: ParseRequest<Request> = { id: this.lastId, request };
    const answer = await within(
      child,
      () => milliseconds - watch.spent(milliseconds),
      (message) => {
        const { id, answer } = message as ParseAnswer<Answer>;
        return id === asked.id ? { answer } : null;
      },
      // Where the process is gone already, its end is the answer.
      () => child.send(asked, () => {}),
    );
    if (typeof answer === "object") {
      this.rest(child);
      return { kind: "answered", answer: answer.answer };
    }
    const wasBusy = answer === "late" && watch.worked() < milliseconds;
    await this.stop();
    if (answer === "ended") return { kind: "died" };
    return { kind: wasBusy ? "unasked" : "hung" };
  }

  /** Tells how long it has worked since now, in ms; `spent`: of what it is given. */
  private watch({ pid = 0 }: ChildProcess): { spent: (given: number) => number; worked: () => number } {
    const { processorTime = processorTimeOf } = this.options;
    const [began, before] = [performance.now(), processorTime(pid)];
    const passed = () => performance.now() - began;
    const worked = () => {
      const now = processorTime(pid);
      return before === null || now === null ? passed() : Math.min(passed(), now - before);
    };
    const spent = (given: number) => (passed() >= given + BUSY_MILLISECONDS ? passed() : worked());
    return { spent, worked };
  }

  /** Ends the process. A later question starts a new one. */
  async stop(): Promise<void> {
    clearTimeout(this.idle);
    const { child } = this;
    this.child = null;
    if (child) await end(child);
  }

  private async start(): Promise<ChildProcess> {
    if (this.child) {
      setKeepsAlive(this.child, true);
      return this.child;
    }
    const child = fork(this.options.program, [], {
      // Nothing of this process but what was compiled before: a start is mostly compiling.
      env: { ...(getCompileCacheDir() && { NODE_COMPILE_CACHE: getCompileCacheDir() }) },
      execArgv: [`--max-old-space-size=${this.options.memoryMegabytes}`],
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    // One that dies, of too much memory say, is replaced by the next question.
    child.on("error", (error) => {
      this.lastFailure = error;
    });
    child.on("exit", () => {
      if (this.child === child) this.child = null;
    });
    yieldToServer(child);
    const deadline = performance.now() + START_MILLISECONDS;
    const left = () => deadline - performance.now();
    const ready = await within(child, left, (message) => (message === READY ? READY : null));
    if (ready !== READY) {
      await end(child);
      throw new ParserNotStarted(this.lastFailure);
    }
    this.child = child;
    return child;
  }

  private rest(child: ChildProcess): void {
    // Nobody waits for it: it must not keep this process alive.
    setKeepsAlive(child, false);
    this.idle = setTimeout(() => void this.stop(), this.options.idleMilliseconds).unref();
  }
}

/** Before it has threads: they are as nice as the one that makes them. */
function yieldToServer({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) setPriority(pid, Math.min(NICEST, getPriority() + NICER));
  } catch {
    // It is gone already, which is noticed elsewhere; or this system has no such thing, and then all are alike.
  }
}

/** Whether this process stays alive for the other one's sake. */
function setKeepsAlive(child: ChildProcess, stays: boolean): void {
  if (stays) child.ref();
  else child.unref();
  if (stays) child.channel?.ref();
  else child.channel?.unref();
}

async function end(child: ChildProcess): Promise<void> {
  const isOver = child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  if (isOver) return;
  const ended = once(child, "exit");
  setKeepsAlive(child, true);
  child.kill("SIGKILL");
  await ended;
}

/** What `read` makes of its first message that it takes; or no time is `left`, or the process ended. */
function within<T>(
  child: ChildProcess,
  left: () => number,
  read: (message: unknown) => T | null,
  begin: () => void = () => {},
): Promise<T | "late" | "ended"> {
  return new Promise((resolve) => {
    const settle = (value: T | "late" | "ended") => {
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
    const onEnd = () => settle("ended");
    const look = () => {
      const ms = left();
      if (ms <= 0) settle("late");
      else timer = setTimeout(look, Math.max(LOOK_AGAIN, ms));
    };
    let timer = setTimeout(look, left());
    child.on("message", onMessage);
    child.on("exit", onEnd);
    child.on("error", onEnd);
    begin();
  });
}
