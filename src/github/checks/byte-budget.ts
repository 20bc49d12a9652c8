import type { FileContent } from "../../facts/contents.ts";

/** What may still be read of one pull request. A small file after a large one may have room yet. */
export class ByteBudget {
  private left: number;
  private refused = false;

  constructor(bytes: number) {
    this.left = bytes;
  }

  /** Something did not fit: the rest is not even asked for. */
  get isSpent(): boolean {
    return this.refused;
  }

  /** False, and nothing is spent, where so much is not left. */
  spend(bytes: number): boolean {
    const fits = bytes <= this.left;
    if (fits) this.left -= bytes;
    else this.refused = true;
    return fits;
  }

  /** What is there already, as far as there is room for it. */
  spendOn(content: FileContent): FileContent {
    if (content.kind !== "text") return content;
    const bytes = Buffer.byteLength(content.text);
    return this.spend(bytes) ? content : { kind: "over-budget", bytes };
  }
}
