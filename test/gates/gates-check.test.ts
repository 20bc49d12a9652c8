import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CivilDate } from "../../src/domain/civil-date.ts";
import type { LinkDetail, LinkVerdict } from "../../src/facts/link-verdict.ts";
import type { CheckReport } from "../../src/gates/check-report.ts";
import { gatesCheck } from "../../src/gates/gates-check.ts";
import { named } from "../decide/pull-request-facts.ts";
import { hostile as hostileText } from "../tracker/hostile-text.ts";
import { assignmentText, type CheckSetting, checkGates as check, checkInput, GOOD } from "./check-input.ts";

const BARE = "flowchart LR\n  A:::edge --> B\n";
const FL = "diagrams/G-LIN-FL.mmd";
const HELD = { "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL") };
const TICKED = { body: "- [x] **3 AM Test**: it would" };

/** What stands in the report's table for the point. */
function row({ text }: CheckReport, point: string): string {
  const lines = (text ?? "").split("\n").filter((line) => line.includes(`| ${point} `));
  return lines.join("\n");
}

describe("the whole report", () => {
  test("of a diagram that has everything", async () => {
    const report = check({ files: { [FL]: GOOD }, base: HELD, pr: TICKED });
    await expect(JSON.stringify(report, null, 2)).toMatchFileSnapshot("../../fixtures/gates/passed.json");
    expect(report.conclusion).toBe("success");
  });

  test("of one that has nothing", async () => {
    const report = check({ files: { [FL]: BARE } });
    await expect(JSON.stringify(report, null, 2)).toMatchFileSnapshot("../../fixtures/gates/failed.json");
    expect(report.conclusion).toBe("failure");
  });

  test("of a draft, in which what is missing is open; the run fails all the same", async () => {
    const report = check({
      files: { [FL]: "flowchart LR\n  A[Start] --> B" },
      base: HELD,
      pr: { draft: true },
    });
    await expect(JSON.stringify(report, null, 2)).toMatchFileSnapshot("../../fixtures/gates/draft.json");
    expect(report.conclusion).toBe("failure");
    expect(report.annotations.every(({ level }) => level === "notice")).toBe(true);
  });
});

describe("which pull requests are judged", () => {
  test("one that is about no diagram is not", () => {
    expect(gatesCheck(checkInput({ files: { "README.md": "x" }, pr: { title: "Fix a typo" } }))).toBeNull();
  });

  test("nor one that changes assignments only: a claim brings no drawing", () => {
    const files = { "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL") };
    expect(gatesCheck(checkInput({ files }))).toBeNull();
  });

  test("one that brings no drawing fails, and says so once", () => {
    const report = check({ files: { "notes.txt": "x" }, base: HELD });
    expect(report.title).toBe("G-LIN-FL: 1 point failed, 9 still to confirm");
    expect(row(report, "Syntax")).toContain("❌ | Syntax | This pull request brings no drawing of G-LIN-FL.");
  });

  test("none is, while the configuration cannot be read", () => {
    const base = { ...HELD, ".github/diagram-tracker.yml": "gates: 5" };
    expect(check({ files: { [FL]: GOOD }, base, pr: TICKED })).toMatchObject({
      conclusion: "failure",
      title: "The campaign's configuration cannot be read",
    });
  });
});

