import { describe, expect, test } from "vitest";
import type { SidebarWork } from "../../src/decide/plan.ts";
import type { IssueFacts, SidebarChange } from "../../src/facts/issue-facts.ts";
import { TestRepository } from "./repository.ts";

const CONFIG = ".github/diagram-tracker.yml";
const ADA = { login: "ada", id: 1 };
const BOB = { login: "bob", id: 2 };
const MARIA = { login: "maria", id: 3 };
const FREE = "diagram: free";
const IN_PROGRESS = "diagram: in progress";
const COMPLETE = "diagram: complete";

function issueFacts(given: Partial<IssueFacts> = {}): IssueFacts {
  const empty = { assignees: [], labels: [], changes: [] };
  return { number: 5, nodeId: "I_5", title: "G-LIN-FL", openedFor: null, state: "open", ...empty, ...given };
}

let changes = 0;
function change(what: SidebarChange["what"], given: Partial<SidebarChange> = {}): SidebarChange {
  changes++;
  const nobody = { by: MARIA, isOurs: false, isByBot: false, person: null, label: null };
  return { id: `SE_${changes}`, at: "2026-11-24T09:00:00Z", what, ...nobody, ...given };
}
const label = (name: string) => ({ id: `id of ${name}`, name });

/** Ada comments on the diagram's issue, and what follows beside it. */
function heard(
  command: string,
  {
    issue = {},
    files = {},
    given = (_: TestRepository) => {},
    author = "ada",
  }: {
    issue?: Partial<IssueFacts>;
    files?: Record<string, string>;
    given?: (repository: TestRepository) => void;
    author?: string;
  } = {},
): { repository: TestRepository; work: SidebarWork | undefined; brief: Record<string, unknown> } {
  const repository = new TestRepository(files);
  repository.permissions.set("maria", "maintain");
  repository.issues.set(5, issueFacts());
  for (const name of [FREE, IN_PROGRESS, "diagram: in review", COMPLETE]) repository.labels.add(name);
  given(repository);
  repository.issues.set(5, issueFacts(issue));
  const said = { thread: 5, title: "G-LIN-FL", authorId: author === "ada" ? 1 : 3 };
  const [work] = repository.hear([repository.commentEvent(author, command, said)]).sidebars;
  return { repository, work, brief: brief(work) };
}

function brief(work: SidebarWork | undefined): Record<string, unknown> {
  if (!work) return {};
  const { assign, unassign, addLabel, removeLabels, state } = work;
  return {
    ...(assign && { assign }),
    ...(unassign.length > 0 && { unassign }),
    ...(addLabel && { add: addLabel.name }),
    ...(removeLabels.length > 0 && { remove: removeLabels.map(({ name }) => name) }),
    ...(state && { state }),
  };
}

const claim = (repository: TestRepository) =>
  repository.comment("ada", "/claim G-LIN-FL", { thread: 5, title: "G-LIN-FL", authorId: 1 });
const complete = (repository: TestRepository) => {
  claim(repository);
  repository.comment("maria", "/complete G-LIN-FL", { thread: 5, title: "G-LIN-FL", authorId: 3 });
};
const recorded = ({ files }: TestRepository) =>
  /^ {2}issue: (\d+)$/m.exec(files.get("assignments/G-LIN-FL.yml") ?? "")?.[1];

