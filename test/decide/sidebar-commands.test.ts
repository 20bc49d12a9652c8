import { beforeEach, describe, expect, test } from "vitest";
import type { IssueFacts, SidebarChange } from "../../src/facts/issue-facts.ts";
import { TestRepository } from "./repository.ts";

const CONFIG = ".github/diagram-tracker.yml";
const person = (login: string) => ({
  login,
  id: [...login].reduce((sum, letter) => sum + letter.charCodeAt(0), 0),
});
let repository: TestRepository;
let count = 0;

beforeEach(() => {
  repository = new TestRepository();
  repository.permissions.set("maria", "maintain");
  for (const login of ["ada", "bob", "eve", "maria"]) repository.accounts.set(login, person(login).id);
  count = 0;
  repository.issues.set(5, facts());
});

function facts(given: Partial<IssueFacts> = {}): IssueFacts {
  const empty = { assignees: [], labels: [], changes: [] };
  return { number: 5, nodeId: "I_5", title: "G-LIN-FL", openedFor: null, state: "open", ...empty, ...given };
}

/** `ada+bob`: ada assigns bob; `ada-ada`: ada takes herself off. In the order in which they happened. */
function words(...said: string[]): void {
  const before = repository.issues.get(5) ?? facts();
  let { assignees } = before;
  const changes = said.map((text): SidebarChange => {
    const [, by = "", sign, of = ""] = /^([\w[\]]+)([+-])(\w+)$/.exec(text) ?? [];
    const about = person(of);
    assignees = assignees.filter(({ login }) => login !== of);
    if (sign === "+") assignees = [...assignees, about];
    count++;
    return {
      id: `SE_${count}`,
      at: repository.now,
      what: sign === "+" ? "assigned" : "unassigned",
      by: by === "ghost" ? null : person(by),
      isOurs: by === "tracker[bot]",
      isByBot: by.endsWith("[bot]"),
      person: about,
      label: null,
    };
  });
  repository.issues.set(5, { ...before, assignees, changes: [...before.changes, ...changes] });
}

function wake(): string[] {
  count++;
  const plan = repository.hear([{ kind: "issue", key: `sidebar-5@${count}`, at: repository.now, number: 5 }]);
  return plan.replies.map(({ body }) => body);
}

const holder = () =>
  /^ {2}assignee: (.+)$/m.exec(repository.files.get("assignments/G-LIN-FL.yml") ?? "")?.[1];
const held = () => repository.comment("ada", "/claim G-LIN-FL", { authorId: person("ada").id });

