import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { decide } from "../../../src/decide/decide.ts";
import type { Outbox } from "../../../src/facts/batch.ts";
import { CHECK_NAMES } from "../../../src/facts/check-kind.ts";
import type { Delivery } from "../../../src/facts/event.ts";
import type { Check } from "../../../src/gates/all-checks.ts";
import type { CheckReport } from "../../../src/gates/check-report.ts";
import { RequiredChecks } from "../../../src/github/checks/read-commit.ts";
import { ContentsReader } from "../../../src/github/checks/read-contents.ts";
import { english } from "../../../src/messages/english/english.ts";
import type { RepositoryHandle } from "../../../src/playground/github/repository-handle.ts";
import type { CheckRun } from "../../../src/playground/github/start-github.ts";
import type { Look } from "../../../src/sources/look-at.ts";
import { SourceWatch } from "../../../src/sources/source-watch.ts";
import { type Tracked, trackRepository } from "../tracked.ts";

const POST = "POST /repos/{owner}/{repo}/check-runs";
const PATCH = "PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}";

/** Every line with TODO is a finding. Small, but real: what is tested here is the way to and from a check. */
const findTodos =
  (kind: CheckReport["kind"], folder: string): Check =>
  ({ contents, references, links = new Map() }) => {
    const files = contents.files.filter(({ path }) => path.startsWith(folder));
    if (files.length === 0 && (kind !== "gates" || references.size === 0)) return null;
    const annotations = files.flatMap(({ path, content, before }) => {
      if (content.kind !== "text") return [finding(path, 1, content.kind)];
      const lines = content.text.split("\n");
      const old = new Set(before?.split("\n"));
      return lines.flatMap((line, at) =>
        line.includes("TODO") && !old.has(line) ? [finding(path, at + 1, line)] : [],
      );
    });
    return {
      kind,
      conclusion: annotations.length > 0 ? "failure" : "success",
      title: annotations.length > 0 ? `${annotations.length} findings` : "Nothing found",
      summary: [
        [...references].join(", ") || "No diagram.",
        ...[...links.values()].map(({ detail }) => english.points.sourceUrl.saw(detail)),
      ].join("; "),
      text: null,
      annotations,
      actions: [
        { identifier: "again", label: "Check again", description: "Runs this check again" },
        { identifier: "override", label: "Override", description: "For maintainers, with a reason" },
      ],
    };
  };

const finding = (path: string, line: number, message: string) => ({
  path,
  line,
  endLine: line,
  column: 1,
  level: "failure" as const,
  title: "A finding",
  message,
  suggestion: "done",
});

const checks = [findTodos("assignments", "assignments/"), findTodos("gates", "diagrams/")];

let tracked: Tracked;
let repository: RepositoryHandle;
let parsed: string[];
/** Looks that were begun, by address, and what they ask for when they are through. */
let looks: Map<string, (look: Look) => void>;
let again: Delivery[];

async function start(app: NonNullable<Parameters<typeof trackRepository>[0]>["app"] = {}) {
  parsed = [];
  looks = new Map();
  again = [];
  tracked = await trackRepository({
    app,
    decide: (input) => decide({ ...input, checks }),
    pullRequestFiles: {
      contents: new ContentsReader(),
      parse: async (files) => {
        parsed.push(...files.map(({ path }) => path));
        return new Map();
      },
    },
    checks: {
      required: new RequiredChecks({ now: () => 0 }),
      sources: {
        watch: new SourceWatch({
          lookAt: (url) => new Promise((resolve) => looks.set(url, resolve)),
          now: () => Date.parse("2026-11-24T10:00:00Z"),
        }),
        again: async (delivery) => void again.push(delivery),
        background: () => {},
      },
    },
  });
  repository = tracked.github.repository("atlas/diagrams");
  repository.setPermission("maria", "maintain");
  repository.setPermission("ada", "write");
  // The tracker is rendered, so that no later batch commits for that.
  repository.push({ author: "maria", files: { "README.md": "# Diagrams\n" } });
  await tracked.handle();
}

beforeEach(async () => start());
afterEach(async () => {
  expect(tracked.github.invalidRequests).toEqual([]);
  await tracked.github.close();
});

function runs(kind: CheckReport["kind"] = "gates"): CheckRun[] {
  return [...repository.state.checkRuns.values()].filter(({ name }) => name === CHECK_NAMES[kind]);
}