describe("only what the pull request changes can fail", () => {
  const FL_PAGE = "diagrams/G-LIN-FL.md";
  const page = (...blocks: string[]) =>
    blocks.map((block) => `## View\n\n\`\`\`mermaid\n${block}\`\`\`\n`).join("\n");

  test("a bad block that was there before is not judged", () => {
    const path = "diagrams/G-LIN-FL.md";
    const base = { ...HELD, [path]: page(BARE) };
    const report = check({ files: { [path]: page(BARE, GOOD) }, base, pr: TICKED });
    expect(report).toMatchObject({ conclusion: "success", annotations: [] });
  });

  test("nor is one in a file that was renamed, but for what a browser might run", () => {
    const unsafe = 'flowchart LR\n  A --> B\n  click A "javascript:alert(1)"\n';
    const report = (text: string) =>
      check({ files: { [FL_PAGE]: text }, base: HELD, pr: TICKED, renamed: { [FL_PAGE]: text } });
    expect(report(page(BARE, GOOD)).annotations).toEqual([]);
    expect(report(page(unsafe, GOOD)).annotations).toMatchObject([{ title: "G-LIN-FL: Safe Links" }]);
  });

  test.each([
    ["another file that stays", { "diagrams/old.md": page(BARE, BARE) }],
    ["a file that is removed", { "diagrams/old.md": { kind: "removed", bytes: null } as const }],
  ])("a bad block that is copied from %s is judged", (_, old) => {
    const base = { ...HELD, "diagrams/old.md": page(BARE) };
    const report = check({ files: { ...old, [FL_PAGE]: page(BARE, GOOD) }, base, pr: TICKED });
    expect(report.conclusion).toBe("failure");
    expect(report.annotations.map(({ path }) => path)).toContain(FL_PAGE);
  });

  test("a bad block that is copied within its file is judged, once", () => {
    const base = { ...HELD, [FL_PAGE]: page(BARE) };
    const report = check({ files: { [FL_PAGE]: page(BARE, BARE) }, base, pr: TICKED });
    expect(report.conclusion).toBe("failure");
    expect(new Set(report.annotations.map(({ line }) => line > 7))).toEqual(new Set([true]));
  });

  test("one that is changed is, at its lines in the file", () => {
    const path = "diagrams/G-LIN-FL.md";
    const base = { ...HELD, [path]: page(GOOD) };
    const changed = GOOD.replace("#0066CC", "#0066DD");
    const report = check({ files: { [path]: page(changed) }, base, pr: TICKED });
    expect(report.conclusion).toBe("failure");
    expect(report.annotations).toMatchObject([
      { path, line: 7, level: "failure", title: "G-LIN-FL: Color Scheme" },
    ]);
  });
});

describe("the claim and the verification", () => {
  const by = (change: Record<string, unknown>) => ({
    "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL", change),
  });

  test("somebody else's claim fails and says whose it is", () => {
    const report = check({ files: { [FL]: GOOD }, base: by({ assignee: "mallory" }), pr: TICKED });
    expect(report.conclusion).toBe("failure");
    expect(row(report, "Assigned")).toContain(
      "mallory holds the diagram, not the author of this pull request.",
    );
  });

  test("a holder who is no login is compared by the pull request", () => {
    const report = check({ files: { [FL]: GOOD }, base: by({ assignee: "john.doe" }), pr: TICKED });
    expect(report.conclusion).toBe("success");
  });

  test("a claim of nobody fails", () => {
    const report = check({ files: { [FL]: GOOD }, base: by({ assignee: null }), pr: TICKED });
    expect(row(report, "Assigned")).toContain("❌ | Assigned | Nobody holds the diagram.");
  });

  test("what a bot edited too is ticked by nobody while its history is not known", () => {
    const judged = (editors: readonly string[]) => {
      const edited = { bodyEditors: named(...editors), bodyEditedAt: "2026-11-24T09:30:00Z" };
      return row(check({ files: { [FL]: GOOD }, base: HELD, pr: { ...TICKED, ...edited } }), "3 AM Test");
    };
    expect(judged(["ada", "coderabbitai[bot]"])).toContain("⬜");
    expect(judged(["ada"])).toContain("👤");
    expect(
      row(check({ files: { [FL]: GOOD }, base: HELD, pr: { ...TICKED, authorIsBot: true } }), "3 AM Test"),
    ).toContain("⬜");
  });

  test("without a verification it is open", () => {
    const verification = { data_current: 2024, metrics_verified: true };
    const report = check({ files: { [FL]: GOOD }, base: by({ verification }), pr: TICKED });
    expect(report).toMatchObject({
      conclusion: "failure",
      title: "G-LIN-FL: 1 point still to confirm (Verification)",
    });
    expect(row(report, "Verification")).toContain("⬜");
  });

  test("who verified is never taken from the pull request itself", () => {
    const verification = { data_current: 2024, metrics_verified: true };
    const files = { [FL]: GOOD, "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL") };
    expect(row(check({ files, base: by({ verification }), pr: TICKED }), "Verification")).toContain("⬜");
  });

  test("sources and the year are", () => {
    const base = by({ sources: [], verification: { metrics_verified: true, verified_by: "grace" } });
    const files = { [FL]: GOOD, "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL") };
    const { title } = check({ files: { [FL]: GOOD }, base, pr: { body: "" } });
    expect(title).toBe("G-LIN-FL: 1 point failed, 2 still to confirm (Source URL, Date Current, 3 AM Test)");
    expect(check({ files, base, pr: TICKED }).conclusion).toBe("success");
  });
});

