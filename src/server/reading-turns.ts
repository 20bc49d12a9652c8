/**
 * Large bodies are read a piece at a time, whoever sends them, and one piece in a turn of the event loop: to hash what strangers
 * send as fast as it comes would leave the thread no time for anybody else. What waits here is not read from its connection,
 * so the sender waits as well.
 */

/**
 * So many pieces of 64 KiB, sometimes 128, in a row; then everybody else has the thread for a while. That makes about 16 MB a
 * second for all together: GitHub's largest is through in two seconds, and strangers' cost a tenth of the thread.
 */
const IN_A_ROW = 4;
const REST_MS = 12;

export class ReadingTurns {
  readonly #waiting: (() => void)[] = [];
  #isRunning = false;
  #inARow = 0;

  /** Calls `read` when it is its turn. */
  take(read: () => void): void {
    this.#waiting.push(read);
    if (this.#isRunning) return;
    this.#isRunning = true;
    this.#schedule();
  }

  #schedule(): void {
    this.#inARow += 1;
    if (this.#inARow <= IN_A_ROW) {
      setImmediate(() => this.#runNext());
      return;
    }
    this.#inARow = 0;
    setTimeout(() => this.#runNext(), REST_MS);
  }

  #runNext(): void {
    this.#waiting.shift()?.();
    this.#isRunning = this.#waiting.length > 0;
    if (this.#isRunning) this.#schedule();
  }
}
