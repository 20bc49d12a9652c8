import { readFileSync } from "node:fs";

/** Linux counts in hundredths of a second for everybody who asks. */
const TICK = 10;

/** What a process has computed so far, in ms of a core; NaN where there is no /proc. A busy machine changes it least. */
export function readCoreTime(pid: number): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    return (Number(fields[11]) + Number(fields[12])) * TICK;
  } catch {
    return Number.NaN;
  }
}
