/** `node --expose-gc import-once.ts ROWS PERCENT` imports one table and prints how long that took and what it needed. */

import type { CivilDate } from "../../src/domain/civil-date.ts";
import { planInit } from "../../src/init/plan-init.ts";

const [rows = 0, percent = 0] = process.argv.slice(2).map(Number);

function plan(count: number) {
  const head = [
    "# Board",
    "",
    "## Rows",
    "",
    "| ID | Name | Status | Assignee | PR | Source |",
    "|--|--|--|--|--|--|",
  ];
  const lines = Array.from({ length: count }, (_, at) =>
    at % 100 < percent
      ? `| X-R-${at} | The name of row ${at} | In Progress | @ada | #${at + 1} | https://example.org/${at} |`
      : `| X-R-${at} | The name of row ${at} | Pending | - | - | - |`,
  );
  return planInit({
    tracker: { path: "board.md", text: [...head, ...lines, ""].join("\n") },
    place: "board.md",
    config: null,
    url: "https://github.com/o/r",
    today: "2026-11-24" as CivilDate,
    guide: "CONTRIBUTING.md",
  });
}

plan(10);
globalThis.gc?.();
const before = process.memoryUsage.rss();
const start = performance.now();
const { found, losses } = plan(rows);
const time = performance.now() - start;
if (found.diagrams !== rows || losses.length > 0) throw new Error("the import is not whole");
console.log(JSON.stringify({ time, bytes: process.resourceUsage().maxRSS * 1024 - before }));
