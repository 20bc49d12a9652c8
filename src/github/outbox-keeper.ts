import { randomBytes } from "node:crypto";
import type { Batch, Outbox } from "../facts/batch.ts";
import { RecentWrites } from "./recent-writes.ts";
import { Writes } from "./writes.ts";

/**
 * A batch's outbox during one try. While it runs, the outbox as it is kept says nothing of what was written: were the try cut
 * off, nobody could tell. When the try ends, it notes that.
 */
export class OutboxKeeper {
  readonly writes: Writes;
  /** Seals what this try and the next ones commit (`trailer.ts`). */
  readonly secret: string;
  readonly #keep: (outbox: Outbox) => Promise<void>;
  #outbox: Outbox | null;

  /** `outbox`: of an earlier try; `recent`: of the batches before. `now`: milliseconds since the epoch. */
  static async open(
    { outbox, recent }: Pick<Batch, "outbox" | "recent">,
    keep: (outbox: Outbox) => Promise<void>,
    now: () => number,
  ): Promise<OutboxKeeper> {
    const keeper = new OutboxKeeper(
      outbox,
      keep,
      new Writes(outbox === null ? null : outbox.progress, now, new RecentWrites(recent)),
    );
    if (outbox?.progress) {
      const { progress: _, ...plan } = outbox;
      await keeper.save(plan);
    }
    return keeper;
  }

  private constructor(outbox: Outbox | null, keep: (outbox: Outbox) => Promise<void>, writes: Writes) {
    this.writes = writes;
    this.secret = outbox?.secret ?? randomBytes(32).toString("hex");
    this.#keep = keep;
    this.#outbox = outbox;
  }

  async save(outbox: Outbox): Promise<void> {
    await this.#keep(outbox);
    this.#outbox = outbox;
  }

  /** The try ends without having done everything. */
  async noteProgress(): Promise<void> {
    const { progress, recent } = this.writes;
    if (this.#outbox !== null) await this.#keep({ ...this.#outbox, recent: recent.noted, progress });
  }

  /** The try did everything; the next batch shall know of it. */
  async noteRecent(): Promise<void> {
    const recent = this.writes.recent.noted;
    if (this.#outbox !== null && recent.length > 0) await this.#keep({ ...this.#outbox, recent });
  }
}
