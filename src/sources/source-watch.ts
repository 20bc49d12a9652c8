/**
 * Looks at the addresses of sources in the background, and remembers for a while what became of them. No batch waits for
 * it; who asked is told when something new is known. It holds nothing that would be missed: after a restart the next look
 * at a pull request asks again.
 */
import { dayAt } from "../clock.ts";
import { isSameData } from "../domain/same-data.ts";
import type { LinkVerdict } from "../facts/link-verdict.ts";
import type { Look } from "./look-at.ts";

export interface SourceWatchParts {
  readonly lookAt: (url: string) => Promise<Look>;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
}

const HOUR = 60 * 60_000;
/** What is there stays there; what is not is mended, so it is looked at again sooner. */
const KEPT_MS: Readonly<Record<LinkVerdict["kind"], number>> = {
  reachable: 7 * 24 * HOUR,
  gone: 24 * HOUR,
  refused: 24 * HOUR,
  unclear: HOUR,
};
const AT_ONCE = 4;
const REMEMBERED = 10_000;
/** More than that waits for the next look at the pull request. */
const WAITING_LIMIT = 1_000;

export class SourceWatch {
  readonly verdicts = new Map<string, LinkVerdict>();
  private readonly parts: SourceWatchParts;
  private readonly dueAt = new Map<string, number>();
  private readonly looking = new Map<string, Promise<boolean>>();
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(parts: SourceWatchParts) {
    this.parts = parts;
  }

  /** Resolves when all of them were looked at: true when something is known now that was not known before. */
  async watch(urls: readonly string[]): Promise<boolean> {
    const now = this.parts.now();
    const due = urls.filter((url) => (this.dueAt.get(url) ?? 0) <= now);
    const news = await Promise.all(due.map((url) => this.look(url)));
    return news.includes(true);
  }

  private look(url: string): Promise<boolean> {
    const known = this.looking.get(url);
    if (known) return known;
    if (this.waiting.length >= WAITING_LIMIT) return Promise.resolve(false);
    const look = this.inTurn(() => this.lookNow(url)).finally(() => this.looking.delete(url));
    this.looking.set(url, look);
    return look;
  }

  private async lookNow(url: string): Promise<boolean> {
    const { lookAt, now } = this.parts;
    const { kind, detail } = await lookAt(url);
    const before = this.verdicts.get(url);
    this.verdicts.delete(url);
    this.verdicts.set(url, { kind, detail, on: dayAt(now()) });
    this.dueAt.set(url, now() + KEPT_MS[kind]);
    this.forgetOldest();
    return before?.kind !== kind || !isSameData(before.detail, detail);
  }

  private async inTurn<T>(run: () => Promise<T>): Promise<T> {
    if (this.running < AT_ONCE) this.running += 1;
    else await new Promise<void>((resolve) => this.waiting.push(resolve));
    try {
      return await run();
    } finally {
      // Whoever waits takes the place over.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private forgetOldest(): void {
    for (const url of this.verdicts.keys()) {
      if (this.verdicts.size <= REMEMBERED) return;
      this.verdicts.delete(url);
      this.dueAt.delete(url);
    }
  }
}
