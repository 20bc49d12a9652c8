import { expect, test } from "vitest";
import { CHECKLIST } from "../../src/domain/gates-config.ts";
import { readTicked } from "../../src/gates/attestations.ts";
import { pullRequestTemplate } from "../../src/init/templates/pull-request-template.ts";

const SEED = `- [ ] **Production Data**: Real metrics from engineering blogs
- [ ] **Source URL**: Link to verification source
- [ ] **Date Current**: Architecture from 2020 or later
- [ ] **Color Scheme**: 5-plane colors applied correctly
- [ ] **Cost Data**: $ amounts or resource counts
- [ ] **Latency Budget**: p50, p99 on edges
- [ ] **Failure Mode**: What breaks and recovery
- [ ] **Instance Types**: Specific (r5.24xlarge)
- [ ] **Scale Metrics**: Users, RPS, data volume
- [ ] **3 AM Test**: Would this help during incident?
`;

test.each([
  ["the checklist of the first tracker", SEED],
  ["the template that init writes", pullRequestTemplate("G-LIN-FL").text ?? ""],
])("%s is understood when it is ticked, and says nothing when it is not", (_, text) => {
  const isKnown = (id: string) => id === "G-LIN-FL";
  expect(readTicked(text, isKnown)).toEqual([]);
  const ticked = readTicked(text.replaceAll("- [ ]", "- [x]"), isKnown);
  expect(ticked).toEqual(CHECKLIST.map((point) => ({ point, id: null })));
});

test("what is ticked a thousand times under a heading of a thousand diagrams is said once of each", () => {
  const ids = Array.from({ length: 1_000 }, (_, at) => `G-LIN-${at}`);
  const body = `## ${ids.join(" ")}\n${"- [x] 3 AM Test\n".repeat(1_000)}\n## Others\n- [x] 3 AM Test\n`;
  const ticked = readTicked(body, () => true);
  expect(ticked).toHaveLength(1_001);
  expect(ticked.at(-1)).toEqual({ point: "three_am_test", id: null });
});
