/**
 * The programs beside this one: the server and the playground. They are started as processes of their own, since they need
 * options of Node's, and live long.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";

/** The bundle has all programs in one folder, under names of their own. */
const [SERVER, WARM_START, PLAYGROUND] = (
  import.meta.url.endsWith(".ts")
    ? ["../serve.ts", "../warm-start.mjs", "../playground/main.ts"]
    : ["./serve.js", "./warm-start.js", "./playground.js"]
).map((path) => new URL(path, import.meta.url));

const PROGRAMS = {
  server: ["--max-semi-space-size=8", `--import=${WARM_START}`, fileURLToPath(SERVER ?? "")],
  playground: [fileURLToPath(PLAYGROUND ?? "")],
} as const;

export type OtherProgram = keyof typeof PROGRAMS;

/**
 * Lets another program take the place of this process, so that signals reach it and its exit code is the process's. Where a
 * system cannot do that (Windows) it runs below this one; resolves to its exit code.
 */
export async function becomeProgram(program: OtherProgram, args: readonly string[]): Promise<number> {
  const argv = [...PROGRAMS[program], ...args];
  if (process.platform !== "win32" && process.execve) {
    process.execve(process.execPath, [process.execPath, ...argv], process.env);
  }
  const child = spawn(process.execPath, argv, { stdio: "inherit" });
  const [code] = await once(child, "exit");
  return typeof code === "number" ? code : 1;
}
