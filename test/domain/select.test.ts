import { expect, test } from "vitest";
import type { Campaign } from "../../src/domain/campaign.ts";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import { readRepositoryState } from "../../src/domain/repository-state.ts";
import { nextDiagrams, parseSelection } from "../../src/domain/select.ts";
import { CATALOG } from "../decide/repository.ts";

const file = {
  path: "assignments/G-LIN-FL.yml",
  text: "assignment:\n  diagram_id: G-LIN-FL\n  status: review\n  assignee: Ada\n",
};
const { catalog, config, assignments } = readRepositoryState({
  config: null,
  catalog: [{ path: "catalog/a.yml", text: CATALOG }],
  assignments: [file],
  trackers: [],
});
const campaign: Campaign = {
  catalog,
  config,
  assignments: new Map([...assignments].map(([id, { assignment }]) => [id, assignment])),
  today: "2026-11-24" as CivilDate,
};

const select = (text: string) => {
  const selection = parseSelection(text, campaign);
  return "unknown" in selection ? selection : [selection.title, selection.diagrams.length];
};

test.each([
  ["g-lin-fl", ["G-LIN-FL Flow Diagram", 1]],
  ["G-LIN-*", ["G-LIN-*", 4]],
  ["g-lin", ["G-LIN-*", 4]],
  ["G", ["G-*", 6]],
  ["g01", ["G01: Linearizability", 4]],
  ["linearizability", ["G01: Linearizability", 4]],
  ["Guarantees", ["Guarantees", 6]],
  ["@ada", ["@ada", 1]],
  ["@nobody", ["@nobody", 0]],
  ["phase 1", ["Phase 1: Core", 6]],
  ["1", ["Phase 1: Core", 6]],
  ["core", ["Phase 1: Core", 6]],
  ["review", ["🟨 Review", 1]],
  ["in_progress", ["🟦 In Progress", 0]],
  ["In Progress", ["🟦 In Progress", 0]],
  ["free", ["⬜ Pending", 5]],
  ["done", ["✅ Complete", 0]],
  ["reveiw", { unknown: "reveiw", near: "review" }],
  ["toString", { unknown: "toString", near: null }],
  ["phase 9", { unknown: "phase 9", near: null }],
  ["G-LIN-FX", { unknown: "G-LIN-FX", near: "G-LIN-FL" }],
  ["", { unknown: "", near: null }],
])("%s selects %j", (text, expected) => {
  expect(select(text)).toEqual(expected);
});

test("what to take next: free ones, the phases' order first, each once, without those that are excluded", () => {
  const ids = (count: number, except = "") =>
    nextDiagrams(campaign, count, { isExcluded: ({ id }) => id === except }).map(({ id }) => id);
  expect(ids(3)).toEqual(["G-SEQ-FL", "G-SEQ-SQ", "G-LIN-SQ"]);
  expect(ids(100)).toHaveLength(5);
  expect(ids(1, "G-SEQ-FL")).toEqual(["G-SEQ-SQ"]);
});
