import { closeSync, fdatasync, openSync } from "node:fs";
import { promisify } from "node:util";

const toDisk = promisify(fdatasync);

/**
 * SQLite's log of commits (its `-wal` file), which it leaves to us to bring to the disk (`synchronous = NORMAL`,
 * https://sqlite.org/pragma.html#pragma_synchronous): itself it would hold up the whole process for milliseconds each time.
 */
export class CommitLog {
  readonly #fd: number;
  #syncing: Promise<void> = Promise.resolve();
  #next: Promise<void> | null = null;

  /** The log has to be there, as it is once something was written. */
  constructor(file: string) {
    this.#fd = openSync(file, "r+");
  }

  /** Resolves when all that was committed before the call is on the disk. Those who call meanwhile share the next round. */
  sync(): Promise<void> {
    this.#next ??= this.#syncing
      .catch(() => {})
      .then(() => {
        this.#next = null;
        this.#syncing = toDisk(this.#fd);
        return this.#syncing;
      });
    return this.#next;
  }

  async close(): Promise<void> {
    await (this.#next ?? this.#syncing).catch(() => {});
    closeSync(this.#fd);
  }
}
