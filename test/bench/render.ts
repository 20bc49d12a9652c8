import type { Campaign } from "../../src/domain/campaign.ts";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import { readRepositoryState } from "../../src/domain/repository-state.ts";
import { renderTracker } from "../../src/tracker/render-tracker.ts";
import { campaignFiles } from "./campaign.ts";
import { median, ms } from "./measure.ts";

/** Rendering the whole tracker: linear means that the time for one diagram stays about the same. */
export function benchRender(): void {
  console.log("Render of the whole tracker (budget: linear; 100,000 diagrams in under a second)");
  let base = 0;
  for (const count of [1_233, 20_000, 100_000]) {
    const campaign = campaignOf(count);
    const first = renderTracker({
      documents: [],
      campaign,
      url: "https://github.com/o/r",
      broken: new Set(),
    });
    const documents = first.changes.map(({ path, text }) => ({ path, text: text ?? "" }));
    const size = documents.reduce((sum, { text }) => sum + text.length, 0);
    // A new object for each assignment, so that no row is remembered from the run before.
    const time = median(() => {
      const assignments = new Map([...campaign.assignments].map(([id, one]) => [id, { ...one }]));
      return renderTracker({
        documents,
        campaign: { ...campaign, assignments },
        url: "https://github.com/o/r",
        broken: new Set(),
      });
    });
    const perDiagram = time / campaign.catalog.diagrams.size;
    base ||= perDiagram;
    const ratio = (perDiagram / base).toFixed(2);
    console.log(
      `  ${count.toLocaleString("en-US").padStart(7)} diagrams: ${ms(time).padStart(8)}, ${(size / 1e6).toFixed(1)} MB, ` +
        `${(perDiagram * 1000).toFixed(2)} µs a diagram (×${ratio} of the smallest)`,
    );
  }
}

function campaignOf(count: number): Campaign {
  const { catalog, config, assignments } = readRepositoryState(campaignFiles(count));
  const good = new Map([...assignments].map(([id, { assignment }]) => [id, assignment]));
  return { catalog, config, assignments: good, today: "2026-11-24" as CivilDate };
}