describe("the year of the data", () => {
  test.each([
    [{ data_current: 2024 }, "https://x.org", "✅"],
    [{ data_current: "2023-Q4" }, "https://x.org", "✅"],
    [{ data_current: 2019 }, "https://x.org/2024", "❌"],
    [{ data_current: 2031 }, "https://x.org", "❌"],
    [{}, "https://x.org/2022/05/raft", "✅"],
    [{}, "https://x.org/2016/raft", "❌"],
    [{}, "https://x2024.org/raft", "⬜"],
  ])("%j with %s: %s", (verification, url, mark) => {
    const base = {
      "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL", { sources: [{ url }], verification }),
    };
    expect(row(check({ files: { [FL]: GOOD }, base }), "Date Current")).toContain(mark);
  });
});

describe("addresses of sources that were looked up", () => {
  const urls = ["https://a.example/2024", "https://b.example/2024"];
  const base = {
    "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL", { sources: urls.map((url) => ({ url })) }),
  };
  const on = "2026-11-20" as CivilDate;
  const sources = (...kinds: LinkVerdict["kind"][]) => {
    const detail = (kind: LinkVerdict["kind"]): LinkDetail =>
      kind === "reachable" ? { saw: "page", over: null, isPlain: false } : { saw: "answer", status: 404 };
    const links = new Map(
      kinds.map((kind, at) => [urls[at] ?? "", { kind, on, detail: detail(kind) }] as const),
    );
    return row(check({ files: { [FL]: GOOD }, base, links }), "Source URL");
  };

  test("one that is there is enough, and the day is told", () => {
    expect(sources("gone", "reachable")).toMatch(
      /✅ .*\(answers 404, 2026-11-20\); .*\(answers, 2026-11-20\)/,
    );
  });

  test("none that is there fails", () => {
    expect(sources("gone", "refused")).toMatch(
      /❌ .*None of the 2 sources works any more: the first .* answers 404, as I saw on 2026-11-20\./,
    );
  });

  test("nobody is held up by what is not known", () => {
    expect(sources("unclear", "gone")).toContain("✅");
    expect(sources()).toContain("✅");
  });
});

