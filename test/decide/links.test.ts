import { describe, expect, test } from "vitest";
import type { PullRequestFacts } from "../../src/facts/pull-request-facts.ts";
import { named, pullRequestFacts } from "./pull-request-facts.ts";
import { DRAWING, TestRepository } from "./repository.ts";

const MERGED = { state: "merged", mergedAt: "2026-11-25T08:00:00Z" } as const;
const FLOW = "diagrams/g-lin-fl.md";
const adds = (...paths: string[]) => ({ files: paths.map((path) => ({ path, change: "added" as const })) });
const changes = (...paths: string[]) => ({
  files: paths.map((path) => ({ path, change: "modified" as const })),
});
const removes = (...paths: string[]) => ({
  files: paths.map((path) => ({ path, change: "removed" as const })),
});
const block = (text: string) => `\`\`\`mermaid\n${text}\n\`\`\`\n`;

function field(repository: TestRepository, id: string, name: string): string {
  const text = repository.files.get(`assignments/${id}.yml`) ?? "";
  return new RegExp(`^  ${name}: (.*)$`, "m").exec(text)?.[1] ?? (name === "status" ? "pending" : "null");
}
const status = (repository: TestRepository, id: string) => field(repository, id, "status");
const holder = (repository: TestRepository, id: string) => field(repository, id, "assignee");

function campaign(): TestRepository {
  const repository = new TestRepository();
  repository.permissions.set("maria", "maintain");
  repository.permissions.set("grace", "write");
  return repository;
}

/** Opens it, merges it, and returns the notice that stands there then. */
function merge(repository: TestRepository, number: number, change: Partial<PullRequestFacts>): string {
  repository.pull(number, change);
  return repository.pull(number, MERGED) ?? "";
}

const WAYS: [string, Partial<PullRequestFacts>, string][] = [
  ["its title", { title: "G-LIN-FL: flow" }, DRAWING],
  ["its title in code", { title: "Draw `g-lin-fl`" }, DRAWING],
  ["a branch that begins with it", { branch: "g-lin-fl-flow" }, DRAWING],
  ["a branch in a folder, behind a word", { branch: "ada/add-g-lin-fl-flow" }, DRAWING],
  ["a line", { body: "Thanks!\r\n\r\nDiagram: `G-LIN-FL`" }, DRAWING],
  ["a line in bold with a link", { body: "- **Diagram:** [G-LIN-FL](https://example.org)" }, DRAWING],
  ["a keyword of GitHub's", { body: "This closes G-LIN-FL." }, DRAWING],
  ["a keyword before several", { body: "Fixes #12, G-LIN-FL." }, DRAWING],
  ["a second keyword in one line", { body: "Closes #12, completes G-LIN-FL" }, DRAWING],
  ["a ticked box", { body: "- [x] G-LIN-FL drawn" }, DRAWING],
  ["an issue that is titled with it", { closes: [{ number: 3, title: "G-LIN-FL: draw it" }] }, DRAWING],
  ["its path", adds("diagrams/guarantees/G-LIN-FL.mmd"), "flowchart LR\n  A --> B"],
  ["its title line", {}, block("---\ntitle: G-LIN-FL flow\n---\nflowchart LR\n  A --> B")],
  ["a comment in it", {}, block("%% G-LIN-FL\nflowchart LR\n  A --> B")],
  ["the heading above it", {}, `# Guarantees\n\n## G-LIN-FL: Flow\n\n${DRAWING}`],
  ["a mention, where nothing else links", { body: "Here is the flow for G-LIN-FL." }, DRAWING],
  [
    "its assignment file beside an unnamed drawing",
    adds("diagrams/flow.md", "assignments/G-LIN-FL.yml"),
    DRAWING,
  ],
];

