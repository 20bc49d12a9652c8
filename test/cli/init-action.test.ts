import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { VERSION } from "../../src/assets.ts";
import { actionWorkflows } from "../../src/cli/templates/action-workflows.ts";
import { SUBSCRIBED_EVENTS, webhookNamed } from "../../src/github/webhooks/all-webhooks.ts";
import { evaluate, isTrue } from "../action/expression.ts";
import { problemsOfWorkflow } from "../check-workflow.ts";
import { Clone } from "./clone.ts";

const SHA = "0123456789abcdef0123456789abcdef01234567";
const MAIN = ".github/workflows/diagram-tracker.yml";
const REVIEWS = ".github/workflows/diagram-tracker-reviews.yml";
const CATALOG =
  "category: Guarantees\nplanned: 2\ngroups:\n  G-LIN:\n    name: Linearizability\n    diagrams:\n      G-LIN-FL: Flow\n";

/** Where the Action is published, as far as git is concerned. */
let published: string;
let commit: string;
beforeAll(() => {
  published = mkdtempSync(join(tmpdir(), "published-"));
  const git = (...args: string[]) =>
    execFileSync("git", ["-C", published, ...args], { encoding: "utf8" }).trim();
  git("init", "-q");
  const by = ["-c", "user.name=release", "-c", "user.email=release@example.com"];
  git(...by, "commit", "-q", "--allow-empty", "-m", "Carry the bundle");
  git(...by, "tag", "-a", `v${VERSION}`, "-m", "The release");
  commit = git("rev-parse", "HEAD");
});
beforeEach(() => {
  vi.stubEnv("GIT_CONFIG_COUNT", "1");
  vi.stubEnv("GIT_CONFIG_KEY_0", `url.${published}.insteadOf`);
  vi.stubEnv("GIT_CONFIG_VALUE_0", "https://github.com/diagram-tracker/diagram-tracker");
});
afterEach(() => vi.unstubAllEnvs());
afterAll(() => rmSync(published, { recursive: true }));

function campaign(): Clone {
  const clone = new Clone({ origin: "https://github.com/atlas/diagrams.git" });
  clone.write("catalog/guarantees.yml", CATALOG);
  return clone;
}

describe("init --action", () => {
  test("writes two workflows beside a campaign, and nothing else, with the release's commit", async () => {
    const clone = campaign();
    const { code, out } = await clone.run(["init", "--action"]);
    expect(code).toBe(0);
    expect(out.split("\n")).toEqual([`created   ${MAIN}`, `created   ${REVIEWS}`]);
    expect([...clone.files().keys()].sort()).toEqual([REVIEWS, MAIN, "catalog/guarantees.yml"].sort());
    expect(clone.read(MAIN)).toContain(`- uses: diagram-tracker/diagram-tracker@${commit} # v${VERSION}\n`);
    expect(clone.read(MAIN)).toContain("github.repository == 'atlas/diagrams'");
    expect((await clone.run(["init", "--action"])).out).toBe(`kept      ${MAIN}\nkept      ${REVIEWS}`);
  });

  test("starts the campaign, too, where there is none", async () => {
    const clone = new Clone();
    expect((await clone.run(["init", "--action", "--action-commit", SHA])).code).toBe(0);
    expect(clone.has("TRACKER.md")).toBe(true);
    expect(clone.read(MAIN)).toContain(`@${SHA} #`);
    // Nobody knows what this repository will be called.
    expect(clone.read(MAIN)).not.toContain("github.repository ==");
  });

  test("leaves alone what somebody changed, unless told otherwise", async () => {
    const clone = campaign();
    clone.write(REVIEWS, "name: Mine\n");
    const refused = await clone.run(["init", "--action"]);
    expect([refused.code, refused.err]).toEqual([1, expect.stringContaining(`${REVIEWS} is there already`)]);
    expect(clone.has(MAIN)).toBe(false);
    expect((await clone.run(["init", "--action", "--force"])).code).toBe(0);
    expect(clone.read(REVIEWS)).toContain("Diagram Tracker reviews");
  });

  test("pins no name that can be moved, and invents no commit", async () => {
    const named = await campaign().run(["init", "--action", "--action-commit", "v1"]);
    expect([named.code, named.err]).toEqual([2, expect.stringContaining("expected the 40 digits")]);
    vi.stubEnv("GIT_CONFIG_KEY_0", `url.${published}/nowhere.insteadOf`);
    const unknown = await campaign().run(["init", "--action"]);
    expect(unknown.code).toBe(1);
    expect(unknown.err).toMatch(/^error: Nothing was written: .* Name it with --action-commit: https:\S+/);
  });
});