function openPull(files: Record<string, string>, more: { author?: string; title?: string } = {}): number {
  const wanted = { author: "ada", title: "G-LIN-FL", ...more, files };
  return repository.openPullRequest(wanted).number;
}

async function fail(run: Promise<unknown>): Promise<Outbox | null> {
  const error: unknown = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Error) || !("outbox" in error)) throw new Error("the batch did not fail");
  return error.outbox as Outbox | null;
}

const todos = (count: number) => Array.from({ length: count }, (_, at) => `TODO ${at}\n`).join("");

describe("what the checks of a pull request cost", () => {
  test("a push of one diagram and its assignment: 4 requests, both check runs included", async () => {
    const number = openPull({ "diagrams/one.md": "one", "assignments/G-LIN-FL.yml": "TODO" });
    await tracked.handle();
    tracked.github.requests.reset();
    repository.pushTo(number, { files: { "diagrams/one.md": "two" } });
    await tracked.handle();
    expect(tracked.github.requests.all.map(({ label }) => label)).toEqual([
      "graphql ReadSnapshot",
      "graphql ReadContents",
      POST,
      POST,
    ]);
  });

  test("a pull request that is none of ours: nothing beside its snapshot, once the rules are known", async () => {
    const number = openPull({ "src/main.c": "int main;" }, { title: "Faster" });
    await tracked.handle();
    tracked.github.requests.reset();
    repository.pushTo(number, { files: { "src/main.c": "int main(void);" } });
    await tracked.handle();
    expect(tracked.github.requests.all.map(({ label }) => label)).toEqual(["graphql ReadSnapshot"]);
    expect(repository.state.checkRuns.size).toBe(0);
  });

  test("an edit that changes nothing for the checks posts nothing", async () => {
    const number = openPull({ "diagrams/one.md": "one" });
    await tracked.handle();
    tracked.github.requests.reset();
    repository.edit(number, { body: "Some words" });
    await tracked.handle();
    expect(tracked.github.requests.all.map(({ label }) => label)).toEqual([
      "graphql ReadSnapshot",
      "graphql ReadContents",
    ]);
    expect(runs()).toHaveLength(1);
  });
});

describe("a check follows the pull request", () => {
  test("with each push, and passes when what it found is gone", async () => {
    const number = openPull({ "diagrams/one.md": "fine\nTODO\n" });
    await tracked.handle();
    expect(runs()).toMatchObject([
      {
        conclusion: "failure",
        title: "1 findings",
        externalId: expect.stringMatching(new RegExp(`^${number}:[0-9a-f]{16}$`)),
        annotations: [
          {
            path: "diagrams/one.md",
            start_line: 2,
            end_line: 2,
            start_column: 1,
            end_column: 1,
            raw_details: "```suggestion\ndone\n```",
          },
        ],
      },
    ]);
    repository.pushTo(number, { files: { "diagrams/one.md": "fine\n" } });
    await tracked.handle();
    expect(runs()[1]).toMatchObject({
      conclusion: "success",
      headSha: repository.pull(number).pull.head.oid,
    });
  });

  test("with its description", async () => {
    const number = openPull({ "diagrams/one.md": "one" });
    await tracked.handle();
    repository.edit(number, { body: "Diagram: G-LIN-SQ" });
    await tracked.handle();
    expect(runs().map(({ summary }) => summary)).toEqual(["G-LIN-FL", "G-LIN-FL, G-LIN-SQ"]);
  });

  test("that names no diagram any more: a failure does not stay", async () => {
    const number = openPull({ "README.md": "TODO" }, { title: "G-LIN-FL" });
    await tracked.handle();
    expect(runs()).toHaveLength(1);
    repository.edit(number, { title: "Words" });
    await tracked.handle();
    expect(runs().at(-1)?.title).toBe("Nothing to check");
  });

  test("with a draft that changes only the bookkeeping", async () => {
    openPull({ "assignments/G-LIN-FL.yml": "TODO" }, { title: "Words" });
    await tracked.handle();
    expect(runs("assignments")).toMatchObject([{ conclusion: "failure" }]);
  });

  test("from a fork: no list of pull requests is needed", async () => {
    const number = openPull({ "diagrams/one.md": "TODO" }, { author: "stranger" });
    expect(repository.pull(number).pull.head.isFork).toBe(true);
    await tracked.handle();
    const [run] = runs();
    repository.rerunCheck(run?.id ?? 0, "stranger");
    await tracked.handle();
    expect(runs()).toHaveLength(2);
    repository.rerunChecks(run?.headSha ?? "", "stranger");
    await tracked.handle();
    expect(runs()).toHaveLength(3);
  });
});