describe("each of the ordinary ways links a diagram, and its merge completes it", () => {
  test.each(WAYS)("%s", (_, change, text) => {
    const repository = campaign();
    const path = change.files?.[0]?.path ?? "diagrams/flow.md";
    repository.texts.set(7, { [path]: { text } });
    merge(repository, 7, { ...adds(path), ...change });
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["complete", "ada"]);
  });

  test("an issue on which its author claimed exactly one, though its title names none", () => {
    const repository = campaign();
    repository.comment("bob", "/claim G-LIN-ST", { thread: 5, title: "Claim here" });
    repository.comment("ada", "/claim G-LIN-FL", { thread: 5, title: "Claim here" });
    merge(repository, 7, { title: "Draw the flow", closes: [{ number: 5, title: "Claim here" }] });
    expect(status(repository, "G-LIN-FL")).toBe("complete");
    expect(status(repository, "G-LIN-ST")).toBe("in_progress");
  });

  test("beside several, a heading that is the diagram's name", () => {
    const repository = campaign();
    const page = `## Flow Diagram\n\n${DRAWING}\n## Sequence\n\n${block("sequenceDiagram\n  A->>B: x")}`;
    repository.texts.set(7, { "diagrams/page.md": { text: page } });
    merge(repository, 7, { title: "G-LIN-FL, G-LIN-SQ", ...adds("diagrams/page.md") });
    expect([status(repository, "G-LIN-FL"), status(repository, "G-LIN-SQ")]).toEqual([
      "complete",
      "complete",
    ]);
  });

  test.each(["puml", "d2", "dot", "drawio", "excalidraw"])("a drawing that is a .%s file", (ending) => {
    const repository = campaign();
    merge(repository, 7, { title: "G-LIN-FL", ...adds(`docs/flow.${ending}`) });
    expect(status(repository, "G-LIN-FL")).toBe("complete");
  });

  test.each(["svg", "png"])("a picture in the folder of the diagrams: %s", (ending) => {
    const repository = campaign();
    merge(repository, 7, { title: "G-LIN-FL", ...adds(`diagrams/flow.${ending}`) });
    merge(repository, 8, { title: "G-LIN-SQ", ...adds(`docs/logo.${ending}`) });
    expect([status(repository, "G-LIN-FL"), status(repository, "G-LIN-SQ")]).toEqual(["complete", "pending"]);
  });
});

describe("a diagram that was renamed in the catalog is linked by its earlier ID in all these ways", () => {
  test.each(WAYS)("%s", (_, change, text) => {
    const repository = campaign();
    const catalog = repository.files.get("catalog/atlas.yml") ?? "";
    repository.files.set(
      "catalog/atlas.yml",
      catalog.replace(/\bG-LIN-FL: (.+)/, "G-NEW-FL: { name: $1, was: G-LIN-FL }"),
    );
    const path = change.files?.[0]?.path ?? "diagrams/flow.md";
    repository.texts.set(7, { [path]: { text } });
    merge(repository, 7, { ...adds(path), ...change });
    expect([status(repository, "G-NEW-FL"), holder(repository, "G-NEW-FL")]).toEqual(["complete", "ada"]);
  });
});

describe("what no link is", () => {
  test.each<[string, Partial<PullRequestFacts>]>([
    ["a branch in whose middle it stands", { branch: "after-g-lin-fl-review" }],
    ["a code block", { body: "```\nDiagram: G-LIN-FL\n```" }],
    ["a quote", { body: "> closes G-LIN-FL" }],
    ["an HTML comment", { body: "<!-- Diagram: G-LIN-FL -->" }],
    ["struck text", { body: "~~closes G-LIN-FL~~" }],
    ["an unticked box", { body: "- [ ] G-LIN-FL" }],
    ["a command line", { body: "/source G-LIN-FL https://example.org" }],
    ["a negated keyword", { body: "This does not fix G-LIN-FL." }],
    ["a negated mention", { body: "Everything except G-LIN-FL." }],
    ["one of several mentions", { body: "Compare G-LIN-FL and G-LIN-SQ." }],
    ["a comment about another one", {}],
  ])("%s", (_, change) => {
    const repository = campaign();
    repository.texts.set(7, {
      "diagrams/flow.md": { text: block("%% unlike G-LIN-FL\nflowchart LR\n  A --> B") },
    });
    merge(repository, 7, { title: "A drawing", ...adds("diagrams/flow.md"), ...change });
    expect(repository.files.has("assignments/G-LIN-FL.yml")).toBe(false);
  });
});

