import { expect, test } from "vitest";
import { assignmentsCheck } from "../../../src/gates/assignments/assignments-check.ts";
import { assignmentText, checkInput } from "../check-input.ts";

const PATH = "assignments/G-LIN-FL.yml";
const ACCOUNTS = new Map<string, number>([
  ["ada", 11],
  ["bob", 12],
  ["mallory", 66],
]);

/** What the check says of a file that ada's pull request brings, in the places of its IDs. */
function said(text: string, { author = "ada", authorId = 11, base = {} } = {}) {
  const asked: string[] = [];
  const input = checkInput({ pr: { author, authorId }, files: { [PATH]: text }, base });
  const accountId = (login: string) => {
    asked.push(login);
    return ACCOUNTS.get(login) ?? null;
  };
  const report = assignmentsCheck({ ...input, accountId });
  const findings = (report?.annotations ?? [])
    .filter(({ title }) => title.toLowerCase().includes("account"))
    .map(({ level, line, message }) => `${level} ${line}: ${message}`);
  return { findings, asked };
}

const claim = (fields: string) => `assignment:
  diagram_id: G-LIN-FL
${fields}  status: in_progress
`;

test("a claim with one's own account is none of its business, and asks GitHub nothing", () => {
  expect(said(claim("  assignee: ada\n  assignee_id: 11\n"))).toEqual({ findings: [], asked: [] });
  expect(said(claim("  assignee: ada\n"))).toEqual({ findings: [], asked: [] });
});

test("somebody else's account beside one's own login fails, with the place and the true one", () => {
  expect(said(claim("  assignee: ada\n  assignee_id: 12\n")).findings).toEqual([
    "failure 4: The account `ada` has the ID 11, not 12. Take the ID out; the bot writes it.",
  ]);
});

test("one's own account beside somebody else's login fails, whoever writes it", () => {
  const text = claim("  assignee: bob\n  assignee_id: 66\n");
  expect(said(text, { author: "mallory", authorId: 66 }).findings).toEqual([
    "failure 4: The account `bob` has the ID 12, not 66. Take the ID out; the bot writes it.",
  ]);
});

test("an account beside a login that nobody has, or beside nobody, fails", () => {
  expect(said(claim("  assignee: john.doe\n  assignee_id: 66\n")).findings).toEqual([
    "failure 4: GitHub knows nobody called `john.doe`, so 66 cannot be that account's ID. Take the ID out; the bot writes it.",
  ]);
  expect(said(claim("  assignee: null\n  assignee_id: 66\n")).findings).toEqual([
    "failure 4: This is the ID of an account (66), but nobody is named beside it. Take it out.",
  ]);
  expect(said(claim("  assignee: john.doe\n")).findings).toEqual([]);
});

test("accounts within lists and maps are looked at, too", () => {
  const text = assignmentText("G-LIN-FL", {
    sources: [{ url: "https://example.org/", by: "bob", by_id: 66 }],
    verification: { verified_by: "bob", verified_by_id: 12 },
    last_claim: { assignee: "mallory", assignee_id: 12, start_date: "2026-11-01", due_date: null },
  });
  expect(said(text).findings).toEqual([
    expect.stringContaining("`bob` has the ID 12, not 66"),
    expect.stringContaining("`mallory` has the ID 66, not 12"),
  ]);
});

test("what stood there before is left alone: its owner may have another name by now", () => {
  const before = claim("  assignee: ada-before\n  assignee_id: 11\n");
  expect(said(`${before}  notes: hello\n`, { base: { [PATH]: before } })).toEqual({
    findings: [],
    asked: [],
  });
});

test("no pull request makes the bot ask for any number of accounts", () => {
  const overrides = Array.from({ length: 50 }, (_, at) => ({
    by: `person-${at}`,
    by_id: at + 1,
    on: "2026-11-24",
    pr: 1,
    reason: "so",
  }));
  const { findings, asked } = said(assignmentText("G-LIN-FL", { overrides }));
  expect(new Set(asked).size).toBe(20);
  expect(findings.filter((text) => text.includes("more than 20 people"))).toHaveLength(30);
});

test("where nobody can ask GitHub nothing is said", () => {
  const input = checkInput({
    pr: { authorId: 11 },
    files: { [PATH]: claim("  assignee: bob\n  assignee_id: 66\n") },
  });
  expect(assignmentsCheck(input)?.annotations.map(({ title }) => title)).not.toContain("Not this account");
});
