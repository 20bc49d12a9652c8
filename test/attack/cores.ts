/**
 * Who computes how much, and where. Strangers are elsewhere, so the processor time that they need shall not be the server's: they,
 * and all who are not a server, get every core but the first. All of it is Linux's.
 */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";

/** A clock tick of `/proc`, in ms. */
const TICK = 10;

/** In ms: what a thread computed, and how long it could have but had no core. */
export interface ThreadTime {
  readonly computed: number;
  readonly waited: number;
}

/** Before this process limits itself. */
const CORES = availableParallelism();

/**
 * From now on this process, its threads and what it starts use the cores from this one on. The servers that it started before use
 * what they used. True where that could be done.
 */
export function useCoresFrom(first: 0 | 1): boolean {
  if (process.platform !== "linux" || CORES < 2) return false;
  const args = ["--all-tasks", "--cpu-list", "--pid", `${first}-${CORES - 1}`, String(process.pid)];
  try {
    execFileSync("taskset", args, { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

/** Of a process's first thread. */
export function readThread(pid: number): ThreadTime {
  const [computed = Number.NaN, waited = Number.NaN] = read(`/proc/${pid}/task/${pid}/schedstat`)
    .split(" ")
    .map((nanoseconds) => Number(nanoseconds) / 1e6);
  return { computed, waited };
}

/** In ms: what all threads of a process computed, and what the processes did that it started. */
export function readProcess(pid: number): { readonly own: number; readonly children: number } {
  const [own, ended] = ticksOf(pid);
  const running = read(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean);
  const theirs = running.map((child) => ticksOf(Number(child))[0]);
  return { own: own * TICK, children: theirs.reduce((sum, one) => sum + one, ended) * TICK };
}

/** Of the process itself, and of its children that have ended. */
function ticksOf(pid: number): [own: number, ended: number] {
  // The name before them may hold anything, also blanks and brackets.
  const fields = read(`/proc/${pid}/stat`).split(") ").at(-1)?.split(" ") ?? [];
  const sum = (from: number) => Number(fields[from]) + Number(fields[from + 1]);
  return [sum(11), sum(13)];
}

/** Nothing where there is no such file: the figures are NaN then. */
function read(file: string): string {
  try {
    return readFileSync(file, "utf8").trim();
  } catch {
    return "";
  }
}
