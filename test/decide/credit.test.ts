import { describe, expect, test } from "vitest";
import { TestRepository } from "./repository.ts";

const ADA = 583231;

/** Ada claims, and what the commits after that name as co-authors. */
function credits(
  commands: readonly string[],
  config = "",
  more: Readonly<Record<string, string>> = {},
): string[][] {
  const repository = new TestRepository({ ".github/diagram-tracker.yml": config, ...more });
  repository.permissions.set("maria", "maintain");
  repository.hear([repository.commentEvent("ada", "/claim G-LIN-FL", { authorId: ADA })]);
  return commands.map((body) => [
    ...repository.hear([repository.commentEvent("maria", body, { authorId: 3 })]).credits,
  ]);
}

describe("a commit that completes a diagram", () => {
  test("names who made it, by the address that GitHub gives every account", () => {
    expect(credits(["/complete G-LIN-FL"])).toEqual([["ada <583231+ada@users.noreply.github.com>"]]);
  });

  test("and no other commit names anybody", () => {
    const later = ["/verify G-LIN-FL", "/reopen G-LIN-FL", "/release G-LIN-FL"];
    expect(credits(["/complete G-LIN-FL", ...later]).slice(1)).toEqual([[], [], []]);
  });

  test("names nobody where that is turned off", () => {
    expect(credits(["/complete G-LIN-FL"], "credit: false\n")).toEqual([[]]);
  });

  test("names nobody whose account is not known", () => {
    const file = "assignment:\n  diagram_id: G-LIN-SQ\n  assignee: john.doe\n  status: in_progress\n";
    const by = file.replace("john.doe", "bob").replaceAll("G-LIN-SQ", "G-LIN-ST");
    const more = { "assignments/G-LIN-SQ.yml": file, "assignments/G-LIN-ST.yml": by };
    expect(credits(["/complete G-LIN-SQ G-LIN-ST G-LIN-FA"], "", more)).toEqual([[]]);
  });
});