describe("what completes, and what does not", () => {
  test("a mention in the title without a drawing: nothing, and the notice says so", () => {
    const repository = campaign();
    const notice = merge(repository, 7, {
      title: "Docs: IDs such as G-LIN-FL",
      ...changes("CONTRIBUTING.md"),
    });
    expect(status(repository, "G-LIN-FL")).toBe("pending");
    expect(notice).toContain(
      "This pull request had no drawing of it, so it is not complete. Next: open a pull request with its drawing.",
    );
  });

  test("a sentence about another diagram completes only the one that is drawn", () => {
    const repository = campaign();
    merge(repository, 7, {
      title: "G-LIN-FL: flow",
      body: "Only the flow. It does not do G-LIN-SQ.",
      ...adds(FLOW),
    });
    expect([status(repository, "G-LIN-FL"), status(repository, "G-LIN-SQ")]).toEqual(["complete", "pending"]);
  });

  test("an unticked box beside a ticked one is no promise", () => {
    const repository = campaign();
    merge(repository, 7, { title: "Drawings", body: "- [x] G-LIN-FL\n- [ ] G-LIN-SQ", ...adds(FLOW) });
    expect([status(repository, "G-LIN-FL"), status(repository, "G-LIN-SQ")]).toEqual(["complete", "pending"]);
  });

  test.each([
    ["new versions, with notes that name an ID", { body: "uses G-LIN-FL by default" }],
    ["new versions, with the ID in the title", { title: "Update G-LIN-FL to 2.0" }],
  ])("a bot that brings %s is about nothing, and gets no comment", (_, change) => {
    const repository = campaign();
    const notice = merge(repository, 7, {
      author: "renovate[bot]",
      authorIsBot: true,
      title: "Update packages",
      ...changes("package.json"),
      ...change,
    });
    expect(notice).toBe("");
    expect(repository.files.has("assignments/G-LIN-FL.yml")).toBe(false);
  });

  test("what a bot writes into a person's description claims nothing, and takes nothing away", () => {
    const repository = campaign();
    repository.pull(7, { author: "bob", title: "Drawings", body: "Diagram: G-LIN-FL", ...adds(FLOW) });
    const body = "Diagram: G-LIN-FL\n\nDiagram: G-LIN-ST. Closes G-LIN-SQ, similar to G-LIN-FA.";
    repository.pull(7, {
      body,
      bodyEditedByBot: true,
      bodyEditors: named("coderabbitai[bot]"),
      bodyEditedAt: "2026-11-24T12:00:00Z",
    });
    expect(status(repository, "G-LIN-FL")).toBe("review");
    for (const id of ["G-LIN-ST", "G-LIN-SQ", "G-LIN-FA"]) expect(status(repository, id)).toBe("pending");
  });

  test("neither when it was merged like that, and its author has tidied it up since", () => {
    const repository = campaign();
    repository.pull(7, { author: "bob", title: "G-LIN-FL", ...adds("diagrams/sketch.md") });
    repository.pulls.set(7, {
      ...(repository.pulls.get(7) ?? expect.fail()),
      ...MERGED,
      titleAtMerge: "G-LIN-FL",
      bodyEditedByBot: true,
      bodyEditors: named("bob", "coderabbitai[bot]"),
      bodyEditedAt: "2026-12-25T08:00:00Z",
    });
    const event = { kind: "pull-request", key: "closed", at: repository.now, number: 7 } as const;
    repository.hear([{ ...event, closedWith: { title: "G-LIN-FL", body: "Diagram: G-LIN-*" } }]);
    expect([status(repository, "G-LIN-FL"), status(repository, "G-LIN-SQ")]).toEqual(["complete", "pending"]);
  });

  test("a command in a description that releases a diagram is no claim of it", () => {
    const repository = campaign();
    repository.comment("bob", "/claim G-LIN-SQ");
    repository.comment("bob", "/release G-LIN-SQ", { thread: 7, onPullRequest: true, title: "Typo" });
    merge(repository, 7, {
      author: "bob",
      title: "Typo",
      body: "/release G-LIN-SQ",
      ...changes("README.md"),
    });
    expect(status(repository, "G-LIN-SQ")).toBe("pending");
  });

  test("what is only meant for later is free for others", () => {
    const repository = campaign();
    repository.pull(7, {
      author: "bob",
      title: "G-LIN-FL",
      body: "Later: G-LIN-SQ, G-LIN-ST",
      ...adds(FLOW),
    });
    repository.comment("cy", "/claim G-LIN-ST");
    expect(holder(repository, "G-LIN-ST")).toBe("cy");
  });

  test.each<[string, Partial<PullRequestFacts>, string, string | null]>([
    ["a deleted drawing", removes(FLOW), "", DRAWING],
    ["a typo beside a drawing that stays", changes(FLOW), `The ${DRAWING}`, `Teh ${DRAWING}`],
    [
      "a file that was only renamed",
      { files: [{ path: FLOW, change: "renamed", previousPath: "diagrams/x.md" }] },
      DRAWING,
      DRAWING,
    ],
  ])("%s completes nothing", (_, change, text, before) => {
    const repository = campaign();
    repository.texts.set(7, { [FLOW]: { text, before } });
    merge(repository, 7, { title: "G-LIN-FL", ...change });
    expect(status(repository, "G-LIN-FL")).toBe("pending");
  });

  test("a typo in a page with eight drawings links none of them", () => {
    const repository = campaign();
    const drawings = ["FL", "SQ", "ST", "FA"]
      .map((part) => `## G-LIN-${part}\n\n${block(`flowchart LR\n  ${part} --> B`)}`)
      .join("\n");
    repository.texts.set(7, {
      "diagrams/page.md": { text: `The page\n\n${drawings}`, before: `Teh page\n\n${drawings}` },
    });
    const notice = merge(repository, 7, { title: "Fix a typo", ...changes("diagrams/page.md") });
    expect(notice).toBe("");
    expect([...repository.files.keys()].filter((path) => path.startsWith("assignments/"))).toEqual([]);
  });

  test("a hundred IDs and a space in a README claim the limit, complete none, and leave none held", () => {
    const repository = campaign();
    const body = ["FL", "SQ", "ST", "FA"].map((part) => `completes G-LIN-${part}`).join("\n");
    repository.pull(7, { title: "Space", body, ...changes("README.md") });
    const held = ["FL", "SQ", "ST", "FA"].filter((part) => holder(repository, `G-LIN-${part}`) === "ada");
    expect(held).toHaveLength(3);
    repository.pull(7, MERGED);
    for (const part of ["FL", "SQ", "ST", "FA"]) {
      expect([status(repository, `G-LIN-${part}`), holder(repository, `G-LIN-${part}`)]).toEqual([
        "pending",
        "null",
      ]);
    }
  });

  test("a merge into another branch completes nothing, and /complete says so when its work has landed", () => {
    const repository = campaign();
    const notice = merge(repository, 1, {
      author: "bob",
      title: "G-LIN-FL",
      base: "ada/work",
      ...adds(FLOW),
    });
    expect(status(repository, "G-LIN-FL")).toBe("pending");
    expect(notice).toContain("a maintainer can comment `/complete G-LIN-FL #1`");
    expect(repository.comment("bob", "/complete G-LIN-FL #1")).toContain("only maintainers can do this");
    expect(repository.comment("maria", "/complete G-LIN-FL #1")).toContain(
      "it is complete, with pull request #1, made by **bob**.",
    );
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["complete", "bob"]);
  });

  test("/complete takes groups, and says what keeps it from completing", () => {
    const repository = campaign();
    expect(repository.comment("maria", "/complete G-LIN-FL #9")).toContain(
      "there is no pull request #9 here",
    );
    repository.pull(7, { title: "G-LIN-SQ", ...adds(FLOW) });
    expect(repository.comment("maria", "/complete G-LIN-FL #7")).toContain("#7 is not merged");
    expect(repository.comment("maria", "/complete G-LIN-*")).not.toContain("nothing was changed");
    expect(["FL", "SQ", "ST", "FA"].map((part) => status(repository, `G-LIN-${part}`))).toEqual(
      Array(4).fill("complete"),
    );
  });

  test.each([
    ["change", changes("docs/de/page.md"), "complete"],
    ["change", changes("catalog/atlas.yml"), "pending"],
    ["nothing", changes("README.md"), "complete"],
    ["drawing", changes("docs/de/page.md"), "pending"],
  ])("where a campaign asks for a %s", (requires, change, expected) => {
    const repository = new TestRepository({
      ".github/diagram-tracker.yml": `completion:\n  requires: ${requires}\n`,
    });
    merge(repository, 7, { title: "G-LIN-FL", ...change });
    expect(status(repository, "G-LIN-FL")).toBe(expected);
  });
});