describe("people vouch for what no machine finds", () => {
  const files = { [FL]: GOOD.replace("<br/>r5.24xlarge, 5 nodes", "") };
  const point = (body: string, more: CheckSetting["pr"] = {}) =>
    row(check({ files, base: HELD, pr: { body, ...more } }), "Instance Types");

  test("by a tick; that of the author says so", () => {
    expect(point("- [x] Instance Types")).toContain(
      "👤 | Instance Types | Ticked in the description. The last person who edited it was **ada**, the author, on 2026-11-24.",
    );
  });

  test("what another one edited is theirs who ticked it, and nobody's where that is not told", () => {
    const edited = { bodyEditors: named("ada", "grace"), bodyEditedAt: "2026-11-25T01:00:00Z" };
    const body = "- [x] Instance Types";
    expect(point(body, edited)).not.toContain("👤");
    const history = [
      { at: "2026-11-24T01:00:00Z", editor: { login: "ada", type: "User" }, body: "" },
      { at: "2026-11-25T01:00:00Z", editor: { login: "grace", type: "User" }, body },
    ];
    const report = check({ files, base: HELD, history, pr: { body, ...edited } });
    expect(row(report, "Instance Types")).toContain("Ticked in the description by **grace** on 2026-11-25");
  });

  test.each([
    ["* [X] **Instance Types**: Specific (r5.24xlarge)", true],
    ["1. [x] `instance types`", true],
    ["- [x] Includes instance types", true],
    ["### G-LIN-FL\n\n- [x] Instance types", true],
    ["- [ ] Instance Types", false],
    ["- [x] No instance types are known", false],
    ["[x] Instance Types", false],
    ["> - [x] Instance Types", true],
    ["```\n- [x] Instance Types\n```", false],
    ["<!--\n- [x] Instance Types\n-->", false],
    ["<!-- for later: --> <!-- - [x] Instance Types -->", false],
    ["- [x] G-LIN-SQ Instance Types", false],
  ])("%j counts: %s", (body, counts) => expect(point(body).includes("👤")).toBe(counts));

  test("of several diagrams each has its own ticks, and a tick for none is for all", () => {
    const both = { [FL]: files[FL] ?? "", "diagrams/G-LIN-SQ.mmd": files[FL] ?? "" };
    const marks = (body: string) =>
      row(check({ files: both, base: HELD, pr: { body, title: "Draw both" } }), "Instance Types")
        .split("\n")
        // What is left of several stands above them, with their IDs.
        .filter((line) => !line.endsWith("` |"))
        .map((line) => line.slice(2, 4).trim());
    expect(marks("- [x] Instance Types")).toEqual(["👤", "👤"]);
    expect(marks("- [x] G-LIN-SQ: Instance Types")).toEqual(["❌", "👤"]);
    expect(
      marks("## G-LIN-FL\n### Checklist\n- [x] Instance Types\n## G-LIN-SQ\n- [ ] Instance Types"),
    ).toEqual(["👤", "❌"]);
  });

  test("not for what the configuration leaves to the machine", () => {
    const base = {
      ...HELD,
      ".github/diagram-tracker.yml": "gates: { points: { instance_types: { check: machine } } }",
    };
    expect(row(check({ files, base, pr: { body: "- [x] Instance Types" } }), "Instance Types")).toContain(
      "❌",
    );
  });

  test("and must, where it asks for a person", () => {
    const base = {
      ...HELD,
      ".github/diagram-tracker.yml": "gates: { points: { cost_data: { check: person } } }",
    };
    expect(row(check({ files: { [FL]: GOOD }, base, pr: TICKED }), "Cost Data")).toContain("⬜");
  });
});

describe("levels and overrides", () => {
  const config = (text: string) => ({ ...HELD, ".github/diagram-tracker.yml": `gates: { ${text} }` });

  test("an advisory point fails nothing and warns", () => {
    const files = { [FL]: GOOD.replace("<br/>r5.24xlarge, 5 nodes", "") };
    const base = config("points: { instance_types: { level: advisory } }");
    const report = check({ files, base, pr: TICKED });
    expect(report.conclusion).toBe("success");
    expect(report.annotations).toMatchObject([{ level: "warning", title: "G-LIN-FL: Instance Types" }]);
  });

  test("a point that is off is not there", () => {
    const report = check({
      files: { [FL]: GOOD },
      base: config("points: { three_am_test: { level: off } }"),
    });
    expect(report.conclusion).toBe("success");
    expect(row(report, "3 AM Test")).toBe("");
  });

  const overridden = (override: Record<string, unknown>) => ({
    "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL", {
      overrides: [{ by: "grace", on: "2026-11-24", pr: 12, reason: "No | prices @all", ...override }],
    }),
  });

  test("an override lets its points pass, and tells by whom and why", () => {
    const files = { [FL]: BARE.replace(":::edge", "") };
    const report = check({ files, base: overridden({ points: ["cost_data"] }), pr: TICKED });
    expect(row(report, "Cost Data")).toBe(
      "| 🔓 | Cost Data | Waived by **grace** on 2026-11-24: No \\| prices @\u200Ball |",
    );
    expect(row(report, "Scale Metrics")).toContain("❌");
  });

  test("one without points is for all of the checklist, but for no other pull request", () => {
    const files = { [FL]: BARE };
    expect(check({ files, base: overridden({}), pr: TICKED }).conclusion).toBe("success");
    expect(check({ files, base: overridden({ pr: 13 }), pr: TICKED }).conclusion).toBe("failure");
  });

  test("another palette, of the profile or of one's own", () => {
    const four = GOOD.replace("#0066CC,stroke:#004499", "#3B82F6,stroke:#123456").replace(
      "#FF8800,stroke:#CC6600",
      "#F59E0B",
    );
    expect(
      check({ files: { [FL]: four }, base: config("palette: { profile: four-plane }"), pr: TICKED })
        .conclusion,
    ).toBe("success");
    const own = 'palette: { classes: { edge: { fill: "#06C" }, state: { fill: "#f80" } } }';
    expect(check({ files: { [FL]: GOOD }, base: config(own), pr: TICKED }).conclusion).toBe("success");
    const none = GOOD.replace("#0066CC", "#123").replace("#FF8800", "pink");
    expect(
      check({ files: { [FL]: none }, base: config("palette: { profile: none }"), pr: TICKED }).conclusion,
    ).toBe("success");
  });
});

