/**
 * Parses the texts of strangers where they cannot stop the server: in processes that are killed when a text takes too long
 * (`parse-process.ts`). What was said of a text is remembered, also that it hung: such a text is tried twice and not again.
 * A repository's budgets are its own, and its turns are fair (`fair-turns.ts`).
 */
import { createHash } from "node:crypto";
import { LRUCache } from "lru-cache";
import { FairTurns } from "./fair-turns.ts";
import { ParseProcess, type ParseProcessOptions } from "./parse-process.ts";

export interface KillableParserOptions extends ParseProcessOptions {
  /** What the answer to a text takes of the memory for answers, which holds a million. */
  readonly sizeOf: (text: Text<unknown>) => number;
}

export interface Text<Request> {
  /** Tells it from all others that may be asked about. */
  readonly key: string;
  readonly request: Request;
}

export interface ParseBudget {
  /** Whose turn it takes. */
  readonly owner: string;
  /**
   * For one text. A whole call takes at most ten times as long, of more than a thousand texts a hundredth for each; what is
   * left then counts as hung.
   */
  readonly milliseconds: number;
}

/** So that one repository's texts never wait for another's that hang. */
const PROCESSES = 2;
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
  private readonly turns = new FairTurns(PROCESSES);
  private readonly answers: LRUCache<string, Answer>;
  private readonly hung = new LRUCache<string, Hung>({ max: HUNG_TEXTS, ttl: HUNG_FOR });
  private readonly sizeOf: KillableParserOptions["sizeOf"];
  private running: Promise<unknown> = Promise.resolve();

  constructor({ sizeOf, ...options }: KillableParserOptions) {
    this.processes = Array.from({ length: PROCESSES }, () => new ParseProcess<Request, Answer>(options));
    this.free = [...this.processes];
    this.sizeOf = sizeOf;
    this.answers = new LRUCache({ maxSize: REMEMBERED });
  }

  /** What is said of each text, in their order; null: it takes more time or memory than there is. */
  parseAll(texts: readonly Text<Request>[], budget: ParseBudget): Promise<(Answer | null)[]> {
    const run = this.parseEach(texts, budget);
    this.running = Promise.allSettled([this.running, run]);
    return run;
  }

  /** Ends the processes. A later call starts new ones. */
  async close(): Promise<void> {
    await this.running;
    await Promise.all(this.processes.map((process) => process.stop()));
  }

  private async parseEach(texts: readonly Text<Request>[], { owner, milliseconds }: ParseBudget) {
    const said: (Answer | null)[] = [];
    let left = milliseconds * Math.max(PATIENCE, texts.length / 100);
    for (const text of texts) {
      const key = createHash("sha256").update(text.key).digest("base64");
      const given = Math.min(milliseconds, left);
      const known = this.answers.get(key);
      if (known) said.push(known);
      else if (given <= 0 || this.isKnownToHang(key, given)) said.push(null);
      else {
        const { answer, spent } = await this.turns.take(owner, () => this.ask(text.request, given));
        left -= spent;
        if (answer === null) this.noteHung(key, given);
        else this.answers.set(key, answer, { size: Math.max(1, Math.min(REMEMBERED, this.sizeOf(text))) });
        said.push(answer);
      }
    }
    return said;
  }

  private async ask(request: Request, milliseconds: number) {
    const process = this.free.pop();
    if (!process) throw new Error("more turns than processes");
    try {
      return await process.ask(request, milliseconds);
    } finally {
      // The one that was used last is used next, so that the other one ends when it is not needed.
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