describe("after the merge nothing that is said counts", () => {
  const typo = { author: "bob", title: "Fix a typo", ...adds("diagrams/typo.md"), ...MERGED };

  test("a description that is edited a month later links nothing", () => {
    const repository = campaign();
    repository.pull(7, typo);
    repository.pull(7, {
      body: "Diagram: G-LIN-*",
      bodyEditors: named("bob"),
      bodyEditedAt: "2026-12-25T08:00:00Z",
    });
    for (const part of ["FL", "SQ", "ST", "FA"]) expect(status(repository, `G-LIN-${part}`)).toBe("pending");
  });

  test("a title that is changed after the merge links nothing", () => {
    const repository = campaign();
    repository.pull(7, { ...typo, title: "G-LIN-FL", titleAtMerge: "Fix a typo" });
    expect(status(repository, "G-LIN-FL")).toBe("pending");
  });

  test("what the closing said counts, whatever stands there now", () => {
    const repository = campaign();
    repository.pulls.set(
      7,
      pullRequestFacts({
        ...MERGED,
        ...adds(FLOW),
        number: 7,
        title: "Nothing",
        titleAtMerge: null,
        bodyEditedAt: "2026-12-25T08:00:00Z",
      }),
    );
    const closedWith = { title: "The flow", body: "Diagram: G-LIN-FL" };
    repository.hear([{ kind: "pull-request", key: "closed", at: repository.now, number: 7, closedWith }]);
    expect(status(repository, "G-LIN-FL")).toBe("complete");
  });

  test("opened and merged while nobody listened: its title, its branch and its drawing are still there", () => {
    const repository = campaign();
    repository.pull(7, { title: "G-LIN-FL", ...adds("diagrams/flow.md"), ...MERGED });
    expect(status(repository, "G-LIN-FL")).toBe("complete");
  });

  test("what the files said before counts where its words at the merge are lost", () => {
    const repository = campaign();
    repository.pull(7, { title: "Flow", body: "Diagram: G-LIN-FL", ...adds("diagrams/flow.md") });
    repository.pull(7, { ...MERGED, body: "", bodyEditedAt: "2026-12-25T08:00:00Z" });
    expect(status(repository, "G-LIN-FL")).toBe("complete");
  });
});

