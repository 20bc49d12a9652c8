import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { COMMANDS } from "../../src/cli/all.ts";
import { makeProgram } from "../../src/cli/program.ts";
import { runCli } from "../cli/run-cli.ts";
import { commandsOf, inlineCommands, ownCommand, shellBlocks, type Typed } from "./doc-commands.ts";

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const { scripts } = JSON.parse(read("package.json"));

/** What is not run here, by how it begins, and why. All else is. */
const NOT_RUN: readonly (readonly [RegExp, string])[] = [
  [/^npm (?:ci|test|start)\b/, "it is what CI does before and around this test"],
  [/^npm run (?!-s cli)/, "the script exists, which is looked at, and has tests of its own"],
  [/^docker /, "there is no engine where tests run"],
  [/gh issue list/, "it asks GitHub in somebody's name"],
  [
    /diagram-tracker (?:doctor|start|reconcile|inbox)\b/,
    "it needs a server or an App; its own tests have them",
  ],
];
/** What GitHub would be asked for: the commit of this version's release. */
const RELEASE = ["--action-commit", "0123456789012345678901234567890123456789"];

const TRACKER = `# Diagrams

| ID | Name | Status | Assignee |
|---|---|---|---|
| G-LIN-FL | Flow Diagram | in progress | ada |
| G-LIN-SQ | Sequence | open | - |
| G-LIN-ST | State Machine | open | - |
`;

let program: Command;
beforeAll(async () => {
  const silent = { cwd: "/", now: () => 0, width: null, colours: false, print() {}, note() {} };
  program = await makeProgram({ ...silent, readStdin: async () => "", become: async () => 0 }, () => {});
});

test("every command of ours that the documentation names exists, with its options", () => {
  const lines = shellBlocks.flatMap(({ where, text }) =>
    commandsOf(text).map((line) => ({ where, text: line })),
  );
  const named = [...inlineCommands, ...lines].filter(({ text }) => ownCommand(text) !== null);
  expect(named.length).toBeGreaterThan(80);
  expect(named.flatMap(problemOf)).toEqual([]);
});

test("the README has a row for each command, and no option that there is not", () => {
  const rows = read("README.md").matchAll(/^\| (`[a-z]+[^|]*) \|/gm);
  const spans = [...rows].flatMap(([, cell = ""]) => {
    const [first = "", ...others] = [...cell.matchAll(/`([^`]+)`/g)].map(([, span = ""]) => span);
    const [name = ""] = first.split(" ");
    return [first, ...others].map((span) => (span.startsWith("--") ? `${name} ${span}` : span));
  });
  const names = new Set(spans.map((span) => span.split(" ")[0]));
  expect(Object.keys(COMMANDS).filter((name) => !names.has(name))).toEqual([]);
  const commands = spans.filter((span) => Object.hasOwn(COMMANDS, span.split(" ")[0] ?? ""));
  const typed = commands.map((span) => ({ where: "README.md", text: `diagram-tracker ${span}` }));
  expect(typed.flatMap(problemOf)).toEqual([]);
});

describe.each(shellBlocks.filter(({ text }) => !isLeftAlone(text)))("$where", ({ text }) => {
  test("does what it says", async () => {
    const lines = commandsOf(text);
    const begins = lines.some((line) =>
      /(?:diagram-tracker|your-repository) init(?! --(?:action|pages))/.test(line),
    );
    const folder = copyOf(await (begins ? before() : campaign()));
    for (const line of lines) await type(line, folder);
  });
});

test("npm's scripts that the documentation names are there", () => {
  const named = shellBlocks.flatMap(({ text }) => [...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)]);
  expect(named.filter(([, script = ""]) => !Object.hasOwn(scripts, script)).map(([line]) => line)).toEqual(
    [],
  );
});

function isLeftAlone(line: string): boolean {
  return line.startsWith("{")
    ? NOT_RUN.some(([what]) => what.test(line))
    : commandsOf(line).every((one) => NOT_RUN.some(([what]) => what.test(one)));
}

