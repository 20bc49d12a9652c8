import { type ChildProcess, spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { childEnvironment } from "../child-environment.ts";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SERVE = fileURLToPath(new URL("../../src/serve.ts", import.meta.url));

/** A server in a process of its own, and all that it wrote. */
export interface ServerRun {
  readonly child: ChildProcess;
  readonly out: () => string;
  readonly err: () => string;
  /** Resolves with the first match in what it wrote to stdout; rejects when it ends without. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  /** Exit code or signal. */
  readonly ended: Promise<number | string>;
}

export interface RunOptions {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly command?: readonly [string, ...string[]];
  /** User and group; default: whose the test is. Only root may choose. */
  readonly uid?: number | undefined;
}

export function runServer({ cwd, env, command = [process.execPath, SERVE], uid }: RunOptions): ServerRun {
  const [program, ...args] = command;
  const child = spawn(program, args, {
    cwd,
    ...(uid !== undefined && { uid, gid: uid }),
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...childEnvironment(), ...env },
  });
  let out = "";
  let err = "";
  const hearing = new Set<() => void>();
  const hear = () => {
    for (const one of hearing) one();
  };
  child.stdout.on("data", (chunk) => {
    out += chunk;
    hear();
  });
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  const ended = new Promise<number | string>((resolve) => {
    child.once("close", (code, signal) => {
      resolve(code ?? signal ?? "");
      hear();
    });
  });
  return {
    child,
    out: () => out,
    err: () => err,
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const found = pattern.exec(out);
          if (found === null && child.exitCode === null && child.signalCode === null) return;
          hearing.delete(look);
          if (found) resolve(found);
          else reject(new Error(`it ended without ${pattern}:\n${out}\n${err}`));
        };
        hearing.add(look);
        look();
      }),
  };
}
