import fc from "fast-check";
import { expect, test } from "vitest";
import type { Assignment } from "../../src/domain/assignment.ts";
import { countProgress, progressOf } from "../../src/domain/progress.ts";
import { STATUSES } from "../../src/domain/status.ts";
import { campaignOf, SMALL } from "../tracker/campaigns.ts";

test("review counts as in progress, and what has no name yet as pending", () => {
  const campaign = campaignOf(SMALL, {
    "OP-MIR-A": { status: "review" },
    "OP-MIR-B": { status: "in_progress" },
    "OP-LEN-A": { status: "complete" },
  });
  const { categories, total } = progressOf(campaign);
  expect(categories[0]).toMatchObject({ total: 12, complete: 1, inProgress: 2, pending: 9, percent: 8 });
  expect(total).toEqual({ total: 1513, complete: 1, inProgress: 2, review: 1, pending: 1510, percent: 0 });
});

test("a hundred percent is read only when everything is complete", () => {
  const catalog = (planned: number) => `
categories:
  - { name: One, planned: ${planned}, groups: [{ key: G, name: G, planned: 1, diagrams: { A-B: It } }] }`;
  const percent = (planned: number) =>
    progressOf(campaignOf(catalog(planned), { "A-B": { status: "complete" } })).total.percent;
  expect([percent(1), percent(2), percent(3), percent(1000)]).toEqual([100, 50, 33, 0]);
  expect(progressOf(campaignOf("categories: []")).total.percent).toBe(0);
});

test("999,999 of a million are 99 percent", () => {
  const campaign = campaignOf(SMALL);
  const named = { ...campaign, assignments: new Map() };
  expect(countProgress(named, [], 1_000_000)).toMatchObject({ total: 1_000_000, pending: 1_000_000 });
  const [diagram] = campaign.catalog.diagrams.values();
  if (!diagram) throw new Error("the campaign names diagrams");
  const done = campaignOf(SMALL, { [diagram.id]: { status: "complete" } });
  const many = Array.from({ length: 999_999 }, () => diagram);
  expect(countProgress(done, many, 1_000_000).percent).toBe(99);
});

test("naming more than planned raises the total", () => {
  const { catalog, assignments } = campaignOf(SMALL);
  expect(countProgress({ assignments }, catalog.diagrams.values(), 2).total).toBe(4);
});

test("a diagram that two items of a phase mean counts once", () => {
  const { phases, inPhases } = progressOf(campaignOf(SMALL, { "OP-MIR-A": { status: "complete" } }));
  expect(phases[0]?.items.map(({ total, complete }) => [total, complete])).toEqual([
    [3, 1],
    [1, 1],
  ]);
  expect(phases[0]).toMatchObject({ total: 3, complete: 1 });
  expect(inPhases).toMatchObject({ total: 6, complete: 1, pending: 5 });
});

test("assignments of diagrams that the catalog does not name count nowhere", () => {
  expect(progressOf(campaignOf(SMALL, { "ZZ-TOP-A": { status: "complete" } })).total.complete).toBe(0);
});

test("total = complete + in progress + pending, whatever the statuses", () => {
  const { catalog } = campaignOf(SMALL);
  const status = fc.constantFrom(...STATUSES);
  fc.assert(
    fc.property(fc.tuple(status, status, status, status), (statuses) => {
      const changes: Record<string, Partial<Assignment>> = {};
      [...catalog.diagrams.keys()].forEach((id, index) => {
        changes[id] = { status: statuses[index] ?? "pending" };
      });
      const { total, categories, phases, inPhases } = progressOf(campaignOf(SMALL, changes));
      for (const one of [total, ...categories, ...phases, inPhases]) {
        expect(one.complete + one.inProgress + one.pending).toBe(one.total);
        expect(one.percent === 100).toBe(one.complete === one.total);
      }
    }),
  );
});
