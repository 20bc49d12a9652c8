/** `npm run year [SEED] [DAYS] [FOLDER]`: a whole year, what it cost, and into the folder what it looks like at its end. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { playYear } from "./play-year.ts";

const seed = Number(process.argv[2] ?? 18);
const year = await playYear({
  seed,
  days: Number(process.argv[3] ?? 365),
  diagrams: 1233,
  people: 80,
  pace: 0.35,
  times: { days: 14, remind_before: 3, remind_after: 1, release_after: 10, idle_after: 30, nudge_after: 7 },
  deaths: 15,
  inspect: keep,
  tell: (line) => {
    if (/-(?:01|15) /.test(line)) console.log(line);
  },
});
const quiet = year.days.filter(({ isQuiet }) => isQuiet);
const most = (list: readonly number[]) => Math.max(0, ...list);
const mean = (list: readonly number[]) => list.reduce((sum, one) => sum + one, 0) / Math.max(1, list.length);
console.log(
  `seed ${seed}: ${year.comments} comments (${year.reminders} by timers, ${year.reviews} weekly reviews), ${year.requests} requests, the server killed ${year.killed} times`,
);
console.log(`statuses: ${JSON.stringify(year.byStatus)}`);
console.log(
  `days: ${mean(year.days.map(({ comments }) => comments)).toFixed(1)} comments (at most ${most(year.days.map(({ comments }) => comments))}) and ${mean(year.days.map(({ requests }) => requests)).toFixed(1)} requests each; ${quiet.length} with nothing to say, with at most ${most(quiet.map(({ requests }) => requests))} requests`,
);
function keep(repository: RepositoryHandle): void {
  const folder = process.argv[4];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "TRACKER.md"), repository.file("TRACKER.md") ?? "");
  const review = [...repository.state.threads.values()].find(({ title }) => title.includes("weekly review"));
  if (review === undefined) throw new Error("there is no weekly review");
  writeFileSync(join(folder, "issue.md"), review.body ?? "");
  writeFileSync(join(folder, "comment.md"), repository.comments(review.number).at(-1)?.body ?? "");
}

for (const wrong of year.wrong) console.error(wrong);
process.exitCode = year.wrong.length > 0 ? 1 : 0;