describe("whose work it is", () => {
  const agent = { author: "copilot-swe-agent[bot]", authorIsBot: true };

  test("an agent's counts for the holder", () => {
    const repository = campaign();
    repository.comment("ada", "/claim G-LIN-FL");
    merge(repository, 7, { ...agent, title: "G-LIN-FL: flow", ...adds(FLOW) });
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["complete", "ada"]);
  });

  test("an agent's of a free diagram is complete with nobody, and the notice asks whose it is", () => {
    const repository = campaign();
    expect(repository.pull(7, { ...agent, title: "G-LIN-FL: flow", ...adds(FLOW) })).toContain(
      "A maintainer can say whose work this is: `/assign G-LIN-FL @user`.",
    );
    const notice = repository.pull(7, MERGED);
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["complete", "null"]);
    expect(notice).toContain("Nobody holds it: a maintainer can say whose work it is");
  });

  test.each([
    ["a formatter", changes(FLOW)],
    ["a picture that was made smaller", changes("diagrams/g-lin-fl.png")],
  ])("a bot that only changes what was drawn before completes nothing for anybody: %s", (_, files) => {
    const repository = campaign();
    repository.oids.set(`${"1".repeat(40)} diagrams/g-lin-fl.png`, "2".repeat(40));
    repository.files.set(FLOW, "# Flow\n\n```mermaid\nflowchart LR\n  A-->B\n```\n");
    repository.comment("ada", "/claim G-LIN-FL");
    const bot = { author: "pre-commit-ci", authorIsBot: true, title: "Format all files", ...files };
    const notice = merge(repository, 7, bot);
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["in_progress", "ada"]);
    expect(notice).toContain("A bot changes its drawing. Nothing else changes.");
    merge(repository, 8, { ...bot, title: "G-LIN-FL: draw the rest" });
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["complete", "ada"]);
  });

  test("an agent's first drawing counts by where it lies alone", () => {
    const repository = campaign();
    repository.comment("ada", "/claim G-LIN-FL");
    merge(repository, 7, { ...agent, title: "Draw a linearizable read", ...adds(FLOW) });
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["complete", "ada"]);
  });

  test("a person whom nobody knows for a machine is a person", () => {
    const repository = campaign();
    merge(repository, 7, { author: "atlas-bot", authorIsBot: false, title: "G-LIN-FL", ...adds(FLOW) });
    expect(holder(repository, "G-LIN-FL")).toBe("atlas-bot");
  });

  test("somebody else's does not complete what is held, and the notice says how to go on", () => {
    const repository = campaign();
    repository.comment("ada", "/claim G-LIN-FL");
    const notice = merge(repository, 7, { author: "bob", title: "G-LIN-FL", ...adds(FLOW) });
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["in_progress", "ada"]);
    expect(notice).toContain("`/assign G-LIN-FL @bob` and then `/complete G-LIN-FL #7`");
  });

  test("an author whose account is gone keeps what the file links", () => {
    const repository = campaign();
    repository.pull(7, { title: "G-LIN-FL", ...adds(FLOW) });
    repository.pull(7, { ...MERGED, author: null });
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["complete", "ada"]);
  });

  test("a maintainer's formatter claims nothing and is refused nothing; one who names the diagram works on it", () => {
    const repository = campaign();
    repository.comment("ada", "/claim G-LIN-FL");
    const format = { author: "maria", title: "Format", ...changes(FLOW, "diagrams/g-lin-sq.md") };
    const notice = merge(repository, 7, format);
    expect([holder(repository, "G-LIN-FL"), holder(repository, "G-LIN-SQ")]).toEqual(["ada", "null"]);
    expect(notice).toContain("A maintainer changes its drawing. Nothing else changes.");
    merge(repository, 8, { author: "maria", title: "G-LIN-SQ", ...changes("diagrams/g-lin-sq.md") });
    expect(holder(repository, "G-LIN-SQ")).toBe("maria");
  });

  test("beyond the limit only for what it draws", () => {
    const repository = new TestRepository({ ".github/diagram-tracker.yml": "claims:\n  limit: 1\n" });
    repository.comment("ada", "/claim G-SEQ-FL");
    repository.pull(7, { title: "G-LIN-FL and G-LIN-SQ", ...adds(FLOW) });
    expect([holder(repository, "G-LIN-FL"), holder(repository, "G-LIN-SQ")]).toEqual(["ada", "null"]);
  });

  test("more in review than may be: no more claims, by command or by name", () => {
    const repository = new TestRepository({ ".github/diagram-tracker.yml": "claims:\n  review_limit: 1\n" });
    repository.pull(7, { title: "G-LIN-FL", ...adds(FLOW) });
    expect(repository.comment("ada", "/claim G-LIN-SQ")).toContain("one person may have at most 1 there");
    repository.pull(8, { title: "G-LIN-SQ", ...changes("README.md") });
    expect(status(repository, "G-LIN-SQ")).toBe("pending");
  });
});

