import { decide } from "../../src/decide/decide.ts";
import type { Decision } from "../../src/decide/plan.ts";
import type { RepositoryFiles } from "../../src/domain/source-file.ts";
import type { Snapshot } from "../../src/facts/repository-facts.ts";
import { campaignFiles } from "./campaign.ts";
import { middle, ms } from "./measure.ts";

/**
 * What one more claim costs the process when the repository was read before: only the file that changed is a new
 * object, as the snapshot's caches give it.
 */
export function benchWarmClaim(): void {
  let files: RepositoryFiles = campaignFiles(20_000);
  files = apply(files, decideOne(files, "C0-G0-SQ", 0));
  const times: number[] = [];
  for (let claim = 0; claim < 25; claim++) {
    const before = process.cpuUsage();
    const decision = decideOne(
      files,
      `C${claim % 8}-G${8 + claim}-SQ`.replace(/^C\d/, `C${(8 + claim) % 8}`),
      claim,
    );
    const used = process.cpuUsage(before);
    files = apply(files, decision);
    if (claim >= 5) times.push((used.user + used.system) / 1000);
  }
  console.log("One claim in a repository of 20,000 diagrams, warm (budget: 50 ms CPU)");
  console.log(`  decided and rendered in ${ms(middle(times))} CPU (median of ${times.length})`);
}

function decideOne(files: RepositoryFiles, id: string, count: number): Decision {
  const snapshot: Snapshot = {
    repository: { owner: "o", name: "r" },
    url: "https://github.com/o/r",
    defaultBranch: "main",
    trackerBranch: "main",
    head: "0".repeat(40),
    files,
    pullRequests: new Map(),
    openPullRequests: null,
    contents: new Map(),
    patches: new Map(),
    descriptions: new Map(),
  };
  const at = "2026-11-24T10:00:00Z";
  const event = {
    kind: "comment" as const,
    key: `c${count}`,
    at,
    thread: 1,
    onPullRequest: false,
    title: "",
  };
  const events = [{ ...event, author: `claimer-${count}`, body: `/claim ${id}`, previousBody: null }];
  return decide({ snapshot, events, people: new Map(), now: at });
}

function apply(files: RepositoryFiles, decision: Decision): RepositoryFiles {
  if (decision.kind !== "plan" || decision.plan.files.length === 0) throw new Error("the claim was refused");
  const changed = decision.plan.files.map(({ path, text }) => ({ path, text: text ?? "" }));
  const merge = (list: RepositoryFiles["assignments"], fresh: RepositoryFiles["assignments"]) => {
    const replaced = new Set(fresh.map(({ path }) => path));
    return fresh.length === 0 ? list : [...list.filter(({ path }) => !replaced.has(path)), ...fresh];
  };
  return {
    ...files,
    assignments: merge(
      files.assignments,
      changed.filter(({ path }) => path.startsWith("assignments/")),
    ),
    trackers: merge(
      files.trackers,
      changed.filter(({ path }) => path === "TRACKER.md"),
    ),
  };
}
