import { describe, expect, test } from "vitest";
import type { Assignment } from "../../src/domain/assignment.ts";
import { campaignFigures } from "../../src/domain/campaign-figures.ts";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import { campaignOf, SMALL } from "../tracker/campaigns.ts";
import { campaignThatWent, weeksOf } from "../tracker/histories.ts";

const day = (text: string) => text as CivilDate;
const done = (on: string | null, more: Partial<Assignment> = {}): Partial<Assignment> => ({
  status: "complete",
  assignee: "ada",
  start_date: day("2026-01-05"),
  completion_date: on === null ? null : day(on),
  ...more,
});

test("the statuses add up to the total, what has no name yet among the pending", () => {
  const { statuses, total, named } = campaignFigures(
    campaignOf(SMALL, {
      "OP-MIR-A": { status: "review" },
      "OP-MIR-B": { status: "in_progress" },
      "OP-LEN-A": { status: "complete" },
    }),
  );
  expect(statuses).toEqual({ pending: 1510, in_progress: 1, review: 1, complete: 1 });
  expect(named).toBe(4);
  expect(total.total).toBe(1513);
});

test("a category's plan may be more than its groups'", () => {
  const { categories } = campaignFigures(campaignOf(SMALL, { "OP-MIR-A": { status: "complete" } }));
  expect(categories[0]).toMatchObject({ total: 12, complete: 1, pending: 11 });
  expect(categories[0]?.groups.map(({ group, total, complete }) => [group.key, total, complete])).toEqual([
    ["OP1", 3, 1],
    ["OP2", 1, 0],
  ]);
});

describe("the curve", () => {
  const curve = (assignments: Record<string, Partial<Assignment>>, today?: string) =>
    campaignFigures(campaignOf(SMALL, assignments, {}, today)).burnUp;

  test("what no file dates counts from the first week on", () => {
    const { weeks, undated } = curve(
      { "OP-MIR-A": done(null), "OP-MIR-B": done("2026-01-14"), "OP-LEN-A": done("2026-01-18") },
      "2026-01-20",
    );
    expect(undated).toBe(1);
    expect(weeks).toEqual([
      { monday: "2026-01-05", completed: 0, complete: 1, planned: 1513 },
      { monday: "2026-01-12", completed: 2, complete: 3, planned: 1513 },
      { monday: "2026-01-19", completed: 0, complete: 3, planned: 1513 },
    ]);
  });

  test("a slip in a year makes neither a long curve nor a wrong sum", () => {
    const { weeks, undated } = curve(
      { "OP-MIR-A": done("0202-01-14", { start_date: day("0202-01-01") }), "OP-MIR-B": done("2062-01-14") },
      "2026-01-20",
    );
    expect(weeks).toHaveLength(3);
    expect(undated).toBe(1);
    expect(weeks.at(-1)).toMatchObject({ completed: 1, complete: 2 });
  });

  test("is empty where nothing was begun, and begins with the plan where that is known", () => {
    expect(curve({})).toEqual({ weeks: [], undated: 0, isPlanKnown: false, begun: null });
    const planned = `plan: [{ on: 2026-02-25, planned: 20 }, { on: 2026-02-10, planned: 10 }]\n${SMALL}`;
    const { burnUp } = campaignFigures(campaignOf(planned));
    expect(burnUp.weeks.map(({ planned }) => planned)).toEqual([10, 10, 1513]);
  });
});

describe("people", () => {
  const people = (assignments: Record<string, Partial<Assignment>>) =>
    campaignFigures(campaignOf(SMALL, assignments)).people.map(
      ({ login, id, complete, inProgress, review }) => [login, id, complete, inProgress, review],
    );

  test("an account is one person under all its logins, by the newest", () => {
    expect(
      people({
        "OP-MIR-A": done("2026-01-14", { assignee: "ada-old", assignee_id: 1 }),
        "OP-MIR-B": done("2026-02-14", { assignee: "ada", assignee_id: 1 }),
        "OP-LEN-A": { status: "review", assignee: "Ada", start_date: day("2026-01-14") },
      }),
    ).toEqual([["ada", 1, 2, 0, 1]]);
  });

  test("a login that two accounts had is neither's where no number stands", () => {
    expect(
      people({
        "OP-MIR-A": done("2026-01-14", { assignee: "ada", assignee_id: 1 }),
        "OP-MIR-B": done("2026-01-15", { assignee: "ada", assignee_id: 2 }),
        "OP-LEN-A": done("2026-01-16", { assignee: "ada" }),
      }),
    ).toEqual([
      ["ada", null, 1, 0, 0],
      ["ada", 2, 1, 0, 0],
      ["ada", 1, 1, 0, 0],
    ]);
  });

  test("are listed by their latest work, not by how much it is", () => {
    const all = people({
      "OP-MIR-A": done("2026-01-14"),
      "OP-MIR-B": done("2026-01-15"),
      "OP-LEN-A": done("2026-02-16", { assignee: "grace" }),
      "DM-SHU-A": { status: "pending", assignee: "nobody" },
    });
    expect(all.map(([login]) => login)).toEqual(["grace", "ada"]);
  });
});

test("lists: newest completions, the longest waiting and overdue at first", () => {
  const ids = (list: readonly { readonly diagram: { readonly id: string } }[]) =>
    list.map(({ diagram }) => diagram.id);
  const started = (on: string, due: string, status: "review" | "in_progress") =>
    ({ status, assignee: "ada", start_date: day(on), due_date: day(due) }) as const;
  const one = campaignFigures(
    campaignOf(SMALL, {
      "OP-MIR-A": done("2026-01-14"),
      "OP-MIR-B": done("2026-01-15", { verification: { ...NOTHING, verified_by: "grace" } }),
      "OP-LEN-A": done("2026-01-15"),
      "DM-SHU-A": started("2026-02-01", "2026-02-28", "in_progress"),
    }),
  );
  expect(ids(one.completed)).toEqual(["OP-MIR-B", "OP-LEN-A", "OP-MIR-A"]);
  expect(ids(one.overdue)).toEqual(["DM-SHU-A"]);
  expect(one.verified).toBe(1);
  const two = campaignFigures(
    campaignOf(SMALL, {
      "OP-MIR-A": started("2026-02-02", "2026-02-20", "review"),
      "OP-MIR-B": started("2026-02-01", "2026-02-20", "review"),
      "DM-SHU-A": {
        ...started("2026-02-01", "2026-02-20", "in_progress"),
        clock_rests_until: day("2026-03-01"),
      },
      // Due today is not overdue.
      "OP-LEN-A": started("2026-02-01", "2026-03-01", "in_progress"),
    }),
  );
  expect(ids(two.waiting)).toEqual(["OP-MIR-B", "OP-MIR-A"]);
  expect(ids(two.overdue)).toEqual([]);
  expect(two.wanted).toEqual([]);
  expect(one.wanted).toEqual([]);
});

const NOTHING = { data_current: null, metrics_verified: false, cost_included: false };

test("a plan that names a day twice keeps the first, and says so", () => {
  const { catalog } = campaignThatWent({
    completed: weeksOf(2, 1),
    planned: 5,
    plan: ["{ on: 2025-01-06, planned: 3 }", "{ on: 2025-01-06, planned: 4 }"],
  });
  expect(catalog.plan).toEqual([{ on: "2025-01-06", planned: 3 }]);
});