describe("a diagram's own issue", () => {
  test.each([
    ["one whose title names exactly this diagram", "g-lin-fl: a flow", "5"],
    ["none whose title names two", "G-LIN-FL and G-LIN-SQ", undefined],
    ["none whose title names another one", "G-LIN-SQ", undefined],
    ["none whose title names none", "Who takes what?", undefined],
  ])("is %s", (_, title, expected) => {
    const repository = new TestRepository();
    repository.issues.set(5, issueFacts({ title }));
    repository.comment("ada", "/claim G-LIN-FL", { thread: 5, title });
    expect(recorded(repository)).toBe(expected);
  });

  test("is none whose title says so no more by now, and no pull request", () => {
    const repository = new TestRepository();
    repository.issues.set(5, issueFacts({ title: "Something else" }));
    claim(repository);
    repository.comment("bob", "/claim G-LIN-SQ", { thread: 6, title: "G-LIN-SQ", onPullRequest: true });
    expect([...repository.files.values()].join("")).not.toContain("  issue:");
  });

  test("stays the first one, until that is gone", () => {
    const { repository } = heard("/claim G-LIN-FL");
    repository.issues.set(6, issueFacts({ number: 6 }));
    const again = { thread: 6, title: "G-LIN-FL", authorId: 1 };
    repository.comment("ada", "/release G-LIN-FL\n/claim G-LIN-FL", again);
    expect(recorded(repository)).toBe("5");
    repository.issues.delete(5);
    repository.comment("ada", "/release G-LIN-FL\n/claim G-LIN-FL", again);
    expect(recorded(repository)).toBe("6");
  });

  test("is neither recorded nor asked about where nothing of it is shown", () => {
    const off = { [CONFIG]: "issues: { assign: false, close: false, labels: { show: false } }\n" };
    const { repository, work } = heard("/claim G-LIN-FL", { files: off });
    expect([recorded(repository), work]).toEqual([undefined, undefined]);
  });
});

