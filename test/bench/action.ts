import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../../src/bundle/bundle.ts";
import { type BundledCampaign, startBundledCampaign } from "../action/bundled-campaign.ts";
import { median, middle, ms } from "./measure.ts";
import { countRequests } from "./requests.ts";

const RUNS = 5;

/** What a run takes of its own, with a GitHub that answers at once, and how much it asks. */
export async function benchAction(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "bench-action-"));
  const dist = join(folder, "dist");
  await bundle(dist);
  const campaign = await startBundledCampaign(dist, folder);
  try {
    const { repository, runner } = campaign;
    repository.openIssue({ author: "maria", title: "Who takes what?", body: "/claim G-LIN-FA" });
    await runner.idle();
    const comment = (body: string) => () => void repository.comment({ author: "ada", thread: 1, body });
    const nothing = await measure(campaign, comment("as in docs/atlas.md"));
    const answered = await measure(campaign, comment("/claim next"));
    const { one } = await countRequests();
    const bare = median(() => spawnSync(process.execPath, ["-e", "0"]));
    console.log("A run of the Action from the bundle, each in a process of its own");
    console.log(
      `  nothing to do (budget: 3 s of its own): ${ms(nothing.time)} (×${(nothing.time / bare).toFixed(1)} of a Node that does nothing: ${ms(bare)}), requests: ${nothing.requests}`,
    );
    console.log(
      `  a claim: ${ms(answered.time)}, requests: ${answered.requests} (the App in a repository that it knows: ${one.requests})`,
    );
  } finally {
    await campaign.github.close();
    rmSync(folder, { recursive: true });
  }
}

async function measure(
  { github, runner }: BundledCampaign,
  act: () => void,
): Promise<{ readonly time: number; readonly requests: number }> {
  const times: number[] = [];
  const requests: number[] = [];
  for (let run = 0; run < RUNS; run++) {
    act();
    await github.settled();
    github.requests.reset();
    const start = performance.now();
    await runner.idle();
    times.push(performance.now() - start);
    requests.push(github.requests.all.length);
  }
  return { time: middle(times), requests: middle(requests) };
}
