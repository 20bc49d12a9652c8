import { execFileSync } from "node:child_process";

export interface RunOptions {
  readonly cwd: string;
  /** Added to the environment: what is secret goes here, since arguments can be read by others. */
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string;
  /** What it says beside what it prints is shown while it works; else only where it fails. */
  readonly isShown?: boolean;
}

/** Gives what it prints. Throws when it fails. */
export function runProgram(
  program: string,
  args: readonly string[],
  { cwd, env, input = "", isShown = false }: RunOptions,
): string {
  return execFileSync(program, args, {
    cwd,
    input,
    env: { ...process.env, ...env },
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
    stdio: ["pipe", "pipe", isShown ? "inherit" : "pipe"],
  }).trim();
}
