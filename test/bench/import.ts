import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { ms } from "./measure.ts";

const IMPORT_ONCE = fileURLToPath(new URL("import-once.ts", import.meta.url));

/** Each import runs in a process of its own, since what counts is the most memory that it ever had. */
export function benchImport(): void {
  console.log("Import of one table (budget: linear; at most 10 KB of memory a row)");
  let base = 0;
  for (const [rows, assigned] of [
    [5_000, 50],
    [20_000, 0],
    [20_000, 50],
    [20_000, 100],
  ] as const) {
    const printed = execFileSync(process.execPath, [
      "--expose-gc",
      IMPORT_ONCE,
      String(rows),
      String(assigned),
    ]);
    const { time, bytes } = JSON.parse(printed.toString()) as { time: number; bytes: number };
    base ||= time / rows;
    console.log(
      `  ${rows.toLocaleString("en-US").padStart(6)} rows, ${String(assigned).padStart(3)}% assigned: ${ms(time).padStart(8)} ` +
        `(×${(time / rows / base).toFixed(2)} a row of the first), ${(bytes / rows / 1024).toFixed(1)} KB a row`,
    );
  }
}
