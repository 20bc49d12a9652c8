import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { RepositoryHandle } from "../../src/playground/github/repository-handle.ts";
import { CATALOG } from "../decide/repository.ts";
import { startTestBot, type TestBot } from "../test-bot.ts";

let bot: TestBot;
beforeEach(async () => {
  bot = await startTestBot();
});
afterEach(() => bot.close());

const region = (name: string) =>
  `<!-- diagram-tracker:begin ${name} -->\n<!-- diagram-tracker:end ${name} -->\n`;
const TRACKER = `# Tracker\n\n${region("summary")}\nOur prose: caf\u00e9 \ufffd \u{1F4A5}.\n\n${region("details")}`;
const latin1 = Buffer.from(TRACKER.replace("\ufffd \u{1F4A5}", ""), "latin1");

function track(files: Readonly<Record<string, string>> = {}): RepositoryHandle {
  const repository = bot.github.createRepository({
    owner: "atlas",
    name: "diagrams",
    files: { "catalog/atlas.yml": CATALOG, "TRACKER.md": TRACKER, ...files },
    permissions: { root: "maintain" },
  });
  repository.openIssue({ author: "root", title: "Who takes what?" });
  return repository;
}

async function say(repository: RepositoryHandle, author: string, body: string): Promise<string> {
  repository.comment({ author, thread: 1, body });
  await bot.idle();
  return repository.comments(1).at(-1)?.body ?? "";
}

async function push(
  repository: RepositoryHandle,
  files: Record<string, string | Uint8Array | null>,
  branch = "main",
) {
  repository.push({ author: "root", files, branch });
  await bot.idle();
}

/** The bot's own issues, as they stand. */
function issues(repository: RepositoryHandle): { title: string; body: string; state: string }[] {
  return [...repository.state.threads.values()].flatMap(({ author, title, body, state }) =>
    author?.login === "diagram-tracker[bot]" ? [{ title, body: body ?? "", state }] : [],
  );
}

const MODES = ["direct", "branch", "pull-request"] as const;
const branchOf = (mode: string) => (mode === "direct" ? "main" : "diagram-tracker/state");

describe.each(MODES)("commit: %s, and a tracker that is no text in UTF-8", (mode) => {
  const config = { ".github/diagram-tracker.yml": `commit: ${mode}\n` };

  test.each([
    ["Latin-1", latin1, "line 6, column 15", "0xE9"],
    ["UTF-16", Buffer.from(`\ufeff${TRACKER}`, "utf16le"), "line 1, column 1", "UTF-16"],
    ["zero bytes", Buffer.from(TRACKER.replace("Our", "\0ur")), "line 6, column 1", "zero bytes"],
  ])("%s: it stays byte for byte, claims go on, and one issue says where", async (_, bytes, place, why) => {
    const repository = track(config);
    await push(repository, { "TRACKER.md": bytes });
    expect(await say(repository, "ada", "/claim G-LIN-FL")).toContain("it is yours");
    expect(await say(repository, "bob", "/claim G-LIN-FL")).toContain("**ada** holds it");
    expect(repository.bytes("TRACKER.md", branchOf(mode))).toEqual(bytes);
    expect(repository.bytes("TRACKER.md")).toEqual(bytes);
    const told = issues(repository).filter(({ title }) => title.includes("error"));
    expect(told).toMatchObject([{ state: "open" }]);
    expect(told[0]?.body).toContain(place);
    expect(told[0]?.body).toContain(why);

    // In that mode the tracker that counts is the one on the bot's branch.
    await push(repository, { "TRACKER.md": TRACKER }, mode === "branch" ? branchOf(mode) : "main");
    expect(issues(repository).filter(({ title }) => title.includes("error"))).toMatchObject([
      { state: "closed" },
    ]);
    await say(repository, "bob", "/claim G-LIN-SQ");
    expect(repository.file("TRACKER.md", branchOf(mode))).toMatch(/\| G-LIN-FL \|.*In Progress/);
    expect(bot.github.invalidRequests).toEqual([]);
  });
});

test("a byte order mark and CRLF stay, and what stands outside the markers stays byte for byte", async () => {
  const repository = track();
  await push(repository, { "TRACKER.md": `\ufeff${TRACKER.replaceAll("\n", "\r\n")}` });
  await say(repository, "ada", "/claim G-LIN-FL");
  const text = repository.file("TRACKER.md") ?? "";
  expect(text.startsWith("\ufeff# Tracker\r\n")).toBe(true);
  expect(text).toContain("\r\nOur prose: caf\u00e9 \ufffd \u{1F4A5}.\r\n");
  expect(text).toMatch(/\| G-LIN-FL \|.*In Progress/);
  expect(text.replaceAll("\r\n", "")).not.toContain("\n");
});