test("what the closing event says counts for all that is heard with it", () => {
  const repository = campaign();
  const title = "G-LIN-SQ: sequence";
  repository.pull(7, { title: "Some work", body: "See also G-LIN-FL.", ...adds("diagrams/new.md") });
  expect(status(repository, "G-LIN-FL")).toBe("review");
  const before = repository.pulls.get(7) ?? expect.fail();
  repository.pulls.set(7, { ...before, ...MERGED, title, titleAtMerge: null });
  repository.hear([
    { kind: "pull-request", key: "edited", at: "2026-11-25T07:59:00Z", number: 7 },
    {
      kind: "pull-request",
      key: "closed",
      at: "2026-11-25T08:00:00Z",
      number: 7,
      closedWith: { title, body: before.body },
    },
  ]);
  expect([status(repository, "G-LIN-FL"), status(repository, "G-LIN-SQ")]).toEqual(["pending", "complete"]);
});

describe("undoing", () => {
  const flow = { path: FLOW, change: "added" as const, patch: "@@ -0,0 +1,2 @@\n+flowchart\n+A --> B" };
  const unflow = { path: FLOW, change: "removed" as const, patch: "@@ -1,2 +0,0 @@\n-flowchart\n-A --> B" };

  function completed(): TestRepository {
    const repository = campaign();
    merge(repository, 7, { title: "G-LIN-FL: flow", ...adds(FLOW) });
    repository.patches.set(7, [flow]);
    repository.patches.set(8, [unflow]);
    repository.texts.set(8, { [FLOW]: { text: null, before: DRAWING } });
    return repository;
  }

  test.each<[string, Partial<PullRequestFacts>]>([
    [
      "GitHub's own",
      { title: 'Revert "G-LIN-FL: flow"', branch: "revert-7-flow", body: "Reverts atlas/diagrams#7" },
    ],
    ["one by hand", { title: "Take that out again" }],
    ["one from a fork", { title: "Back", fromFork: true, author: "mallory" }],
  ])("%s puts the diagram back to its holder", (_, change) => {
    const repository = completed();
    const notice = merge(repository, 8, { author: "maria", ...removes(FLOW), ...change });
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["in_progress", "ada"]);
    expect(notice).toContain("This pull request undoes #7, so it is in progress again, with **ada**");
    expect(repository.pull(8, {})).toBe(notice);
  });

  test("undoing that again is work, whatever its title and branch say", () => {
    const repository = completed();
    merge(repository, 8, { author: "maria", title: 'Revert "G-LIN-FL: flow"', ...removes(FLOW) });
    repository.patches.set(9, [flow]);
    merge(repository, 9, {
      title: 'Reapply "G-LIN-FL: flow"',
      branch: "revert-8-revert-7-patch-1",
      ...adds(FLOW),
    });
    expect([status(repository, "G-LIN-FL"), field(repository, "G-LIN-FL", "pr_number")]).toEqual([
      "complete",
      "9",
    ]);
  });

  test("what was drawn again since is not undone by another look at what undid it before", () => {
    const repository = completed();
    const at = (minute: number) => ({ mergedAt: `2026-11-25T08:0${minute}:00Z` });
    merge(repository, 8, { author: "maria", title: "Take that out again", ...removes(FLOW) });
    repository.pull(8, at(1));
    repository.patches.set(9, [flow]);
    repository.pull(9, { title: "G-LIN-FL: flow again", ...adds(FLOW) });
    repository.pull(9, { ...MERGED, ...at(2) });
    repository.pull(8, { body: "An afterthought." });
    expect([status(repository, "G-LIN-FL"), field(repository, "G-LIN-FL", "pr_number")]).toEqual([
      "complete",
      "9",
    ]);
  });

  test("what a maintainer completes with the same pull request afterwards stays so, until a later day's undoes it", () => {
    const repository = completed();
    merge(repository, 8, { author: "maria", title: "Take that out again", ...removes(FLOW) });
    repository.now = "2026-11-25T09:00:00Z";
    repository.comment("maria", "/complete G-LIN-FL #7");
    repository.pull(8, { body: "An afterthought." });
    expect(status(repository, "G-LIN-FL")).toBe("complete");
    repository.patches.set(9, [unflow]);
    repository.texts.set(9, { [FLOW]: { text: null, before: DRAWING } });
    repository.pull(9, { author: "maria", title: "Take that out again", ...removes(FLOW) });
    repository.pull(9, { ...MERGED, mergedAt: "2026-11-26T08:00:00Z" });
    expect(status(repository, "G-LIN-FL")).toBe("in_progress");
  });

  test("taking one drawing away undoes none of the others that its title names", () => {
    const repository = campaign();
    const other = "diagrams/g-lin-sq.md";
    merge(repository, 7, { title: "Two of them", ...adds(FLOW, other) });
    repository.patches.set(7, [flow, { ...flow, path: other }]);
    repository.patches.set(8, [{ ...unflow, path: other }]);
    repository.texts.set(8, { [other]: { text: null, before: DRAWING } });
    merge(repository, 8, { author: "maria", title: "All of G-LIN-*", ...removes(other) });
    expect([status(repository, "G-LIN-FL"), status(repository, "G-LIN-SQ")]).toEqual([
      "complete",
      "in_progress",
    ]);
  });

  test("a drawing put in another one's place stays, also where the description was edited after the merge", () => {
    const repository = completed();
    repository.texts.set(8, {
      [FLOW]: { text: null, before: DRAWING },
      "diagrams/new.md": { text: DRAWING },
    });
    merge(repository, 8, {
      title: "G-LIN-FL",
      files: [...removes(FLOW).files, ...adds("diagrams/new.md").files],
    });
    repository.pull(8, {
      body: "See also G-LIN-SQ.",
      bodyEditedAt: "2026-11-26T08:00:00Z",
      bodyEditors: named("ada"),
    });
    expect(status(repository, "G-LIN-FL")).toBe("complete");
  });

  test('"Revert" in the title of a pull request that draws is work', () => {
    const repository = campaign();
    merge(repository, 7, { title: "Revert to the old colours of G-LIN-FL", ...adds(FLOW) });
    expect(status(repository, "G-LIN-FL")).toBe("complete");
  });

  test("a drawing that goes in another way stays complete, with a word about it", () => {
    const repository = completed();
    repository.patches.set(8, [{ ...unflow, patch: "@@ -1,3 +0,0 @@\n-flowchart\n-A --> B\n-more" }]);
    const notice = merge(repository, 8, { author: "maria", title: "Tidy up", ...removes(FLOW) });
    expect(status(repository, "G-LIN-FL")).toBe("complete");
    expect(notice).toContain("Its drawing is no longer on `main`, but it still counts as complete.");
  });
});

