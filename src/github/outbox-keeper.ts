import { randomBytes } from "node:crypto";
import type { Outbox } from "../facts/batch.ts";
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

  /** `outbox`: of an earlier try. `now`: milliseconds since the epoch. */
  static async open(
    outbox: Outbox | null,
    keep: (outbox: Outbox) => Promise<void>,
    now: () => number,
  ): Promise<OutboxKeeper> {
    const keeper = new OutboxKeeper(outbox, keep, now);
    if (outbox?.progress) {
      const { progress: _, ...plan } = outbox;
      await keeper.save(plan);
    }
    return keeper;
  }

  private constructor(outbox: Outbox | null, keep: (outbox: Outbox) => Promise<void>, now: () => number) {
    this.writes = new Writes(outbox === null ? null : outbox.progress, now);
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
    if (this.#outbox !== null) await this.save({ ...this.#outbox, progress: this.writes.progress });
  }
}
