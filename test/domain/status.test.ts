import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Role } from "../../src/domain/roles.ts";
import {
  type Cause,
  leastRole,
  PULL_REQUEST,
  STATUSES,
  type StatusEvent,
  transition,
} from "../../src/domain/status.ts";

const RANK: readonly Role[] = ["contributor", "reviewer", "maintainer"];
const person = (role: Role, isHolder = false): Cause => ({
  kind: "person",
  isHolder,
  may: (asked) => RANK.indexOf(role) >= RANK.indexOf(asked),
});
const CAUSES: Readonly<Record<string, Cause>> = {
  anybody: person("contributor"),
  holder: person("contributor", true),
  reviewer: person("reviewer"),
  maintainer: person("maintainer"),
  "pull request": PULL_REQUEST,
};

/** From pending, in progress, review, complete; whoever is not named is refused what would be possible. */
const EXPECTED: readonly (readonly [StatusEvent, string, string])[] = [
  ["claim", "in_progress held held complete!", "anybody holder reviewer maintainer, pull request"],
  ["assign", "in_progress in_progress review complete!", "maintainer"],
  ["start", "unclaimed in_progress in_progress complete!", "holder maintainer"],
  ["submit", "unclaimed review review complete!", "holder maintainer, pull request"],
  ["withdraw", "unclaimed in_progress in_progress complete!", "pull request"],
  ["extend", "unclaimed in_progress review complete!", "holder maintainer"],
  ["verify", "nothing-drawn nothing-drawn review complete", "reviewer maintainer, pull request"],
  ["complete", "complete complete complete complete!", "maintainer, pull request"],
  ["release", "unclaimed pending pending complete!", "holder maintainer, pull request"],
  ["reopen", "not-complete not-complete not-complete in_progress", "maintainer, pull request"],
  ["note", "pending in_progress review complete", "anybody holder reviewer maintainer"],
  ["waive", "pending in_progress review complete", "maintainer"],
];

describe("the status table", () => {
  describe.each(EXPECTED)("%s", (event, ways, allowed) => {
    test.each(Object.entries(CAUSES))(`by %s`, (name, cause) => {
      const may = new RegExp(`\\b${name}\\b`).test(allowed);
      const found = STATUSES.map((status) => {
        const assignee = status === "pending" ? null : "ada";
        const step = transition({ status, assignee }, event, cause);
        return "to" in step ? step.to : step.refused;
      });
      const expected = ways.split(" ").map((way) => {
        const isRefused = !(STATUSES as readonly string[]).includes(way);
        if (isRefused) return way.replace("!", "");
        return may ? way : allowed.startsWith("holder") ? "not-yours" : "no-role";
      });
      expect(found).toEqual(expected);
    });
  });

  test("what is opened again is free where nobody holds it", () => {
    const reopen = (assignee: string | null) =>
      transition({ status: "complete", assignee }, "reopen", person("maintainer"));
    expect(reopen("ada")).toEqual({ to: "in_progress" });
    expect(reopen(null)).toEqual({ to: "pending" });
  });

  test("what was completed for nobody can be given to who it is by", () => {
    const assign = (assignee: string | null) =>
      transition({ status: "complete", assignee }, "assign", person("maintainer"));
    expect(assign("ada")).toEqual({ refused: "complete" });
    expect(assign(null)).toEqual({ to: "complete" });
  });

  test("no role is asked for where there is no way, or where the holder asks: it may cost a request", () => {
    const asked: Role[] = [];
    const ask = (isHolder: boolean): Cause => ({
      kind: "person",
      isHolder,
      may: (role) => {
        asked.push(role);
        return true;
      },
    });
    transition({ status: "complete", assignee: "ada" }, "release", ask(false));
    transition({ status: "in_progress", assignee: "ada" }, "release", ask(true));
    expect(asked).toEqual([]);
  });

  test("the help names the weakest role that is enough", () => {
    const roles = EXPECTED.map(([event]) => `${event}: ${leastRole(event)}`);
    expect(roles.filter((line) => !line.endsWith("contributor"))).toEqual([
      "assign: maintainer",
      "withdraw: maintainer",
      "verify: reviewer",
      "complete: maintainer",
      "reopen: maintainer",
      "waive: maintainer",
    ]);
  });

  test("nothing goes around it: no other file names the status that it writes", () => {
    const root = new URL("../../src/", import.meta.url);
    const around = readdirSync(root, { recursive: true, encoding: "utf8" })
      .filter((path) => /^(?:domain|commands|decide)\/.*\.ts$/.test(path) && path !== "domain/status.ts")
      .filter((path) =>
        /\bstatus: "(?:pending|in_progress|review|complete)"/.test(readFileSync(new URL(path, root), "utf8")),
      );
    // What nobody has touched yet is pending.
    expect(around).toEqual(["domain/assignment.ts"]);
  });
});
