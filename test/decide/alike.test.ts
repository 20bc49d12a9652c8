import { expect, test } from "vitest";
import { groupAlike } from "../../src/decide/alike.ts";
import { TestRepository } from "./repository.ts";

test("what is said of several diagrams alike is said once, with ID where each has its own", () => {
  const all = [
    { id: "G-LIN-FL", text: "it is yours. Write `G-LIN-FL`, not `G-LIN-FL-2`." },
    { id: "G-LIN-SQ", text: "**bob** holds it." },
    { id: "G-LIN-ST", text: "it is yours. Write `G-LIN-ST`, not `G-LIN-FL-2`." },
  ];
  expect(groupAlike(all).map(({ text, same }) => [text, same.map(({ id }) => id)])).toEqual([
    ["it is yours. Write `ID`, not `G-LIN-FL-2`.", ["G-LIN-FL", "G-LIN-ST"]],
    ["**bob** holds it.", ["G-LIN-SQ"]],
  ]);
});

test("what was refused is never grouped with what was done", () => {
  const repository = new TestRepository();
  repository.comment("bob", "/claim G-LIN-SQ");
  const reply = repository.comment("ada", "/claim G-LIN-FL G-LIN-SQ G-LIN-ST");
  expect(reply.split("\n").filter((line) => line.startsWith("- "))).toEqual([
    expect.stringMatching(/^- For each of \*\*G-LIN-FL\*\* and \*\*G-LIN-ST\*\*: it is yours until /),
    expect.stringMatching(/^- \*\*G-LIN-SQ\*\* Sequence: \*\*bob\*\* holds it /),
  ]);
});

test("names that the catalog has not are one sentence", () => {
  const reply = new TestRepository().comment("ada", "/claim X-AAAA-BBBB Y-CCCC-DDDD");
  expect(reply).toContain(
    "`X-AAAA-BBBB` and `Y-CCCC-DDDD` are not in the catalog. The tracker lists every ID.",
  );
});

test("a question is answered with what is so after the whole comment", () => {
  const reply = new TestRepository().comment("ada", "/next 2\n/claim next");
  const [free = "", claimed = ""] = reply.split("makes the first one yours.");
  const id = /\*\*([A-Z-]+)\*\*/.exec(claimed)?.[1] ?? "none";
  expect(claimed).toContain("it is yours until");
  expect(free).not.toContain(id);
});

test("a campaign is answered in its language, in which commands and statuses stay what they are", () => {
  const repository = new TestRepository({
    ".github/diagram-tracker.yml": "language: de\nclaims: { welcome: false }\n",
  });
  expect(repository.comment("ada", "/claim G-LIN-FL")).toBe(
    "@ada **G-LIN-FL** Flow Diagram: es gehört dir bis 2026-12-08. Als Nächstes: Öffne einen Pull Request mit `G-LIN-FL` im Titel. Dann bewege ich es nach Review.",
  );
  expect(repository.pull(7, { title: "G-LIN-FL", author: "ada" })).toContain(
    "| `G-LIN-FL` | Flow Diagram | 🟨 Review | Als Nächstes: Ein Reviewer, der nicht der Autor ist, stimmt zu",
  );
  expect(repository.files.get("TRACKER.md")).toContain("🟨 Review");
});