describe("whose drawing it is", () => {
  const title = "Draw G-LIN-FL and G-LIN-SQ";
  const owners = (files: Record<string, string>) => {
    const report = check({ files, base: HELD, pr: { title } });
    return {
      unowned: report.annotations.filter(({ title: one }) => one.startsWith("Whose")).length,
      text: report.text,
    };
  };

  test.each([
    ["the file's name", { "diagrams/g-lin-fl.mmd": GOOD, "diagrams/lin/G-LIN-SQ-v2.mmd": GOOD }],
    ["a comment", { "diagrams/a.mmd": `%% G-LIN-FL\n${GOOD}`, "diagrams/b.mmd": `${GOOD}%% G-LIN-SQ\n` }],
    [
      "the heading",
      {
        "diagrams/a.md": `# G-LIN-FL\n## View\n\`\`\`mermaid\n${GOOD}\`\`\`\n# G-LIN-SQ\n\`\`\`mermaid\n${GOOD}\`\`\`\n`,
      },
    ],
  ])("tells %s", (_, files) => {
    const { unowned, text } = owners(files);
    expect(unowned).toBe(0);
    expect(text?.match(/✅ \| Cost Data/g)).toHaveLength(2);
  });

  test("one of several that nothing tells is asked about", () => {
    expect(owners({ "diagrams/a.mmd": GOOD }).unowned).toBe(1);
  });
});

describe("files that cannot be read", () => {
  test.each(["binary", "too-large", "symlink", "submodule", "unreadable"] as const)(
    "a %s file has a finding",
    (kind) => {
      const files = { [FL]: GOOD, "diagrams/other.mmd": { kind, bytes: 123_456 } };
      const report = check({ files, base: HELD, pr: TICKED });
      expect(report.conclusion).toBe("failure");
      expect(report.annotations).toMatchObject([{ path: "diagrams/other.mmd", line: 1, title: "Not read" }]);
    },
  );

  test("a picture beside the drawing has none", () => {
    const files = { [FL]: GOOD, "diagrams/G-LIN-FL.png": { kind: "binary", bytes: 5_000 } } as const;
    expect(check({ files, base: HELD, pr: TICKED }).conclusion).toBe("success");
  });
});

describe("what Mermaid says", () => {
  test.each([
    [{ kind: "error", line: 2, why: { kind: "foreign", at: "x" } }, 2, /cannot read/],
    [{ kind: "timeout" }, 1, /more than 3,000 ms/],
    [{ kind: "too-large" }, 1, /more than 50,000 bytes/],
  ] as const)("%j is a finding", (verdict, line, message) => {
    const report = check({
      files: { [FL]: GOOD },
      base: HELD,
      pr: TICKED,
      syntax: new Map([[GOOD, verdict]]),
    });
    expect(report.annotations).toMatchObject([{ path: FL, line, message: expect.stringMatching(message) }]);
  });
});