describe("a check that the branch requires", () => {
  test.each(["ruleset", "classic"] as const)("by %s reports on every pull request", async (kind) => {
    repository.protect("main", { kind, appMayBypass: true, requiredChecks: [CHECK_NAMES.gates] });
    const number = openPull({ "src/main.c": "int main;" }, { title: "Faster" });
    await tracked.handle();
    expect(runs()).toMatchObject([{ conclusion: "success", title: "Nothing to check" }]);
    expect(runs("assignments")).toEqual([]);
    repository.edit(number, { body: "Faster still" });
    await tracked.handle();
    expect(runs()).toHaveLength(1);
  });
});

describe("the sources of a diagram", () => {
  const url = "https://paper.example/";
  const assignment = `assignment:\n  diagram_id: G-LIN-FL\n  status: pending\n  sources:\n    - url: ${url}\n`;

  test("are looked at where that is wished for: the check does not wait, and is posted again when there is news", async () => {
    repository.push({
      author: "maria",
      files: {
        ".github/diagram-tracker.yml": "gates: { links: on }\n",
        "assignments/G-LIN-FL.yml": assignment,
      },
    });
    openPull({ "diagrams/one.md": "fine" });
    await tracked.handle();
    expect(runs().map(({ summary }) => summary)).toEqual(["G-LIN-FL"]);
    looks.get(url)?.({ kind: "gone", detail: { saw: "answer", status: 404 } });
    await vi.waitFor(() => expect(again).toHaveLength(1), { timeout: 120_000 });
    await tracked.handle(again);
    expect(runs().map(({ summary }) => summary)).toEqual(["G-LIN-FL", "G-LIN-FL; answers 404"]);
  });

  test("are left in peace otherwise", async () => {
    repository.push({ author: "maria", files: { "assignments/G-LIN-FL.yml": assignment } });
    openPull({ "diagrams/one.md": "fine" });
    await tracked.handle();
    expect(looks.size).toBe(0);
  });
});

describe("the buttons", () => {
  let number: number;
  beforeEach(async () => {
    number = openPull({ "diagrams/one.md": "TODO" });
    await tracked.handle();
  });
  const id = () => runs().at(-1)?.id ?? 0;
  const replies = () =>
    repository.comments(number).filter(({ body }) => body.includes("diagram-tracker:reply"));

  test("re-run posts the same again, once for each click", async () => {
    repository.rerunCheck(id(), "ada");
    const clicked = await tracked.deliveries();
    await tracked.handle(clicked);
    await tracked.handle(clicked);
    expect(runs()).toHaveLength(2);
    repository.rerunChecks(repository.pull(number).pull.head.oid, "ada");
    await tracked.handle();
    expect(runs()).toHaveLength(3);
    repository.edit(number, { body: "Some words" });
    await tracked.handle();
    expect(runs()).toHaveLength(3);
  });

  test("an override by a maintainer is told how to give the reason", async () => {
    repository.clickCheck(id(), "maria", "override");
    await tracked.handle();
    expect(replies()).toMatchObject([{ body: expect.stringContaining("`/override G-LIN-FL the reason`") }]);
    expect(replies()[0]?.body).toMatch(/^@maria /);
    expect(runs()).toHaveLength(1);
  });

  test("an override by a stranger is refused", async () => {
    repository.clickCheck(id(), "mallory", "override");
    await tracked.handle();
    expect(replies()).toMatchObject([{ body: expect.stringContaining("only maintainers") }]);
  });

  test("an answer whose delivery is tried again is given once", async () => {
    repository.clickCheck(id(), "maria", "override");
    const deliveries = await tracked.deliveries();
    tracked.github.faults.add({
      match: "POST /repos/{owner}/{repo}/issues/{issue_number}/comments",
      answer: "reset",
      when: "after",
      times: 1,
    });
    const outbox = await fail(tracked.handle(deliveries));
    await tracked.handle(deliveries, outbox);
    expect(replies()).toHaveLength(1);
  });
});

