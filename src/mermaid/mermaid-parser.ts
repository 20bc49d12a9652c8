/** Mermaid's own parser, kept away from the server: it holds a hundred megabytes, and some texts take it for ever. */
import type { SyntaxVerdict } from "../facts/contents.ts";
import { KillableParser, type ParseBudget } from "../parse-process/killable-parser.ts";

export interface ParseLimits extends Omit<ParseBudget, "owner"> {
  /** UTF-8 bytes of one source. */
  readonly bytes: number;
}

export interface MermaidParserOptions {
  /** How long a process waits for more work before it is ended. */
  readonly idleMilliseconds?: number;
  readonly memoryMegabytes?: number;
  /** Nobody else waits for it, as on somebody's own machine. */
  readonly isAlone?: boolean;
}

/** The build turns this file and the process's into JavaScript, but no address in a string. */
const PROGRAM = new URL(`./parse-mermaid${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
/** Of a million: 20,000 verdicts are remembered. */
const VERDICT_SIZE = 50;

export class MermaidParser {
  private readonly parser: KillableParser<string, SyntaxVerdict>;

  constructor({
    idleMilliseconds = 30_000,
    memoryMegabytes = 256,
    isAlone = false,
  }: MermaidParserOptions = {}) {
    const sizeOf = () => VERDICT_SIZE;
    this.parser = new KillableParser({
      program: PROGRAM,
      idleMilliseconds,
      memoryMegabytes,
      sizeOf,
      isAlone,
    });
  }

  /** The verdict on each source, by its text. `owner`: whose turn it takes; that of one repository. */
  async parseAll(
    sources: Iterable<string>,
    { bytes, milliseconds }: ParseLimits,
    owner = "",
  ): Promise<ReadonlyMap<string, SyntaxVerdict>> {
    const verdicts = new Map<string, SyntaxVerdict>();
    for (const source of sources) {
      verdicts.set(source, { kind: Buffer.byteLength(source) > bytes ? "too-large" : "timeout" });
    }
    const wanted = [...verdicts].flatMap(([source, { kind }]) => (kind === "timeout" ? [source] : []));
    const texts = wanted.map((source) => ({ key: source, request: source }));
    const parsed = await this.parser.parseAll(texts, { owner, milliseconds });
    for (const [index, source] of wanted.entries()) {
      const one = parsed[index] ?? "unasked";
      verdicts.set(source, typeof one !== "string" ? one : { kind: one === "hung" ? "timeout" : one });
    }
    return verdicts;
  }

  /** Ends the processes. A later call starts new ones. */
  close(): Promise<void> {
    return this.parser.close();
  }
}
