/** The machine has no room for another process at the moment: that passes, and says nothing of the text. */
export class ParserNotStarted extends Error {
  override readonly name = "ParserNotStarted";

  constructor(cause: unknown) {
    super("a parser's process could not be started", { cause });
  }
}
