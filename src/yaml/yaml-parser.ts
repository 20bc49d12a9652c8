/**
 * The campaign's YAML files, of the default branch and of pull requests, read where they cannot stop the server. What is so
 * little that it cannot take long is read at once: to have a process look at it takes longer, and starts one.
 */
import { type FindingText, found } from "../domain/findings.ts";
import { type FileToParse, parseFile, unparsedFile } from "../domain/parse-file.ts";
import type { ParsedFile } from "../domain/parsed-file.ts";
import { KillableParser } from "../parse-process/killable-parser.ts";

export interface YamlParserOptions {
  /** How long a process waits for more work before it is ended. */
  readonly idleMilliseconds?: number;
  readonly memoryMegabytes?: number;
  /** For one file. */
  readonly milliseconds?: number;
}

/** The build turns this file and the process's into JavaScript, but no address in a string. */
const PROGRAM = new URL(
  `./parse-yaml-file${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`,
  import.meta.url,
);
/** Characters of all files of a call together. The slowest are read at some ten microseconds a character. */
const AT_ONCE = 4_000;
/** A catalog of 20,000 diagrams takes a fifth of a second. */
const MILLISECONDS = 3_000;
/** Of a million: the answers to some eight megabytes of text are remembered. */
const CHARACTERS = 8;

export class YamlParser {
  private readonly parser: KillableParser<FileToParse, ParsedFile>;
  private readonly milliseconds: number;

  constructor(options: YamlParserOptions = {}) {
    const { idleMilliseconds = 30_000, memoryMegabytes = 256, milliseconds = MILLISECONDS } = options;
    const sizeOf = ({ key }: { readonly key: string }) => Math.ceil(key.length / CHARACTERS);
    this.parser = new KillableParser({ program: PROGRAM, idleMilliseconds, memoryMegabytes, sizeOf });
    this.milliseconds = milliseconds;
  }

  /** What each file says, in their order. `owner`: whose turn it takes; that of one repository. */
  async parseAll(files: readonly FileToParse[], owner: string): Promise<ParsedFile[]> {
    const characters = files.reduce((sum, { text }) => sum + text.length, 0);
    if (characters <= AT_ONCE) return files.map(parseFile);
    const texts = files.map((file) => ({ key: keyOf(file), request: file }));
    const parsed = await this.parser.parseAll(texts, { owner, milliseconds: this.milliseconds });
    return files.map((file, index) => {
      const one = parsed[index] ?? "unasked";
      return typeof one === "string" ? unparsedFile(file, this.hung()) : one;
    });
  }

  /** Ends the processes. A later call starts new ones. */
  close(): Promise<void> {
    return this.parser.close();
  }

  private hung(): FindingText {
    return found("tooSlow", this.milliseconds / 1000);
  }
}

function keyOf({ kind, path, text, withPositions }: FileToParse): string {
  return `${kind} ${withPositions} ${path}\n${text}`;
}