describe("a merge queue", () => {
  test("gets both checks on the commit of the group, for all that is in it", async () => {
    const first = openPull({ "diagrams/one.md": "TODO" });
    const second = openPull({ "src/main.c": "int main;" }, { title: "Faster" });
    await tracked.handle();
    const before = repository.state.checkRuns.size;
    const one = repository.enqueue(first, "maria");
    const two = repository.enqueue(second, "maria");
    await tracked.handle();
    const posted = [...repository.state.checkRuns.values()].slice(before);
    expect(posted.map(({ headSha, name, conclusion }) => ({ headSha, name, conclusion }))).toEqual([
      { headSha: one.headSha, name: CHECK_NAMES.assignments, conclusion: "success" },
      { headSha: one.headSha, name: CHECK_NAMES.gates, conclusion: "failure" },
      { headSha: two.headSha, name: CHECK_NAMES.assignments, conclusion: "success" },
      { headSha: two.headSha, name: CHECK_NAMES.gates, conclusion: "success" },
    ]);
  });

  test("that takes several at once reports on all of them together", async () => {
    const first = openPull({ "diagrams/one.md": "TODO" });
    const second = openPull({ "diagrams/two.md": "fine" }, { title: "G-LIN-SQ" });
    await tracked.handle();
    const { baseSha } = repository.enqueue(first, "maria");
    const { headSha } = repository.enqueue(second, "maria");
    const [, group] = await tracked.deliveries();
    if (group?.event.kind !== "merge-group") throw new Error("the queue asked for no checks");
    await tracked.handle([{ ...group, event: { ...group.event, baseSha } }]);
    expect(runs().at(-1)).toMatchObject({
      headSha,
      conclusion: "failure",
      title: "1 of 2 pull requests of the group fails",
      summary: expect.stringMatching(/### #2: G-LIN-FL[\s\S]+### #3: G-LIN-SQ/),
    });
  });

  test("without the right to see it goes by the name of the group's branch", async () => {
    await tracked.github.close();
    await start({
      permissions: {
        checks: "write",
        contents: "write",
        issues: "write",
        metadata: "read",
        pull_requests: "write",
      },
    });
    const number = openPull({ "diagrams/one.md": "TODO" });
    await tracked.handle();
    const { headSha } = repository.enqueue(number, "maria");
    await tracked.handle();
    expect(runs().at(-1)).toMatchObject({ headSha, conclusion: "failure" });
  });
});

describe("120 annotations", () => {
  const all = (run: CheckRun | undefined) =>
    (run?.annotations ?? []).map((one) => ("start_line" in one ? one.start_line : null));
  const expected = Array.from({ length: 120 }, (_, at) => at + 1);

  test("go out fifty at a time, in order", async () => {
    openPull({ "diagrams/one.md": todos(120) });
    await tracked.handle();
    expect(tracked.github.requests.count(POST)).toBe(1);
    expect(tracked.github.requests.count(PATCH)).toBe(2);
    expect(all(runs()[0])).toEqual(expected);
  });

  test.each([
    ["before the second fifty", "before", 0],
    ["after the second fifty", "after", 0],
    ["before the third", "before", 1],
  ] as const)("are complete after a crash %s", async (_, when, skip) => {
    openPull({ "diagrams/one.md": todos(120) });
    const deliveries = await tracked.deliveries();
    tracked.github.faults.add({ match: PATCH, answer: "502", when, skip, times: 1 });
    const outbox = await fail(tracked.handle(deliveries));
    expect(runs()).toMatchObject([{ conclusion: "failure" }]);
    await tracked.handle(deliveries, outbox);
    expect(runs()).toHaveLength(1);
    expect(all(runs()[0])).toEqual(expected);
  });
});

describe("nothing is posted twice", () => {
  test.each(["before", "after"] as const)("when the connection breaks %s the first of two", async (when) => {
    openPull({ "diagrams/one.md": "TODO", "assignments/G-LIN-FL.yml": "TODO" });
    const deliveries = await tracked.deliveries();
    tracked.github.faults.add({ match: POST, answer: "reset", when, times: 1 });
    const outbox = await fail(tracked.handle(deliveries));
    await tracked.handle(deliveries, outbox);
    expect([runs().length, runs("assignments").length]).toEqual([1, 1]);
  });

  test("by a second process that hears the same", async () => {
    openPull({ "diagrams/one.md": "TODO" });
    const deliveries = await tracked.deliveries();
    await tracked.handle(deliveries);
    await tracked.handle(deliveries);
    expect(runs()).toHaveLength(1);
  });

  test("an App without the permission goes on with everything else", async () => {
    await tracked.github.close();
    await start({
      permissions: { contents: "write", issues: "write", metadata: "read", pull_requests: "write" },
    });
    openPull({ "diagrams/one.md": "TODO" });
    await tracked.handle();
    expect(repository.file("assignments/G-LIN-FL.yml")).toContain("status: review");
    expect(tracked.log).toContainEqual(expect.objectContaining({ level: 40, check: "gates" }));
  });
});

describe("files", () => {
  test("that are no text are each said to be what they are", async () => {
    repository.openPullRequest({
      author: "ada",
      title: "G-LIN-FL",
      files: {
        "diagrams/picture.png": new Uint8Array([0x89, 0x50, 0, 1]),
        "diagrams/latin.md": new Uint8Array([0x63, 0x61, 0x66, 0xe9]),
        "diagrams/link.md": { link: "../../etc/passwd" },
        "diagrams/module": { submodule: "1".repeat(40) },
        "diagrams/large.md": "x".repeat(5_000_001),
        "diagrams/long.md": `${"é".repeat(300_000)}\nTODO\n`,
      },
    });
    await tracked.handle();
    const [run] = runs();
    expect(
      run?.annotations.map((one) => Object.values(one).slice(0, 2).concat(Object.values(one).at(-2))),
    ).toEqual([
      ["diagrams/large.md", 1, "too-large"],
      ["diagrams/latin.md", 1, "binary"],
      ["diagrams/link.md", 1, "symlink"],
      ["diagrams/long.md", 2, "TODO"],
      ["diagrams/module", 1, "submodule"],
      ["diagrams/picture.png", 1, "binary"],
    ]);
  });

  test("that come to more than 12 MB are not all read, and that is a failure", async () => {
    const page = (at: number) => [`diagrams/${100 + at}.md`, `TODO ${at} ${"x".repeat(3_000_000)}`] as const;
    openPull(Object.fromEntries(Array.from({ length: 50 }, (_, at) => page(at))));
    await tracked.handle();
    const [run] = runs();
    expect(run?.conclusion).toBe("failure");
    expect(run?.summary).toContain("I did not look at 47 files, because the files of this pull request");
    expect(run?.annotations).toHaveLength(3 + 47);
    expect(run?.annotations.at(-1)).toMatchObject({ message: "over-budget" });
    // Nobody asked for the ten that come after the first forty.
    const asked = tracked.github.requests.all.filter(({ label }) => label === "graphql ReadContents");
    expect(asked).toHaveLength(1);
  });

  test("that the default branch has already are compared with it", async () => {
    repository.push({
      author: "maria",
      files: { "diagrams/one.md": "TODO old\n", "diagrams/two.md": "gone" },
    });
    const number = openPull({ "diagrams/one.md": "TODO old\nTODO new\n" });
    repository.pushTo(number, { files: { "diagrams/two.md": null } });
    await tracked.handle();
    expect(runs().at(-1)?.annotations).toMatchObject([
      { path: "diagrams/one.md", start_line: 2 },
      { path: "diagrams/two.md", message: "removed" },
    ]);
  });

  test("of a pull request of 300 are all read, 40 in a query", async () => {
    const files = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`diagrams/${at}.md`, `TODO ${at}`]),
    );
    openPull(files);
    tracked.github.requests.reset();
    await tracked.handle();
    expect(runs()[0]?.annotations).toHaveLength(300);
    expect(tracked.github.requests.count("graphql ReadContents")).toBe(8);
    expect(parsed).toHaveLength(300);
  });

  test("beyond that fail the check, which says so", async () => {
    const files = Object.fromEntries(Array.from({ length: 310 }, (_, at) => [`diagrams/${at}.md`, "fine"]));
    openPull(files);
    await tracked.handle();
    expect(runs()[0]).toMatchObject({
      conclusion: "failure",
      title: "Too many files",
      summary: expect.stringContaining(
        "I read only the first 300 files of the campaign, and not the 10 others.",
      ),
    });
  });

  test("that take GitHub too long together are read in halves", async () => {
    const files = Object.fromEntries(Array.from({ length: 8 }, (_, at) => [`diagrams/${at}.md`, "TODO"]));
    openPull(files);
    tracked.github.faults.add({ match: "graphql ReadContents", answer: "502", times: 1 });
    await tracked.handle();
    expect(runs()[0]?.annotations).toHaveLength(8);
  });
});