describe("a word in the sidebar", () => {
  test.each<[string, () => void, readonly string[], string | undefined, RegExp | null]>([
    ["of oneself is a claim", () => {}, ["ada+ada"], "ada", /@ada .*it is yours/],
    ["of a maintainer gives it to somebody", () => {}, ["maria+ada"], "ada", /@maria .*ada holds it/],
    [
      "of somebody else gives nothing",
      () => {},
      ["eve+ada"],
      undefined,
      /only maintainers can do this.*leave the assignees/s,
    ],
    ["of the holder gives it back", held, ["ada+ada", "ada-ada"], "null", /free again/],
    [
      "of a maintainer takes it from the holder",
      held,
      ["ada+ada", "maria-ada"],
      "null",
      /@maria .*no longer holds it/,
    ],
    ["of somebody else takes nothing", held, ["ada+ada", "eve-ada"], "ada", /only they or a maintainer/],
    ["claims nothing that is held", held, ["eve+eve"], "ada", /\*\*ada\*\* holds it/],
    [
      "takes nothing from a holder who still stands there",
      held,
      ["ada+ada", "maria+bob"],
      "ada",
      /one person holds a diagram/,
    ],
    [
      "moves it where the holder does not stand there",
      held,
      ["maria+bob"],
      "bob",
      /bob holds it .*instead of ada/,
    ],
    ["that was taken back meanwhile is none", () => {}, ["ada+ada", "ada-ada"], undefined, null],
    ["that says what the file says is none", held, ["ada+ada"], "ada", null],
    ["of a program is none", () => {}, ["other[bot]+ada"], undefined, null],
    ["of an account that is gone is none", () => {}, ["ghost+ada"], undefined, null],
  ])("%s", (_, given, said, expected, reply) => {
    given();
    words(...said);
    const replies = wake();
    expect(holder()).toBe(expected);
    if (reply === null) expect(replies).toEqual([]);
    else expect(replies.join()).toMatch(reply);
  });

  test("of three people at once gives it to the first", () => {
    words("maria+ada", "maria+bob", "maria+eve");
    const [reply, ...more] = wake();
    expect(more).toEqual([]);
    expect(holder()).toBe("ada");
    expect(reply?.match(/one person holds a diagram/g)).toHaveLength(2);
  });

  test("is heard once, however often it is looked at", () => {
    words("eve+ada");
    expect(wake()).toHaveLength(1);
    expect(wake()).toEqual([]);
    repository.permissions.set("eve", "maintain");
    expect(wake()).toEqual([]);
  });

  test("within one's limit and in the campaign's rules counts like the command", () => {
    repository.files.set(CONFIG, "commands: { prefix: dt }\nclaims: { limit: 1 }\n");
    repository.comment("ada", "/dt claim G-LIN-SQ", { authorId: person("ada").id });
    words("ada+ada");
    expect(wake().join()).toMatch(/you already hold 1 diagram.*`\/dt release`/s);
    expect(holder()).toBeUndefined();
  });

  test.each([
    ["is none where the command is left to others", "commands: { disabled: [claim] }\n"],
    ["is none where nobody is assigned by the bot", "issues: { assign: false }\n"],
  ])("%s", (_, config) => {
    repository.files.set(CONFIG, config);
    words("ada+ada");
    expect(wake()).toEqual([]);
    expect(holder()).toBeUndefined();
  });

  test("of a blocked person is declined", () => {
    repository.files.set(CONFIG, "blocked: [eve]\n");
    words("eve+eve");
    expect(wake().join()).toMatch(/block list/);
    expect(holder()).toBeUndefined();
  });

  test("makes the issue the diagram's own; one that names two is nobody's", () => {
    repository.issues.set(5, facts({ title: "G-LIN-FL or G-LIN-SQ?" }));
    words("ada+ada");
    expect(wake()).toEqual([]);
    repository.issues.set(5, { ...(repository.issues.get(5) ?? facts()), title: "G-LIN-FL" });
    wake();
    expect(repository.files.get("assignments/G-LIN-FL.yml")).toContain("  issue: 5\n");
  });

  test.each([
    ["off and on again brings no new term", ["ada+ada"], ["ada-ada"], ["ada+ada"], "2026-12-08"],
    [
      "that moves it back and forth brings none either",
      ["ada+ada"],
      ["maria-ada"],
      ["ada+ada"],
      "2026-12-08",
    ],
  ])("%s", (_, first, second, third, due) => {
    for (const [day, said] of [first, second, third].entries()) {
      repository.now = `2026-11-${24 + day}T10:00:00Z`;
      words(...said);
      wake();
    }
    expect(repository.files.get("assignments/G-LIN-FL.yml")).toContain(`  due_date: ${due}\n`);
  });

  test("of oneself counts for the limit of what is declined, so nobody is told more than that", () => {
    repository.comment("bob", "/claim G-LIN-FL", { authorId: person("bob").id });
    repository.counted = new Map();
    const said = Array.from({ length: 8 }, () => {
      words("eve-eve", "eve+eve");
      return wake().length;
    });
    expect(said.reduce((sum, count) => sum + count, 0)).toBe(6);
    expect(holder()).toBe("bob");
  });

  test("that was taken off before the claim says nothing about it", () => {
    words("maria+ada", "maria-ada");
    repository.now = "2026-11-25T10:00:00Z";
    held();
    expect(wake()).toEqual([]);
    expect(holder()).toBe("ada");
  });
});