describe("a maintainer's word", () => {
  test("gives what an agent completed for nobody to who it is by, and nothing of anybody's", () => {
    const repository = campaign();
    merge(repository, 7, {
      title: "G-LIN-FL",
      author: "drawing-agent[bot]",
      authorIsBot: true,
      ...adds(FLOW),
    });
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["complete", "null"]);
    expect(repository.comment("mallory", "/assign G-LIN-FL @mallory")).toContain("maintainer");
    expect(holder(repository, "G-LIN-FL")).toBe("null");
    expect(repository.comment("maria", "/assign G-LIN-FL @ada")).toContain(
      "it is complete, and now counts as the work of ada.",
    );
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["complete", "ada"]);
    expect(repository.comment("maria", "/assign G-LIN-FL @bob")).toContain("it was completed on");
    expect(holder(repository, "G-LIN-FL")).toBe("ada");
  });

  test("that a pull request completes what it does not draw makes nothing of that one's reviews", () => {
    const repository = campaign();
    merge(repository, 7, {
      title: "G-LIN-SQ",
      ...adds("diagrams/g-lin-sq.md"),
      reviews: [
        { reviewer: "grace", opinion: "approved", commit: "1".repeat(40), at: "2026-11-24T09:30:00Z" },
      ],
    });
    repository.comment("maria", "/complete G-LIN-FL #7");
    repository.pull(7, {});
    expect(status(repository, "G-LIN-FL")).toBe("complete");
    expect(repository.files.get("assignments/G-LIN-SQ.yml")).toContain("verified_by: grace");
    expect(repository.files.get("assignments/G-LIN-FL.yml")).not.toContain("verified_by: grace");
  });

  test("counts at once for what is heard with it", () => {
    const repository = campaign();
    repository.files.set(".github/diagram-tracker.yml", "claims: { limit: 2 }\n");
    repository.pull(7, { title: "G-LIN-FL", ...adds(FLOW) });
    repository.pulls.set(
      8,
      pullRequestFacts({
        number: 8,
        author: "zoe",
        title: "G-LIN-SQ, G-LIN-ST",
        ...changes("README.md"),
      }),
    );
    repository.hear([
      repository.commentEvent("maria", "/assign G-LIN-FL @zoe", { at: "2026-11-24T10:00:01Z" }),
      { kind: "pull-request", key: "opened", at: "2026-11-24T10:00:02Z", number: 8 },
    ]);
    const held = ["G-LIN-FL", "G-LIN-SQ", "G-LIN-ST"].filter((id) => holder(repository, id) === "zoe");
    expect(held).toHaveLength(2);
  });

  test("keeps a diagram with its holder whose pull request alone had claimed it", () => {
    const repository = campaign();
    repository.pull(7, { title: "G-LIN-FL", ...adds(FLOW) });
    expect(repository.comment("maria", "/assign G-LIN-FL @ada")).toContain(
      "ada already holds it, and now keeps it even if pull request #7 is closed.",
    );
    repository.pull(7, { state: "closed" });
    expect([status(repository, "G-LIN-FL"), holder(repository, "G-LIN-FL")]).toEqual(["in_progress", "ada"]);
  });

  test("that it is complete, taken back while its pull request is open, leaves it with that", () => {
    const repository = campaign();
    repository.pull(7, { title: "G-LIN-FL", ...adds(FLOW) });
    repository.comment("maria", "/complete G-LIN-FL");
    repository.comment("maria", "/reopen G-LIN-FL");
    repository.pull(7, {});
    expect(status(repository, "G-LIN-FL")).toBe("review");
    repository.pull(7, MERGED);
    expect(status(repository, "G-LIN-FL")).toBe("complete");
  });
});

