/**
 * Parses the texts of strangers where they cannot stop the server: in processes that are killed when a text takes too long
 * (`parse-process.ts`), as many as the machine has cores. What was said of a text is remembered, also that it hung: such a text
 * is tried twice and not again. A text's time is its own, so none takes from another's; a repository's turns are fair
 * (`fair-turns.ts`).
 */
import { createHash } from "node:crypto";
import { availableParallelism } from "node:os";
import { LRUCache } from "lru-cache";
import { FairTurns } from "./fair-turns.ts";
import { ParseProcess, type ParseProcessOptions } from "./parse-process.ts";

export interface KillableParserOptions extends ParseProcessOptions {
  /** What the answer to a text takes of the memory for answers, which holds a million. */
  readonly sizeOf: (text: ParserText<unknown>) => number;
  /** Nobody else waits for it: all processes are for one, and however many texts hang, the others are looked at. */
  readonly isAlone?: boolean;
  /** So many texts of a call may hang before those that nobody knows yet are left unasked. */
  readonly patience?: number;
}

/** `hung`: it takes more time or memory than there is. `unasked`: nobody looked at it. */
export type ParserAnswer<Answer> = Answer | "hung" | "unasked";

export interface ParserText<Request> {
  /** Tells it from all others that may be asked about. */
  readonly key: string;
  readonly request: Request;
}

export interface ParseBudget {
  /** Whose turn it takes. */
  readonly owner: string;
  /** For one text. */
  readonly milliseconds: number;
}

/** At least two, so that one repository's texts never wait for another's that hang; each may hold a quarter of a gigabyte. */
const PROCESSES = Math.min(8, Math.max(2, availableParallelism()));
/** It takes a process so long to start that it is worth it for so many texts. */
const WORTH_A_PROCESS = 100;
const PATIENCE = 10;
const REMEMBERED = 1_000_000;
/** A text may have met a busy machine once. */
const TRIES = 2;
const HUNG_TEXTS = 10_000;
const HUNG_FOR = 6 * 3_600_000;

interface Hung {
  readonly tries: number;
  /** The most that it was given. */
  readonly milliseconds: number;
}

export class KillableParser<Request, Answer extends object> {
  private readonly processes: readonly ParseProcess<Request, Answer>[];
  private readonly free: ParseProcess<Request, Answer>[];
  private readonly turns: FairTurns;
  private readonly ofEach: number;
  private readonly patience: number;
  private readonly answers: LRUCache<string, Answer>;
  private readonly hung = new LRUCache<string, Hung>({ max: HUNG_TEXTS, ttl: HUNG_FOR });
  private readonly sizeOf: KillableParserOptions["sizeOf"];
  private running: Promise<unknown> = Promise.resolve();

  constructor({ sizeOf, isAlone = false, patience = PATIENCE, ...options }: KillableParserOptions) {
    this.ofEach = isAlone ? PROCESSES : PROCESSES - 1;
    this.patience = isAlone ? Number.POSITIVE_INFINITY : patience;
    this.turns = new FairTurns(PROCESSES, undefined, this.ofEach);
    this.processes = Array.from({ length: PROCESSES }, () => new ParseProcess<Request, Answer>(options));
    this.free = [...this.processes];
    this.sizeOf = sizeOf;
    this.answers = new LRUCache({ maxSize: REMEMBERED });
  }

  /** What is said of each text, in their order. */
  parseAll(texts: readonly ParserText<Request>[], budget: ParseBudget): Promise<ParserAnswer<Answer>[]> {
    const run = this.parseEach(texts, budget);
    this.running = Promise.allSettled([this.running, run]);
    return run;
  }

  /** Ends the processes. A later call starts new ones. */
  async close(): Promise<void> {
    await this.running;
    await Promise.all(this.processes.map((process) => process.stop()));
  }

  private async parseEach(
    texts: readonly ParserText<Request>[],
    { owner, milliseconds }: ParseBudget,
  ): Promise<ParserAnswer<Answer>[]> {
    const keys = texts.map(({ key }) => createHash("sha256").update(key).digest("base64"));
    const answers = keys.map((key) => this.knownOf(key, milliseconds));
    const left = answers.flatMap((known, at) => (known === null ? [at] : []));
    let next = 0;
    let hung = 0;
    const askOthers = async () => {
      while (next < left.length && hung < this.patience) {
        const at = left[next++] ?? 0;
        const [text, key] = [texts[at], keys[at]];
        if (!text || key === undefined) continue;
        // Meanwhile it may have been asked for somebody else.
        const answer =
          this.knownOf(key, milliseconds) ??
          (await this.turns.take(owner, () => this.ask(text, key, milliseconds)));
        if (typeof answer === "string") hung++;
        answers[at] = answer;
      }
    };
    const lanes = Math.min(this.ofEach, Math.ceil(left.length / WORTH_A_PROCESS));
    const ends = await Promise.allSettled(
      Array.from({ length: lanes }, () =>
        askOthers().catch((error: unknown) => {
          next = left.length;
          throw error;
        }),
      ),
    );
    const failed = ends.find((end) => end.status === "rejected");
    if (failed) throw failed.reason;
    return answers.map((one) => one ?? "unasked");
  }

  private knownOf(key: string, milliseconds: number): ParserAnswer<Answer> | null {
    return this.answers.get(key) ?? (this.isKnownToHang(key, milliseconds) ? "hung" : null);
  }

  private async ask(
    text: ParserText<Request>,
    key: string,
    milliseconds: number,
  ): Promise<ParserAnswer<Answer>> {
    const process = this.free.pop();
    if (!process) throw new Error("more turns than processes");
    try {
      const asked = await process.ask(text.request, milliseconds);
      if (asked.kind === "hung") this.noteHung(key, milliseconds);
      if (asked.kind !== "answered") return asked.kind;
      const size = Math.max(1, Math.min(REMEMBERED, this.sizeOf(text)));
      this.answers.set(key, asked.answer, { size });
      return asked.answer;
    } finally {
      // The one that was used last is used next, so that the others end when they are not needed.
      this.free.push(process);
    }
  }

  private isKnownToHang(key: string, milliseconds: number): boolean {
    const hung = this.hung.get(key);
    return hung !== undefined && hung.tries >= TRIES && hung.milliseconds >= milliseconds;
  }

  private noteHung(key: string, milliseconds: number): void {
    const before = this.hung.get(key);
    this.hung.set(key, {
      tries: (before?.tries ?? 0) + 1,
      milliseconds: Math.max(milliseconds, before?.milliseconds ?? 0),
    });
  }
}
