import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FileCommit } from "../../src/facts/file-history.ts";
import { TestRepository } from "../decide/repository.ts";
import { startTestBot, type TestBot } from "../test-bot.ts";
import { shownBy } from "../tracker/github-markdown.ts";

const OID = "0123456789abcdef0123456789abcdef01234567";
const commit = (message: string, author: string | null = "diagram-tracker[bot]"): FileCommit => ({
  oid: OID,
  at: "2026-11-24T10:00:00Z",
  message,
  author,
});

function repositoryWith(commits: readonly FileCommit[], hasMore = false): TestRepository {
  const repository = new TestRepository();
  repository.comment("ada", "/claim G-LIN-FL");
  repository.histories.set("assignments/G-LIN-FL.yml", { commits, hasMore });
  return repository;
}

describe("/history", () => {
  test("takes of each commit what it says of the diagram", () => {
    const reply = repositoryWith(
      [
        commit(
          "Update 2 diagrams\n\nG-LIN-SQ: /claim by bob\nG-LIN-FL: /due by ada\n\nDiagram-Tracker-Deliveries: x",
        ),
        commit("G-LIN-FL, G-LIN-SQ: /claim by ada"),
        commit("Correct a source", "grace"),
      ],
      true,
    ).comment("eve", "/history g-lin-fl");
    const link = `[\`0123456\`](https://github.com/atlas/diagrams/commit/${OID})`;
    expect(reply).toBe(
      [
        "@eve",
        "",
        "**`G-LIN-FL`** Flow Diagram: 🟦 In Progress, ada",
        "",
        `- 2026-11-24 ${link} /due by ada (diagram-tracker\\[bot\\])`,
        `- 2026-11-24 ${link} /claim by ada (diagram-tracker\\[bot\\])`,
        `- 2026-11-24 ${link} Correct a source (grace)`,
        "",
        "Older changes: [all commits of the file](https://github.com/atlas/diagrams/commits/main/assignments/G-LIN-FL.yml).",
      ].join("\n"),
    );
  });

  test("whatever a commit says and whoever is its author comes out inert", () => {
    const nasty = "@everyone [x](https://evil.example) <img src=x> `code` #1\u202e";
    const reply = repositoryWith([commit(`${nasty}${"x".repeat(500)}`, nasty), commit("", null)]).comment(
      "eve",
      "/history G-LIN-FL",
    );
    expect(reply).not.toContain("@everyone");
    expect(reply.length).toBeLessThan(1000);
    expect(shownBy(reply).kinds).not.toContain("html_inline");
    expect(shownBy(reply).kinds.filter((kind) => kind === "link_open")).toHaveLength(2);
  });

  test("of the diagram that the thread is about, where none is named", () => {
    const repository = repositoryWith([commit("G-LIN-FL: /claim by ada")]);
    expect(repository.comment("eve", "/history", { title: "G-LIN-FL: Flow" })).toContain("/claim by ada");
    expect(repository.comment("eve", "/history")).toContain("Name one diagram");
    expect(repository.comment("eve", "/history G-LIN-*")).toContain("Name one diagram");
  });

  test("says that there is nothing, and what is no diagram", () => {
    const repository = new TestRepository();
    expect(repository.comment("eve", "/history G-LIN-SQ")).toContain("Nobody has claimed it");
    expect(repository.comment("eve", "/history G-LIN-FX")).toContain("is no diagram");
  });
});

describe("on GitHub", () => {
  let bot: TestBot;
  beforeAll(async () => {
    bot = await startTestBot();
  });
  afterAll(() => bot.close());

  test.each(["direct", "branch"])("commit: %s: from the branch where the files are kept", async (mode) => {
    const repository = bot.github.createRepository({
      owner: "atlas",
      name: `diagrams-${mode}`,
      files: {
        "catalog/atlas.yml":
          "categories: [{ name: One, planned: 1, groups: [{ key: G, name: G, planned: 1, diagrams: { G-LIN-FL: Flow } }] }]\n",
        ".github/diagram-tracker.yml": `commit: ${mode}\n`,
      },
    });
    repository.openIssue({ author: "maria", title: "Who takes what?" });
    for (const body of ["/claim G-LIN-FL", "/release G-LIN-FL", "/history G-LIN-FL"]) {
      repository.comment({ author: "ada", thread: 1, body });
      await bot.idle();
    }
    const reply = repository.comments(1).at(-1)?.body ?? "";
    const said = [...reply.matchAll(/^- 2026-11-24 \[`[0-9a-f]{7}`\]\(\S+\) (.*) \(diagram-tracker/gm)];
    expect(said.map(([, what]) => what)).toEqual(["/release by ada", "/claim by ada"]);
    expect(bot.github.invalidRequests).toEqual([]);
  });
});
