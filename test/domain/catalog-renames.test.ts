import { describe, expect, test } from "vitest";
import { renderProblem } from "../../src/domain/problem.ts";
import { readRepositoryState } from "../../src/domain/repository-state.ts";

const held = (id: string, status = "in_progress") =>
  `assignment:\n  diagram_id: ${id}\n  assignee: ada\n  status: ${status}\n`;
const free = (id: string) => `assignment:\n  diagram_id: ${id}\n  status: pending\n`;

function read(diagrams: string, assignments: Readonly<Record<string, string>> = {}, more = "") {
  const catalog = `categories:
  - name: Guarantees
    planned: 9
    groups:
      - key: G01
        name: First
        planned: 9
        diagrams:
${diagrams.replace(/^/gm, "          ")}
`;
  return readRepositoryState({
    config: null,
    catalog: [
      { path: "catalog/a.yml", text: catalog },
      ...(more === "" ? [] : [{ path: "catalog/b.yml", text: more }]),
    ],
    assignments: Object.entries(assignments).map(([path, text]) => ({ path: `assignments/${path}`, text })),
    trackers: [],
  });
}
const told = (...said: Parameters<typeof read>) => read(...said).problems.map(renderProblem);
const id = (text: string) => text as never;

describe("a diagram that was renamed in the catalog", () => {
  test("takes its assignment along, also where its file lies in a folder or ends in .yaml", () => {
    const state = read("G-X-Y: { name: Flow, was: G-A-B }", { "first/G-A-B.yaml": held("G-A-B") });
    expect(state.problems).toEqual([]);
    expect(state.assignments.get(id("G-X-Y"))).toMatchObject({
      path: "assignments/first/G-A-B.yaml",
      assignment: { diagram_id: "G-X-Y", assignee: "ada", status: "in_progress" },
    });
    expect(state.vanished.size).toBe(0);
  });

  test("whose file cannot be read is given to nobody", () => {
    const state = read("G-X-Y: { name: Flow, was: G-A-B }", { "G-A-B.yml": "assignment: 3\n" });
    expect([...state.broken.keys()]).toEqual(["G-X-Y"]);
  });

  test("and has a file under either ID: nobody is given what somebody may hold, and the place is told", () => {
    const both = { "G-A-B.yml": held("G-A-B"), "G-X-Y.yml": free("G-X-Y") };
    const state = read("G-X-Y: { name: Flow, was: G-A-B }", both);
    expect([...state.broken.keys()]).toEqual(["G-X-Y"]);
    expect(state.assignments.size).toBe(0);
    expect(state.problems.map(renderProblem)).toEqual([
      "assignments/G-A-B.yml:1:1: error: `G-A-B` is called `G-X-Y` now, and assignments/G-X-Y.yml already exists. Keep one of the two files, with the name G-X-Y.yml.",
    ]);
  });

  test("and has two holders: who holds the new ID keeps it", () => {
    const both = { "G-A-B.yml": held("G-A-B"), "G-X-Y.yml": held("G-X-Y").replace("ada", "bob") };
    const state = read("G-X-Y: { name: Flow, was: G-A-B }", both);
    expect(state.assignments.get(id("G-X-Y"))?.assignment.assignee).toBe("bob");
    expect(state.problems).toHaveLength(1);
  });
});

describe("what a diagram cannot have been is told where it stands, and moves nothing", () => {
  test.each([
    [
      "an ID that is still there",
      "G-A-B: Old\nG-X-Y: { name: Flow, was: G-A-B }",
      "catalog/a.yml:10:37: error: `G-X-Y` was `G-A-B`, but the catalog still names `G-A-B`, so nothing moves. Take one of the two out.",
    ],
    [
      "itself",
      "G-X-Y:\n  name: Flow\n  was: G-X-Y",
      "catalog/a.yml:11:18: error: `G-X-Y` was `G-X-Y`: that is no other ID. Take `was` out.",
    ],
    [
      "what another one was too",
      "G-X-Y: { name: Flow, was: G-A-B }\nG-X-Z: { name: Flow, was: G-A-B }",
      "catalog/a.yml:10:37: error: `G-X-Y` was `G-A-B` too, and takes what `G-A-B` had. Take `was` out of one of the two.",
    ],
  ])("%s", (_what, diagrams, problem) => {
    expect(told(diagrams)).toEqual([problem]);
  });

  test("a chain, and two that change places: each end that is still there is told", () => {
    const chain = "G-A-C: { name: C, was: G-A-B }\nG-A-B: { name: B, was: G-A-A }";
    expect([...read(chain).catalog.renamed]).toEqual([["G-A-A", "G-A-B"]]);
    expect(told(chain)).toEqual([
      expect.stringContaining("`G-A-C` was `G-A-B`, but the catalog still names"),
    ]);
    const swapped = "G-A-A: { name: A, was: G-A-B }\nG-A-B: { name: B, was: G-A-A }";
    expect(read(swapped).catalog.renamed.size).toBe(0);
    expect(told(swapped)).toHaveLength(2);
  });

  test("a key or an ID that is spelled wrong", () => {
    expect(told("G-X-Y: { name: Flow, wass: G-A-B }")).toEqual([
      "catalog/a.yml:9:32: error: Unknown key `wass`. Did you mean `was`?",
    ]);
    expect(told("G-X-Y: { name: Flow, was: g-a-b }")).toEqual([
      "catalog/a.yml:9:37: error: `categories.0.groups.0.diagrams.G-X-Y.was`: Expected a diagram ID such as G-LIN-FL, in capitals, found `g-a-b`.",
    ]);
    expect(told("G-X-Y: [Flow]")).toEqual([
      "catalog/a.yml:9:18: error: `categories.0.groups.0.diagrams.G-X-Y`: Expected a name on one line, or `{ name: …, was: OLD-ID }`.",
    ]);
  });
});

describe("a diagram that the catalog names no more", () => {
  test("is kept for its holder, and told with what to do", () => {
    const state = read("G-X-Y: Flow", { "G-A-B.yml": held("G-A-B") });
    expect([...state.vanished.keys()]).toEqual(["G-A-B"]);
    expect(state.problems.map(renderProblem)).toEqual([
      "assignments/G-A-B.yml:1:1: warning: The catalog no longer names `G-A-B`, but `ada` holds it (in_progress). Put it back into the catalog; or name its new ID there, as in `NEW-ID: { name: …, was: G-A-B }`; or comment `/release G-A-B`.",
    ]);
  });

  test("is only a file too many where nobody holds it", () => {
    const state = read("G-X-Y: Flow", { "G-A-B.yml": free("G-A-B") });
    expect(state.vanished.size).toBe(0);
    expect(state.problems[0]?.message).toBe("The catalog names no diagram `G-A-B`.");
  });

  test("is not said to be gone while a part of the catalog cannot be read", () => {
    expect(read("G-X-Y: Flow", { "G-A-B.yml": held("G-A-B") }, "categories: {").vanished.size).toBe(0);
  });
});
