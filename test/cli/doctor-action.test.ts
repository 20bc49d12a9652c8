import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { actionWorkflows } from "../../src/cli/templates/action-workflows.ts";
import { type GitHub, startGitHub } from "../../src/playground/github/start-github.ts";
import { FILES } from "../github/tracked.ts";
import { Clone } from "./clone.ts";

const MAIN = ".github/workflows/diagram-tracker.yml";
const [main, reviews] = actionWorkflows(
  { commit: "0".repeat(40), release: "v1.2.3" },
  { defaultBranch: "main", repository: "atlas/diagrams" },
).map(({ text }) => text ?? "");

function clone(changed: (text: string) => string = (same) => same, handOver = reviews): Clone {
  const made = new Clone({ origin: "https://github.com/atlas/diagrams.git" });
  made.write(MAIN, changed(main ?? ""));
  if (handOver) made.write(".github/workflows/diagram-tracker-reviews.yml", handOver);
  return made;
}

beforeEach(() => {
  vi.stubEnv("GITHUB_TOKEN", "");
  vi.stubEnv("GH_TOKEN", "");
});
afterEach(() => vi.unstubAllEnvs());

describe("doctor --action, on the workflows of a clone,", () => {
  test("finds nothing wrong with those of init, and says what it could not see", async () => {
    const { code, out } = await clone().run(["doctor", "--action"]);
    expect(code).toBe(0);
    expect(out).toMatch(/^ok {7}\.github\/workflows\/diagram-tracker\.yml: It is started by all/m);
    expect(out).toContain("warning  atlas/diagrams: GITHUB_TOKEN is not set");
  });

  test.each<[string, (text: string) => string, string]>([
    ["a name that can be moved", (text) => text.replace(/@0+ /, "@v1 "), "taken by the name v1"],
    ["a permission that lacks", (text) => text.replace(/^ +checks:.*\n/m, ""), "lacks `checks: write`"],
    [
      "all permissions",
      (text) => text.replace(/(?<= {4}permissions:)\n( {6}.*\n)+/, " write-all\n"),
      "may write everything",
    ],
    [
      "the event with a reading token",
      (text) => text.replace("pull_request_target:", "pull_request:"),
      "Use `pull_request_target`",
    ],
    ["no schedule", (text) => text.replace(/^ {2}schedule:\n.*\n/m, ""), "Nothing starts it on `schedule`"],
    ["no line to wait in", (text) => text.replace(/^ +queue: max\n/m, ""), "`queue: max`"],
    [
      "the line around skipped runs",
      (text) => text.replace("permissions: {}\n", "permissions: {}\nconcurrency: one\n"),
      "stands beside the jobs",
    ],
  ])("finds %s", async (_what, change, sentence) => {
    const { out } = await clone(change).run(["doctor", "--action"]);
    expect(out).toContain(sentence);
    expect(out).toContain("Fix:");
  });

  test("finds what is not there: the Action, and who hands reviews over, or that they may do too much", async () => {
    const none = await clone(() => "name: CI\non: { push: {} }\njobs: {}\n").run(["doctor", "--action"]);
    expect([none.code, none.out]).toEqual([
      1,
      expect.stringContaining("No workflow in .github/workflows uses"),
    ]);
    const alone = await clone(undefined, "").run(["doctor", "--action"]);
    expect(alone.out).toContain("waits for Diagram Tracker reviews, and no workflow");
    const strong = await clone(
      undefined,
      (reviews ?? "").replace("permissions: {}", "permissions: write-all"),
    ).run(["doctor", "--action"]);
    expect(strong.out).toContain("The workflow “Diagram Tracker reviews” has permissions.");
  });
});

describe("doctor --action, with a token of a maintainer's,", () => {
  let github: GitHub;
  beforeEach(async () => {
    github = await startGitHub();
    vi.stubEnv("GITHUB_API_URL", github.url);
  });
  afterEach(async () => {
    expect(github.invalidRequests).toEqual([]);
    await github.close();
  });

  test("finds what keeps the runs from their work, and shows no token", async () => {
    const files = {
      ...FILES,
      ".github/diagram-tracker.yml": "commit: pull-request\nroles: { reviewers: { teams: [a/b] } }\n",
    };
    const repository = github.createRepository({
      owner: "atlas",
      name: "diagrams",
      files,
      permissions: { maria: "admin" },
    });
    github.createRepository({
      owner: "atlas",
      name: ".github",
      isPrivate: true,
      permissions: { maria: "admin" },
    });
    repository.protect("main", { requiredChecks: ["Diagram tracker / gates"] });
    const token = github.userToken("maria");
    vi.stubEnv("GITHUB_TOKEN", token);
    const { code, out, err } = await clone().run(["doctor", "--action"]);
    expect(code).toBe(1);
    expect(out).toContain(
      "error    atlas/diagrams: `commit: pull-request` is set, and the runs may not open pull requests.",
    );
    expect(out).toContain("the run's own token sees no teams");
    expect(out).toContain("Only an App's check is safe to require");
    expect(out).toContain("atlas/.github is private");
    expect(out + err).not.toContain(token);
  });

  test("finds nothing where there is nothing", async () => {
    github.createRepository({
      owner: "atlas",
      name: "diagrams",
      files: FILES,
      permissions: { maria: "admin" },
    });
    vi.stubEnv("GITHUB_TOKEN", github.userToken("maria"));
    const findings = await clone().json("doctor", "--action");
    expect(findings).toMatchObject([{ severity: "ok" }, { severity: "ok", subject: "atlas/diagrams" }]);
  });
});
