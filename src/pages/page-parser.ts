/**
 * The drawings in the pages of pull requests, found where that cannot stop the server: a page of some megabytes, of quotes in
 * quotes say, takes seconds. What is so little that it cannot take long is left to whoever asks for it.
 */
import type { PageBlock, PageBlocks, ProposedFile } from "../facts/contents.ts";
import { isPage } from "../gates/read/page-blocks.ts";
import { KillableParser } from "../parse-process/killable-parser.ts";
import type { BlocksOfPage } from "./parse-page.ts";

export interface PageParserOptions {
  /** How long a process waits for more work before it is ended. */
  readonly idleMilliseconds?: number;
  readonly memoryMegabytes?: number;
  /** For one page. */
  readonly milliseconds?: number;
}

/** The build turns this file and the process's into JavaScript, but no address in a string. */
const PROGRAM = new URL(`./parse-page${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
/** Characters of all pages of a call together. The slowest are read at half a microsecond a character. */
const AT_ONCE = 50_000;
const MILLISECONDS = 5_000;
/** Of a million: the answers to some eight megabytes of text are remembered. */
const CHARACTERS = 8;

export class PageParser {
  private readonly parser: KillableParser<string, BlocksOfPage>;
  private readonly milliseconds: number;

  constructor(options: PageParserOptions = {}) {
    const { idleMilliseconds = 30_000, memoryMegabytes = 256, milliseconds = MILLISECONDS } = options;
    const sizeOf = ({ key }: { readonly key: string }) => Math.ceil(key.length / CHARACTERS);
    this.parser = new KillableParser({ program: PROGRAM, idleMilliseconds, memoryMegabytes, sizeOf });
    this.milliseconds = milliseconds;
  }

  /**
   * The files, their pages with what drawings are in them. A page that cannot be read in time becomes one that is too large.
   * `owner`: whose turn it takes; that of one repository.
   */
  async readAll(files: readonly ProposedFile[], owner: string): Promise<readonly ProposedFile[]> {
    const texts = [...new Set(files.filter(({ path }) => isPage(path)).flatMap(textsOf))];
    const characters = texts.reduce((sum, { length }) => sum + length, 0);
    if (characters <= AT_ONCE) return files;
    const asked = texts.map((text) => ({ key: text, request: text }));
    const parsed = await this.parser.parseAll(asked, { owner, milliseconds: this.milliseconds });
    const blocksIn = new Map(
      texts.map((text, index) => {
        const one = parsed[index] ?? "unasked";
        return [text, typeof one === "string" ? null : one.blocks];
      }),
    );
    return files.map((file) => (isPage(file.path) ? withBlocks(file, blocksIn) : file));
  }

  /** Ends the processes. A later call starts new ones. */
  close(): Promise<void> {
    return this.parser.close();
  }
}

function textsOf({ content, before }: ProposedFile): string[] {
  return [...(content.kind === "text" ? [content.text] : []), ...(before === null ? [] : [before])];
}

function withBlocks(
  file: ProposedFile,
  blocksIn: ReadonlyMap<string, readonly PageBlock[] | null>,
): ProposedFile {
  const { content, before } = file;
  const head = content.kind === "text" ? (blocksIn.get(content.text) ?? null) : [];
  const blocks: PageBlocks = { head: head ?? [], before: blocksIn.get(before ?? "") ?? [] };
  if (head !== null || content.kind !== "text") return { ...file, blocks };
  return { ...file, blocks, content: { kind: "too-large", bytes: Buffer.byteLength(content.text) } };
}