describe("a catalog or configuration that is no text", () => {
  test.each([
    ["a byte order mark", `\ufeff${CATALOG}`],
    ["CRLF", CATALOG.replaceAll("\n", "\r\n")],
  ])("%s is no error", async (_, text) => {
    const repository = track({ "catalog/atlas.yml": text });
    expect(await say(repository, "ada", "/claim G-LIN-FL")).toContain("it is yours");
    expect(issues(repository)).toEqual([]);
  });

  test.each([
    ["Latin-1", Buffer.from(CATALOG.replace("Flow", "Fl\u00fcss"), "latin1"), "catalog/atlas.yml:9:23"],
    ["UTF-16", Buffer.from(`\ufeff${CATALOG}`, "utf16le"), "catalog/atlas.yml:1:1"],
    ["zero bytes", Buffer.from(CATALOG.replace("Flow", "Fl\0w")), "catalog/atlas.yml:9:23"],
  ])("%s keeps every holder, and the reply names the place", async (_, bytes, place) => {
    const repository = track();
    await say(repository, "ada", "/claim G-LIN-FL");
    const tracker = repository.file("TRACKER.md");
    const held = repository.file("assignments/G-LIN-FL.yml");
    await push(repository, { "catalog/atlas.yml": bytes });
    const reply = await say(repository, "bob", "/claim G-LIN-FL");
    expect(reply).toContain("everybody keeps what they hold");
    expect(reply).toContain(place);
    expect(repository.file("assignments/G-LIN-FL.yml")).toBe(held);
    expect(repository.file("TRACKER.md")).toBe(tracker);
    await push(repository, { "catalog/atlas.yml": CATALOG });
    expect(await say(repository, "bob", "/claim G-LIN-FL")).toContain("**ada** holds it");
  });
});

describe("a configuration under two names", () => {
  test("counts under either, and not at all where both are there", async () => {
    const repository = track({ ".github/diagram-tracker.yaml": "claims: { limit: 1 }\n" });
    await say(repository, "ada", "/claim G-LIN-FL");
    expect(await say(repository, "ada", "/claim G-LIN-SQ")).toContain("at most 1");
    await push(repository, { ".github/diagram-tracker.yml": "claims: { limit: 2 }\n" });
    expect(await say(repository, "ada", "/claim G-LIN-SQ")).toContain(
      "`.github/diagram-tracker.yaml:1:1`: .github/diagram-tracker.yml is there, too",
    );
    expect(issues(repository)).toMatchObject([{ state: "open" }]);
    await push(repository, { ".github/diagram-tracker.yaml": null });
    expect(await say(repository, "ada", "/claim G-LIN-SQ")).toContain("it is yours");
    expect(issues(repository)).toMatchObject([{ state: "closed" }]);
  });
});

test("a folder called catalog with files of somebody else's is no campaign: nobody is told anything", async () => {
  const repository = track({
    "catalog/atlas.yml": "apiVersion: backstage.io/v1alpha1\nkind: Component\n",
    "TRACKER.md": "# Ours\n",
  });
  await push(repository, { "catalog/more.yml": "kind: API\n" });
  expect(issues(repository)).toEqual([]);
});

test("the issue is opened again where it was closed too early, and never doubled", async () => {
  const repository = track();
  await push(repository, { "assignments/G-LIN-FL.yml": "assignment: [\n" });
  const [number = 0] = [...repository.state.threads.values()].flatMap((one) =>
    one.title.includes("error") ? [one.number] : [],
  );
  repository.close(number, "root");
  await push(repository, { "README.md": "# Something else\n" });
  await push(repository, { "assignments/G-LIN-SQ.yml": "assignment: [\n" });
  expect(issues(repository)).toMatchObject([
    { state: "open", title: "Diagram Tracker found errors in 2 files of the campaign" },
  ]);
});

test("while something is broken a claim costs no request more than else, once that was told", async () => {
  const repository = track();
  await say(repository, "ada", "/claim G-LIN-FL");
  await push(repository, { "assignments/G-LIN-ST.yml": "assignment: [\n" });
  await say(repository, "ada", "/claim G-LIN-SQ");
  const before = bot.github.requests.countWithoutTokens();
  await say(repository, "bob", "/claim G-LIN-FA");
  expect(bot.github.requests.countWithoutTokens() - before).toBe(3);
});
