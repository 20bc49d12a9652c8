/**
 * What all request bodies together may hold. Who sends a body need not be GitHub: that is known only when it has come
 * whole. So every body has a small share of its own, which is more than nearly all of GitHub's webhooks need, and larger
 * ones take the rest from one budget. However many strangers fill the budget, ordinary webhooks are still taken. A body that says
 * how large it is gets all of its room at once, or none: were it read as far as the others leave room, hundreds of megabytes would
 * be read and hashed of bodies of which none comes to its end.
 */
const KIB = 1024;

/** Bodies are kept in pages of this size. What arrives is copied: a chunk may be one byte that keeps 64 KiB alive. */
export const PAGE_BYTES = 16 * KIB;

/** What each body may hold without asking. */
export const OWN_BYTES = 4 * PAGE_BYTES;

/** What all bodies may hold beyond their own shares: one of the largest that GitHub sends, and some. */
const SHARED_BYTES = 40 * KIB * KIB;

/** How long pages that nobody needs are kept for the next body, in ms. */
const KEPT_FOR = 10_000;

/** In whole pages. */
function sharedOf(size: number): number {
  return Math.max(0, Math.ceil(size / PAGE_BYTES) * PAGE_BYTES - OWN_BYTES);
}

export class BodyMemory {
  readonly #limit: number;
  #shared = 0;
  #used = 0;
  #most = 0;
  /** Given back, and used again: what is thrown away is memory until the garbage is collected, which may be much later. */
  #free: Buffer[] = [];
  #forget: NodeJS.Timeout | undefined;

  constructor(limit = SHARED_BYTES) {
    this.#limit = limit;
  }

  /** Bytes that are held now, the bodies' own shares included. */
  get used(): number {
    return this.#used;
  }

  /** The most that was ever held at once. */
  get most(): number {
    return this.#most;
  }

  /** Whether a body of this size would fit as things are now. It sets nothing aside: a length is only what somebody says. */
  hasRoomFor(size: number): boolean {
    return sharedOf(size) <= this.#limit - this.#shared;
  }

  /** Sets aside what a body of this size needs beyond its own share, in bytes; null: there is no room. */
  setAside(size: number): number | null {
    if (!this.hasRoomFor(size)) return null;
    this.#shared += sharedOf(size);
    return sharedOf(size);
  }

  /** A page for a body that holds `held` bytes already, and for which so many were set aside; null: there is no room. */
  takePage(used: number, aside = 0): Buffer | null {
    const isOwn = used < OWN_BYTES + aside;
    if (!isOwn && this.#shared + PAGE_BYTES > this.#limit) return null;
    if (!isOwn) this.#shared += PAGE_BYTES;
    this.#used += PAGE_BYTES;
    this.#most = Math.max(this.#most, this.#used);
    return this.#free.pop() ?? Buffer.allocUnsafeSlow(PAGE_BYTES);
  }

  /** All pages of one body and what was set aside for it, which has no use for them any more. */
  giveBack(pages: readonly Buffer[], aside = 0): void {
    const bytes = pages.length * PAGE_BYTES;
    this.#used -= bytes;
    this.#shared -= Math.max(aside, bytes - OWN_BYTES);
    this.#free.push(...pages);
    this.#forget ??= setTimeout(() => {
      this.#free = [];
    }, KEPT_FOR).unref();
    this.#forget.refresh();
  }
}
