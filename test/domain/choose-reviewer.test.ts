import { describe, expect, test } from "vitest";
import { type Assignment, pendingAssignment } from "../../src/domain/assignment.ts";
import { chooseReviewer } from "../../src/domain/choose-reviewer.ts";
import { configSchema } from "../../src/domain/config.ts";
import type { DiagramId } from "../../src/domain/diagram-id.ts";

const ids = Array.from({ length: 9 }, (_, index) => `G-LIN-${index}` as DiagramId);
const asked = (reviewer: string, status: Assignment["status"], index: number): Assignment => ({
  ...pendingAssignment(ids[index] ?? ("G-LIN-X" as DiagramId)),
  assignee: "ada",
  reviewer,
  status,
});
const campaign = (
  list: readonly Assignment[],
  config: unknown = { reviewers: ["grace", "linus", "mary"] },
) => ({
  config: configSchema.parse(config),
  assignments: new Map(list.map((one) => [one.diagram_id, one])),
});
const chosen = (given: ReturnType<typeof campaign>, now: Assignment, makers: readonly string[]) =>
  chooseReviewer(
    given,
    now,
    makers.map((login) => ({ login, id: null })),
  )?.login ?? null;
const fresh = pendingAssignment("G-SEQ-FL" as DiagramId);

describe("the reviewer who is asked", () => {
  test("is the one with the fewest open diagrams", () => {
    const list = [
      asked("grace", "review", 0),
      asked("linus", "in_progress", 1),
      asked("mary", "complete", 2),
    ];
    expect(chosen(campaign(list), fresh, ["ada"])).toBe("mary");
  });

  test("takes turns where the loads are equal, also when everything is complete", () => {
    const list: Assignment[] = [];
    const turns = ids.slice(0, 7).map((_, index) => {
      const reviewer = chosen(campaign(list), fresh, ["ada"]) ?? "";
      list.push(asked(reviewer, "complete", index));
      return reviewer;
    });
    expect(turns).toEqual(["grace", "linus", "mary", "grace", "linus", "mary", "grace"]);
  });

  test("is never the holder, the pull request's author or somebody who is blocked or away, whatever the case", () => {
    const config = { reviewers: ["grace", "linus", "mary", "rita"], blocked: ["MARY"], away: ["Rita"] };
    expect(chosen(campaign([], config), fresh, ["Grace"])).toBe("linus");
    expect(chosen(campaign([], config), fresh, ["grace", "Linus"])).toBeNull();
    expect(chosen(campaign([], {}), fresh, ["ada"])).toBeNull();
  });

  test("stays with who was asked already, unless they may not any more", () => {
    const now = { ...fresh, reviewer: "Linus" };
    expect(chosen(campaign([]), now, ["ada"])).toBe("linus");
    expect(chosen(campaign([]), now, ["linus"])).toBe("grace");
    const away = { reviewers: ["grace", "linus"], away: ["linus"] };
    expect(chosen(campaign([], away), now, ["ada"])).toBe("grace");
  });
});
