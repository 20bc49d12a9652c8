import { readFileSync } from "node:fs";

/** NaN where there is no /proc: the figures are Linux's. */
export function readMegabytes(pid: number, field: "VmRSS" | "RssAnon" | "VmHWM"): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, "m").exec(status)?.[1]) / 1024;
  } catch {
    return Number.NaN;
  }
}