async function type(line: string, cwd: string): Promise<void> {
  if (isLeftAlone(line)) return;
  const args = ownCommand(line);
  if (args === null) {
    execFileSync("sh", ["-ec", line], { cwd, stdio: "pipe" });
    return;
  }
  const asked = args.includes("--action") || args.includes("--pages") ? RELEASE : [];
  const { code, err } = await runCli([...args, ...asked], { cwd });
  const wanted = EXPECTED[args.join(" ")] ?? 0;
  expect({ line, code, ...(code !== wanted && { err }) }).toEqual({ line, code: wanted });
}

/** Commands whose answer is their exit code. */
const EXPECTED: Readonly<Record<string, number>> = { "forget ada --check": 1 };

const around: string[] = [];
afterAll(() => {
  for (const folder of around) rmSync(folder, { recursive: true, force: true });
});

/** Both clones are made once; each block gets copies of a clone and of where it pushes to. */
const before = once(() => makeClone("tracker.md", async () => {}));
const campaign = once(() =>
  makeClone("TRACKER.md", async (folder, git) => {
    await runCli(["init", "--from", "TRACKER.md"], { cwd: folder });
    git("add", "-A");
    git("commit", "--quiet", "-m", "Set up a campaign");
    // What the bot keeps on a branch of its own is newer.
    git("switch", "--quiet", "-c", "diagram-tracker/state");
    writeFileSync(
      join(folder, "TRACKER.md"),
      `${readFileSync(join(folder, "TRACKER.md"), "utf8")}\nNewer.\n`,
    );
    git("commit", "--quiet", "-am", "Newer");
    git("switch", "--quiet", "main");
  }),
);

type Git = (...args: string[]) => void;

async function makeClone(
  tracker: string,
  more: (folder: string, git: Git) => Promise<void>,
): Promise<string> {
  const folder = newFolder();
  const clone = join(folder, "your-repository");
  mkdirSync(clone);
  const git: Git = (...args) => execFileSync("git", args, { cwd: clone, stdio: "pipe" });
  git("init", "--quiet", "-b", "main");
  git("config", "user.name", "Ada");
  git("config", "user.email", "ada@example.org");
  git("config", "push.autoSetupRemote", "true");
  git("remote", "add", "origin", "../origin.git");
  writeFileSync(join(clone, tracker), TRACKER);
  git("add", "-A");
  git("commit", "--quiet", "-m", "Begin");
  await more(clone, git);
  git("clone", "--quiet", "--bare", ".", "../origin.git");
  return folder;
}

function copyOf(folder: string): string {
  const copy = newFolder();
  cpSync(folder, copy, { recursive: true });
  return join(copy, "your-repository");
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "diagram-tracker-docs-"));
  around.push(folder);
  return folder;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}

function problemOf({ where, text }: Typed): string[] {
  const args = ownCommand(text) ?? [];
  const found = program.commands.find((command) => args.includes(command.name()));
  const known = [...program.options, ...(found?.options ?? [])];
  const isKnown = (option: string) =>
    ["--help", "--version"].includes(option) ||
    known.some(({ long, short }) => long === option || short === option);
  // In capitals or in brackets stands what people put there.
  const words = args.filter((arg, at) => /^[^-<[A-Z]/.test(arg) && !isValue(args[at - 1]));
  const problems = args.filter((arg) => /^--?[a-z]/.test(arg) && !isKnown(arg));
  if (!found && words.length > 0) problems.unshift(words[0] ?? "");
  const [choice] = found?.registeredArguments.flatMap(({ argChoices }) => [argChoices ?? []]) ?? [];
  const value = words[1];
  if (choice?.length && value !== undefined && !choice.includes(value)) problems.push(value);
  return problems.map((problem) => `${where}: ${text}: ${problem}`);

  function isValue(before: string | undefined): boolean {
    return known.some(({ long, short, required, optional }) => {
      return (required || optional) && before !== undefined && (long === before || short === before);
    });
  }
}
