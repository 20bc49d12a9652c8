import { text as readAll } from "node:stream/consumers";
import { styleText } from "node:util";
import { becomeProgram, type OtherProgram } from "./other-program.ts";
import { wrapWords } from "./wrap-words.ts";

type Format = Parameters<typeof styleText>[0];

/** The terminal, the folder and the clock that a command runs with: the process's own, or a test's. */
export interface Shell {
  /** Relative paths start here. */
  readonly cwd: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** Columns of the terminal; null when the output goes into a file or a pipe, where nothing is cut. */
  readonly width: number | null;
  readonly colours: boolean;
  readonly print: (text: string) => void;
  /** For what is not the result: warnings, and what to do next. */
  readonly note: (text: string) => void;
  readonly readStdin: () => Promise<string>;
  /** Another program takes the place of this one. Resolves to its exit code where it ran below it. */
  readonly become: (program: OtherProgram, args: readonly string[]) => Promise<number>;
}

const NARROWEST = 40;

export function processShell(): Shell {
  const { stdout, stderr, stdin, env } = process;
  return {
    cwd: process.cwd(),
    now: Date.now,
    width: stdout.isTTY ? widthOf(stdout) : null,
    // Knows NO_COLOR, FORCE_COLOR and dumb terminals.
    colours: stdout.isTTY && stdout.hasColors(env),
    print: (text) => void stdout.write(`${text}\n`),
    note: (text) => void stderr.write(`${wrapWords(text, stderr.isTTY ? widthOf(stderr) : null)}\n`),
    readStdin: () => readAll(stdin),
    become: becomeProgram,
  };
}

function widthOf({ columns }: NodeJS.WriteStream): number {
  return Math.max(NARROWEST, columns || 80);
}

export function paint({ colours }: Pick<Shell, "colours">, format: Format, text: string): string {
  return colours ? styleText(format, text, { validateStream: false }) : text;
}

/**
 * Files hold anybody's text. What would steer a terminal or turn the reading direction is shown by its code; pipes get
 * the text as it is.
 */
export function visible({ width }: Pick<Shell, "width">, text: string): string {
  if (width === null) return text;
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (one) => {
    if (one === "\n" || one === "\t") return one;
    const code = one.codePointAt(0) ?? 0;
    return `\\u{${code.toString(16)}}`;
  });
}

/** Sentences: on a terminal they are wrapped at words. */
export function printWords(shell: Shell, text: string): void {
  shell.print(wrapWords(text, shell.width));
}

export function printJson(shell: Shell, value: unknown): void {
  shell.print(JSON.stringify(value, null, 2));
}