describe("the workflows that it writes", () => {
  interface Workflow {
    readonly on: Record<string, { types?: string[] }>;
    readonly permissions: object;
    readonly jobs: Jobs;
  }
  type Jobs = Record<string, { if: string; permissions?: object; concurrency?: object; steps: Step[] }>;
  interface Step {
    readonly uses?: string;
    readonly run?: string;
  }
  const texts = actionWorkflows(
    { commit: SHA, release: "v1.2.3" },
    { defaultBranch: "main", repository: "atlas/diagrams" },
  ).map(({ text }) => text ?? "");
  const files = texts.map((text): Workflow => parse(text));

  test("are such as GitHub takes", async () => {
    const found = await Promise.all(
      [MAIN, REVIEWS].map((path, at) => problemsOfWorkflow(path, texts[at] ?? "")),
    );
    expect(found.flat()).toEqual([]);
  });

  test("run nothing of a pull request, and put no expression into a script", () => {
    for (const { jobs } of files) {
      for (const { uses = "", run = "" } of Object.values(jobs).flatMap(({ steps }) => steps)) {
        expect(uses).not.toContain("checkout");
        expect(uses).not.toContain("cache");
        expect(run).not.toContain("${{");
        expect(uses === "" || /@[0-9a-f]{40}$/.test(uses)).toBe(true);
      }
    }
    // The only expression is one of ours: what people wrote stands in none.
    expect([...texts.join("").matchAll(/\$\{\{(.*?)\}\}/g)].map(([, inner]) => inner)).toEqual([
      " inputs.dry-run || false ",
    ]);
  });

  test("may do nothing that is not written down, and the one for reviews nothing at all", () => {
    const [main, reviews] = files;
    expect([main?.permissions, reviews?.permissions]).toEqual([{}, {}]);
    expect(main?.jobs["tracker"]?.permissions).toEqual({
      actions: "read",
      checks: "write",
      contents: "write",
      issues: "write",
      "pull-requests": "write",
    });
    expect(Object.values(reviews?.jobs ?? {}).map((job) => job.permissions)).toEqual([undefined]);
  });

  test("wait in line on the job, so that what is skipped drops nothing", () => {
    expect(files[0]).not.toHaveProperty("concurrency");
    expect(files[0]?.jobs["tracker"]?.concurrency).toEqual({ group: "diagram-tracker", queue: "max" });
  });

  test("hear what the App hears, but for comments on lines and the buttons of checks", () => {
    const heard = { ...files[0]?.on, ...files[1]?.on };
    const names = SUBSCRIBED_EVENTS.map((name) => (name === "pull_request" ? "pull_request_target" : name));
    const missing = names.filter((name) => !Object.hasOwn(heard, name));
    expect(missing).toEqual(["pull_request_review_comment", "check_run", "check_suite", "merge_group"]);
    expect(heard["issues"]?.types).toEqual(webhookNamed("issues")?.actions);
  });

  const at = (event_name: string, event: object, repository = "atlas/diagrams") => ({
    github: { event_name, event, repository, actor: "dependabot[bot]" },
  });
  const comment = (body: string, sender: object = {}) => ({ comment: { body }, sender });
  const review = (conclusion: string) => ({ workflow_run: { event: "pull_request_review", conclusion } });
  test.each([
    [true, "a command", at("issue_comment", comment("/claim next"))],
    [false, "a comment without a slash", at("issue_comment", comment("Thanks!"))],
    [
      false,
      "an answer of ours, where an App's token made it",
      at("issue_comment", comment("/help <!-- diagram-tracker:reply -->", { type: "Bot" })),
    ],
    [true, "a command of another bot", at("issue_comment", comment("/claim next", { type: "Bot" }))],
    [true, "somebody who assigns themselves", at("issues", { action: "unassigned", issue: { body: null } })],
    [false, "an issue without a slash", at("issues", { action: "opened", issue: { body: "Hello" } })],
    [true, "a pull request", at("pull_request_target", { action: "opened" })],
    [true, "a review that was handed over", at("workflow_run", review("success"))],
    [true, "one whose own workflow was made to fail", at("workflow_run", review("failure"))],
    [false, "a review that only comments", at("workflow_run", review("skipped"))],
    [false, "the end of another event's run", at("workflow_run", { workflow_run: { event: "push" } })],
    [
      false,
      "a push of Dependabot, which may not write",
      at("push", { sender: { login: "dependabot[bot]" } }),
    ],
    // Whoever wrote the last line of the workflow is a schedule's actor.
    [true, "the schedule of a workflow that Dependabot updated", at("schedule", {})],
    [false, "the schedule of a fork", at("schedule", {}, "ada/diagrams")],
    [false, "whatever happens in a fork", at("push", { repository: { fork: true } })],
    [true, "a run by hand", at("workflow_dispatch", {})],
  ])("are wanted: %s, for %s", (isWanted, _what, contexts) => {
    expect(isTrue(evaluate(files[0]?.jobs["tracker"]?.if ?? "", contexts))).toBe(isWanted);
  });

  test("are off in forks", () => {
    for (const { jobs } of files) {
      for (const job of Object.values(jobs)) expect(job.if).toMatch(/^!github\.event\.repository\.fork &&/);
    }
  });
});
