import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../src/bundle/bundle.ts";
import { ms } from "./measure.ts";

/** Rows too few to count: what the command needs anyway. */
const FEW = 10;
/** Not `maxRSS`: on Linux that begins at what the process had that started this one. */
const TELL = `process.on("exit", () => {
  const { user, system } = process.cpuUsage();
  const status = process.getBuiltinModule("node:fs").readFileSync("/proc/self/status", "utf8");
  const kilobytes = Number(/^VmHWM:\\s*(\\d+)/m.exec(status)[1]);
  process.stderr.write("\\n" + JSON.stringify({ time: (user + system) / 1000, kilobytes }));
});`;

interface Cost {
  readonly time: number;
  /** The most memory that it ever had. */
  readonly kilobytes: number;
}

/** The installed command, in a process of its own, since what counts is the most memory that it ever had. */
export async function benchImport(): Promise<void> {
  console.log(
    "`init --from` of one table, as it is installed (budget: linear; at most 10 KB of memory a row)",
  );
  const folder = mkdtempSync(join(tmpdir(), "bench-import-"));
  try {
    await bundle(join(folder, "dist"));
    const program = join(folder, "dist/diagram-tracker.js");
    importOnce(program, join(folder, "warm-up"), FEW, 50);
    const least = importOnce(program, join(folder, "least"), FEW, 50);
    let base = 0;
    for (const [rows, assigned] of [
      [5_000, 50],
      [20_000, 0],
      [20_000, 50],
      [20_000, 100],
    ] as const) {
      const { time, kilobytes } = importOnce(program, join(folder, `${rows}-${assigned}`), rows, assigned);
      base ||= time / rows;
      console.log(
        `  ${rows.toLocaleString("en-US").padStart(6)} rows, ${String(assigned).padStart(3)}% assigned: ${ms(time).padStart(8)} ` +
          `(×${(time / rows / base).toFixed(2)} a row of the first), ${((kilobytes - least.kilobytes) / rows).toFixed(1)} KB a row`,
      );
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `time`: of the processor, in ms. */
function importOnce(program: string, cwd: string, rows: number, percent: number): Cost {
  mkdirSync(cwd);
  writeFileSync(join(cwd, "board.md"), board(rows, percent));
  const command = [program, "init", "--from", "board.md", "--url", "https://github.com/o/r"];
  const hook = `--import=data:text/javascript,${encodeURIComponent(TELL)}`;
  const { status, stderr } = spawnSync(process.execPath, [hook, ...command], { cwd, encoding: "utf8" });
  if (status !== 0) throw new Error(`the import failed: ${stderr}`);
  const [, told = ""] = /\n(\{.*\})$/.exec(stderr) ?? [];
  return JSON.parse(told);
}

function board(rows: number, percent: number): string {
  const head = [
    "# Board",
    "",
    "## Rows",
    "",
    "| ID | Name | Status | Assignee | PR | Source |",
    "|--|--|--|--|--|--|",
  ];
  const lines = Array.from({ length: rows }, (_, at) =>
    at % 100 < percent
      ? `| X-R-${at} | The name of row ${at} | In Progress | @ada | #${at + 1} | https://example.org/${at} |`
      : `| X-R-${at} | The name of row ${at} | Pending | - | - | - |`,
  );
  return [...head, ...lines, ""].join("\n");
}