describe("hostile input", () => {
  test("a drawing of a megabyte is not read", () => {
    const report = check({
      files: { [FL]: `${GOOD}${"  A --> B\n".repeat(110_000)}` },
      base: HELD,
      pr: TICKED,
    });
    expect(report.annotations[0]?.message).toMatch(/more than 50,000 bytes, so I did not read it/);
  });

  test("a hundred diagrams fit, or it says how many are left out", () => {
    const long = "x".repeat(190);
    const names = Array.from({ length: 100 }, (_, at) => `          G-BIG-N${at}: ${long}`);
    const catalog = `categories:\n  - name: Big\n    planned: 100\n    groups:\n      - key: B\n        name: Big\n        planned: 100\n        diagrams:\n${names.join("\n")}\n`;
    const files = Object.fromEntries(names.map((_, at) => [`diagrams/G-BIG-N${at}.mmd`, BARE]));
    const report = check({ files, base: { "catalog/big.yml": catalog }, pr: { title: "All of them" } });
    for (const part of [report.summary, report.text ?? ""]) {
      expect(new TextEncoder().encode(part).length).toBeLessThanOrEqual(65_535);
    }
    expect(report.text).toMatch(/…\d+ more sections have no room here\./);
    expect(report.title).toBe("0 of 100 diagrams pass: 900 points failed, 300 still to confirm");
  });

  test("what is left of a hundred diagrams is said once for all, in the order in which to do it", () => {
    const names = Array.from({ length: 100 }, (_, at) => `          G-BIG-N${at}: One`);
    const catalog = `categories:\n  - name: Big\n    planned: 100\n    groups:\n      - key: B\n        name: Big\n        planned: 100\n        diagrams:\n${names.join("\n")}\n`;
    const files = Object.fromEntries(names.map((_, at) => [`diagrams/G-BIG-N${at}.mmd`, BARE]));
    const report = check({ files, base: { "catalog/big.yml": catalog }, pr: { title: "All of them" } });
    expect(report.summary.match(/G-BIG-N/g)).toHaveLength(20);
    expect(report.summary).toContain(
      "and 80 more | 100 diagrams | ❌ | ❌ | ❌ | Assigned, Production Data,",
    );
    const [section = ""] = (report.text ?? "").split("\n\n### ");
    expect(section).toContain(
      "| ❌ | Assigned | Nobody holds the diagram. Comment /claim ID to take it. | `G-BIG-N0`, ",
    );
    const points = [...section.matchAll(/^\| [❌⬜] \| ([^|]+) \|/gmu)].map(([, name]) => name);
    expect(points).toHaveLength(new Set(points).size);
    expect([points[0], points.at(-1)]).toEqual(["Assigned", "Verification"]);
  });

  test("one diagram more than may be linked fails, so that no list of IDs passes the check", () => {
    const ids = Array.from({ length: 101 }, (_, at) => `          G-BIG-N${at}: One`);
    const catalog = `categories:\n  - name: Big\n    planned: 101\n    groups:\n      - key: B\n        name: Big\n        planned: 101\n        diagrams:\n${ids.join("\n")}\n`;
    const report = check({
      files: { "diagrams/one.mmd": BARE },
      base: { "catalog/big.yml": catalog },
      pr: { title: "G-BIG-*" },
    });
    expect(report.conclusion).toBe("failure");
    expect(report.title).toBe("101 diagrams are too many for one pull request");
  });

  test("nothing that people wrote mentions anybody, breaks a table or is HTML", () => {
    fc.assert(
      fc.property(hostileText, hostileText, (one, other) => {
        const folder = one.replace(/[/\n\r]/g, " ").trim() || "x";
        const files = {
          [`diagrams/${folder}/G-LIN-FL.mmd`]: `flowchart LR\n  A["${one.replace(/"/g, "")} 5 nodes fail, recover"]:::edge -->|"p99: 5ms ${other.replace(/"/g, "")}"| B`,
        };
        const base = {
          "assignments/G-LIN-FL.yml": assignmentText("G-LIN-FL", {
            overrides: [
              { by: "grace", on: "2026-11-24", pr: 12, reason: `${other} x`, points: ["scale_metrics"] },
            ],
          }),
        };
        const { summary, text } = check({ files, base, pr: { body: one } });
        for (const line of `${summary}\n${text}`.split("\n")) {
          expect(line).not.toMatch(/@(?=[A-Za-z0-9])/);
          expect(line).not.toMatch(/<(?!\u200b)[a-z!/]/i);
          if (line.startsWith("| "))
            expect(line.replace(/\\\|/g, "").split("|").length).toBeLessThanOrEqual(8);
        }
        expect(`${text}`.split("\n").length).toBe((text ?? "").split(/\r\n?|\n/).length);
      }),
    );
  });
});

test("the buttons keep to GitHub's 20, 20 and 40 characters", () => {
  const { actions } = check({ files: { [FL]: GOOD } });
  expect(actions.map(({ identifier }) => identifier)).toEqual(["rerun", "override"]);
  for (const { identifier, label, description } of actions) {
    expect(identifier.length).toBeLessThanOrEqual(20);
    expect(label.length).toBeLessThanOrEqual(20);
    expect(description.length).toBeLessThanOrEqual(40);
  }
});