test("another look at a pull request that only names diagrams claims no more of them", () => {
  const repository = campaign();
  repository.files.set(".github/diagram-tracker.yml", "claims: { limit: 2 }\n");
  repository.comment("ada", "/claim G-LIN-ST");
  repository.pull(7, { title: "G-LIN-FL, G-LIN-SQ, G-LIN-ST", ...changes("README.md") });
  const held = () => ["G-LIN-FL", "G-LIN-SQ", "G-LIN-ST"].filter((id) => holder(repository, id) === "ada");
  const first = held();
  repository.pull(7, {});
  repository.pull(7, { body: "More of it." });
  expect(held()).toEqual(first);
});

test("a drawing that links nothing gets one notice, which guesses what its author holds", () => {
  const repository = campaign();
  repository.comment("ada", "/claim G-LIN-FL");
  const notice = repository.pull(7, { title: "My drawing", ...adds("diagrams/mine.md") });
  expect(notice).toContain("Is this `G-LIN-FL`? Put it in the title.");
  expect(repository.pull(7, {})).toBe(notice);
});

test("a pull request that changes only the campaign's own files is a claim, and speaks of no drawing", () => {
  const repository = campaign();
  repository.files.set(
    "assignments/G-LIN-FL.yml",
    "assignment:\n  diagram_id: G-LIN-FL\n  assignee: ada\n  status: in_progress\n",
  );
  const notice = merge(repository, 7, { title: "Claim G-LIN-FL", ...adds("assignments/G-LIN-FL.yml") });
  expect(status(repository, "G-LIN-FL")).toBe("in_progress");
  expect(notice).toContain("This pull request is merged, so **ada** has claimed");
  expect(notice).not.toContain("brought no drawing");
});