describe("beside it", () => {
  test.each<[string, string, Parameters<typeof heard>[1], Record<string, unknown>]>([
    ["a claim assigns and labels", "/claim G-LIN-FL", {}, { assign: "ada", add: IN_PROGRESS }],
    [
      "what is so already is left",
      "/claim G-LIN-FL",
      { issue: { assignees: [ADA], labels: [label(IN_PROGRESS)] } },
      {},
    ],
    [
      "a claim takes the label of before off, and leaves others'",
      "/claim G-LIN-FL",
      { issue: { labels: [label(FREE), label("help wanted")] } },
      { assign: "ada", add: IN_PROGRESS, remove: [FREE] },
    ],
    [
      "a release takes off the holder, whoever assigned them, and nobody else",
      "/release G-LIN-FL",
      {
        given: claim,
        issue: {
          assignees: [ADA, BOB],
          labels: [label(IN_PROGRESS)],
          changes: [change("assigned", { person: ADA, by: ADA }), change("assigned", { person: BOB })],
        },
      },
      { unassign: ["ada"], add: FREE, remove: [IN_PROGRESS] },
    ],
    [
      "whom the bot assigned and who holds it no more is taken off, whatever happened to the try before",
      "/release G-LIN-FL",
      {
        given: claim,
        issue: { assignees: [BOB], changes: [change("assigned", { person: BOB, isOurs: true })] },
      },
      { unassign: ["bob"], add: FREE },
    ],
    [
      "who was taken off before the claim is assigned",
      "/claim G-LIN-FL",
      { issue: { changes: [change("unassigned", { person: ADA })], labels: [label(IN_PROGRESS)] } },
      { assign: "ada" },
    ],
    [
      "who was taken off after it is not put back",
      "/claim G-LIN-FL",
      {
        issue: {
          changes: [change("unassigned", { person: ADA, at: "2026-11-24T10:00:01Z" })],
          labels: [label(IN_PROGRESS)],
        },
      },
      {},
    ],
    [
      "what changes neither holder nor status is no reason to look",
      "/due G-LIN-FL 2026-11-30",
      { given: claim },
      {},
    ],
    [
      "another status does not put back who was taken off",
      "/complete G-LIN-FL",
      {
        given: claim,
        author: "maria",
        issue: { changes: [change("unassigned", { person: ADA })], labels: [label(IN_PROGRESS)] },
      },
      { add: COMPLETE, remove: [IN_PROGRESS], state: "close" },
    ],
    [
      "a label that somebody took off comes back only with another status",
      "/assign G-LIN-FL @bob",
      {
        given: claim,
        author: "maria",
        issue: { assignees: [ADA], changes: [change("unlabeled", { label: IN_PROGRESS })] },
      },
      { assign: "bob", unassign: ["ada"] },
    ],
    [
      "a status that somebody put on by hand is no word, and goes with the next change",
      "/claim G-LIN-FL",
      {
        issue: {
          assignees: [ADA],
          labels: [label(COMPLETE)],
          changes: [change("labeled", { label: COMPLETE, by: ADA })],
        },
      },
      { add: IN_PROGRESS, remove: [COMPLETE] },
    ],
    [
      "a label of the bot's that is called otherwise now goes with its status",
      "/release G-LIN-FL",
      {
        given: claim,
        issue: { labels: [label("wip")], changes: [change("labeled", { label: "wip", isOurs: true })] },
      },
      { add: FREE, remove: ["wip"] },
    ],
    [
      "completion closes it and keeps who made it",
      "/complete G-LIN-FL",
      { given: claim, author: "maria", issue: { assignees: [ADA], labels: [label(IN_PROGRESS)] } },
      { add: COMPLETE, remove: [IN_PROGRESS], state: "close" },
    ],
    [
      "what is closed already is not closed again",
      "/complete G-LIN-FL",
      {
        given: claim,
        author: "maria",
        issue: { state: "closed", assignees: [ADA], labels: [label(COMPLETE)] },
      },
      {},
    ],
    [
      "it is opened with its diagram, whoever closed it",
      "/reopen G-LIN-FL",
      {
        given: complete,
        author: "maria",
        issue: {
          state: "closed",
          assignees: [ADA],
          labels: [label(IN_PROGRESS)],
          changes: [change("closed")],
        },
      },
      { state: "reopen" },
    ],
    [
      "an issue that somebody closed before its diagram was complete stays closed",
      "/release G-LIN-FL",
      { given: claim, issue: { state: "closed", labels: [label(FREE)], changes: [change("closed")] } },
      {},
    ],
    [
      "one that somebody opened again is not closed by what else is said of it",
      "/verify G-LIN-FL",
      {
        given: complete,
        author: "maria",
        issue: { assignees: [ADA], labels: [label(COMPLETE)], changes: [change("reopened")] },
      },
      {},
    ],
    [
      "each part can be turned off",
      "/complete G-LIN-FL",
      {
        given: claim,
        author: "maria",
        files: { [CONFIG]: "issues: { assign: false, close: false }\n" },
        issue: { labels: [label(IN_PROGRESS)] },
      },
      { add: COMPLETE, remove: [IN_PROGRESS] },
    ],
  ])("%s", (_, command, given, expected) => {
    expect(heard(command, given).brief).toEqual(expected);
  });

  test("somebody whose name is no login is not assigned", () => {
    const file =
      "assignment:\n  diagram_id: G-LIN-FL\n  assignee: john.doe\n  status: in_progress\n  issue: 5\n";
    const given = { files: { "assignments/G-LIN-FL.yml": file }, author: "maria" };
    expect(heard("/complete G-LIN-FL", given).brief).toEqual({ add: COMPLETE, state: "close" });
  });

  test("what could not be assigned is said, and why", () => {
    const people = Array.from({ length: 10 }, (_, at) => ({ login: `p${at}`, id: at + 100 }));
    expect(heard("/claim G-LIN-FL").work?.notAssigned).toMatch(/only people who commented there/);
    expect(heard("/claim G-LIN-FL", { issue: { assignees: people } }).work?.notAssigned).toMatch(
      /ten assignees/,
    );
  });

  test("labels are made with the first issue of the campaign, and never again", () => {
    const { work, repository } = heard("/claim G-LIN-FL", { given: ({ labels }) => labels.clear() });
    expect(work?.makeLabels).toHaveLength(4);
    repository.issues.set(6, issueFacts({ number: 6, nodeId: "I_6", title: "G-LIN-SQ" }));
    const event = repository.commentEvent("ada", "/claim G-LIN-SQ", { thread: 6, title: "G-LIN-SQ" });
    expect(repository.hear([event]).sidebars[0]).toMatchObject({ makeLabels: [], addLabel: null });
  });

  test("a try that was cut off is finished: what is there is left, and people's doings since then count", () => {
    const { repository } = heard("/claim G-LIN-FL", { given: ({ labels }) => labels.clear() });
    const look = {
      kind: "issue",
      key: "sidebar-5@outbox",
      at: "2026-11-24T10:05:00Z",
      number: 5,
      since: "2026-11-24T10:00:00Z",
    } as const;
    const [again] = repository.decide([look]).sidebars;
    expect({ ...brief(again), made: again?.makeLabels.length }).toEqual({
      assign: "ada",
      add: IN_PROGRESS,
      made: 4,
    });
    const taken = change("unassigned", { person: ADA, at: "2026-11-24T10:01:00Z" });
    repository.issues.set(5, issueFacts({ changes: [taken], labels: [label(IN_PROGRESS)] }));
    expect(repository.decide([look]).sidebars).toEqual([]);
  });

  test("an issue that two files name is the first one's", () => {
    const { repository } = heard("/claim G-LIN-FL");
    const other = "assignment:\n  diagram_id: G-LIN-SQ\n  assignee: null\n  status: pending\n  issue: 5\n";
    repository.files.set("assignments/G-LIN-SQ.yml", other);
    const event = repository.commentEvent("ada", "/claim G-LIN-SQ", { authorId: 1 });
    expect(repository.hear([event]).sidebars).toEqual([]);
  });

  test("what left the catalog while somebody held it is free there, too, when they give it back", () => {
    const { repository } = heard("/claim G-LIN-FL");
    const catalog = repository.files.get("catalog/atlas.yml") ?? expect.fail();
    repository.files.set("catalog/atlas.yml", catalog.replace(/ *G-LIN-FL: .*\n/, ""));
    const assigned = change("assigned", { person: ADA, isOurs: true });
    repository.issues.set(5, issueFacts({ assignees: [ADA], changes: [assigned] }));
    const event = repository.commentEvent("ada", "/release G-LIN-FL", { authorId: 1 });
    expect(brief(repository.hear([event]).sidebars[0])).toEqual({ unassign: ["ada"], add: FREE });
  });

  test("a claim whose commit is there and whose answer was lost is looked at once more", () => {
    const { repository } = heard("/claim G-LIN-FL");
    const event = repository.commentEvent("ada", "/claim G-LIN-FL", {
      thread: 5,
      title: "G-LIN-FL",
      authorId: 1,
    });
    const unanswered = new Map([[event.key, "1".repeat(40)]]);
    expect(brief(repository.decide([event], { unanswered }).sidebars[0])).toEqual({
      assign: "ada",
      add: IN_PROGRESS,
    });
  });

  test("a maintainer's edit of the file shows there too", () => {
    const { repository } = heard("/claim G-LIN-FL");
    const path = "assignments/G-LIN-FL.yml";
    const text = repository.files.get(path) ?? expect.fail();
    repository.files.set(
      path,
      text.replace("assignee: ada", "assignee: bob").replace(/ {2}assignee_id.*\n/, ""),
    );
    const assigned = change("assigned", { person: ADA, isOurs: true });
    repository.issues.set(
      5,
      issueFacts({ assignees: [ADA], labels: [label(IN_PROGRESS)], changes: [assigned] }),
    );
    const push = { kind: "push", key: "push", at: repository.now, changed: [path] } as const;
    expect(brief(repository.decide([push]).sidebars[0])).toEqual({ assign: "bob", unassign: ["ada"] });
  });
});
