import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { completeTurn } from "../../src/playground/complete-turn.ts";
import { renderMarkdown } from "../../src/playground/render-markdown.ts";

const MAIN = fileURLToPath(new URL("../../src/playground/main.ts", import.meta.url));

test("--once plays the story and ends well", async () => {
  const { code, output } = await play(["--once"], "");
  expect(output).toContain("6. Grace merges it");
  expect(output).toContain("Complete, verified by grace. Thank you!");
  expect(output).toContain("That is the whole life of a diagram.");
  expect(code).toBe(0);
});

test("afterwards it plays on with whoever types, and every line has its answer below it", async () => {
  const typed = [
    "/claim G-LIN-SQ /status",
    "merge grace 77",
    "what?",
    "pr",
    "ada: hello there",
    "approve bob 2",
    "maria: /assign G-LIN-CO @dave",
    "pr ada G-LIN-SQ: a sequence",
    "ada: one\\",
    "/source G-LIN-SQ https://etcd.io/docs/v3.5/learning/api_guarantees/",
    "mend ada 3",
    "approve grace 3",
    "HELP",
    "tracker",
    "tracker G-LIN-SQ",
    "quit",
    "ada: /claim G-LIN-FA",
  ];
  const { code, output } = await play([], `${typed.join("\n")}\n`);
  const answers = output.slice(output.indexOf("Now you.")).split(/\n> /).slice(1);
  expect(answers.map((one) => one.split("\n")[0])).toEqual(
    typed.slice(0, 16).filter((one) => !one.startsWith("/source")),
  );
  for (const [at, text] of [
    [0, "G-LIN-SQ Sequence: it is yours until"],
    [0, "- /status: I read one command on each line."],
    [1, "GitHub refuses: atlas/diagrams has no issue or pull request #77"],
    [2, "Who says it? Begin with a name, such as `ada: /claim G-LIN-SQ`."],
    [3, "`pr` takes who opens it and a title"],
    [4, "The bot does nothing. That is talk among people"],
    [5, "The bot does nothing. bob has no right to write"],
    [6, "G-LIN-CO Comparison: dave holds it until"],
    [7, "G-LIN-SQ  Sequence  🟨 Review  Next: a reviewer other than the author"],
    [7, "diagrams/G-LIN-SQ.md:4: I found no p50 and p99"],
    [8, "I added the source to its file"],
    [10, "success, G-LIN-SQ passes"],
    [11, "ada comments on the issue #1"],
    [12, "TOTAL          1,233  1         2"],
    [14, "That was it."],
  ] as const) {
    expect(answers[at]).toContain(text);
  }
  expect(answers[13]).toMatch(/G-LIN-SQ +Sequence +🟨 Review +ada +#3 +✅ grace +etcd\.io/);
  expect(code).toBe(0);
});

test("a wrong option is a sentence, and --help is the usage", async () => {
  const [help, wrong] = await Promise.all([play(["--help"], ""), play(["--onec"], "")]);
  expect(help).toMatchObject({ code: 0, output: expect.stringContaining("Usage: playground") });
  expect(wrong).toMatchObject({
    code: 2,
    output: "error: unknown option '--onec'\n(Did you mean --once?)\n",
  });
});

test.each([
  [
    40,
    "- Diagram: G-LIN-FL\n  Status: Review\n  What now: A reviewer other than the\n    author approves it.",
  ],
  [80, "Diagram   Status  What now\nG-LIN-FL  Review  A reviewer other than the author approves it."],
  [null, "Diagram   Status  What now\nG-LIN-FL  Review  A reviewer other than the author approves it."],
])("a table in a terminal of %s columns", (width, shown) => {
  const table =
    "| Diagram | Status | What now |\n|---|---|---|\n| `G-LIN-FL` | **Review** | A reviewer other than the author approves it. |";
  expect(renderMarkdown({ width, colours: false }, table).join("\n")).toBe(shown);
});

test("what GitHub would show of a comment, wrapped at words", () => {
  const comment = [
    "@ada [This page](https://example.org/a) says <b>what</b> it has to show, and more.",
    "- one\n- two that is longer than the terminal is wide\n  - below",
    "> quoted",
    "1. first",
    "```\n/claim G-LIN-FL\n```",
    "<details><summary>More</summary>",
    "\u001b[31mred",
  ].join("\n\n");
  expect(renderMarkdown({ width: 30, colours: false }, comment).join("\n")).toBe(
    [
      "@ada This page says what it",
      "has to show, and more.\n",
      "- one\n- two that is longer than\n  the terminal is wide\n  - below\n",
      "> quoted\n",
      "1. first\n",
      "  /claim G-LIN-FL\n",
      "More\n",
      "\\u{1b}[31mred",
    ].join("\n"),
  );
});

test.each([
  ["", "ada: |grace: |maria: |pr |mend |approve |changes |merge |close |tracker |help |quit "],
  ["m", "maria: |mend |merge "],
  ["ada: /re", "/release |/review |/reopen |/resume "],
  ["ada: /claim g-lin-s", "G-LIN-SQ|G-LIN-ST"],
  ["maria: /assign G-LIN-SQ @g", "@grace "],
])("the Tab key behind %j", async (line, choices) => {
  const file = () => "| ID |\n| G-LIN-SQ | x |\n| G-LIN-ST | y |";
  expect(completeTurn({ file }, line)[0].join("|")).toBe(choices);
});

function play(args: readonly string[], input: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
    });
  }
  child.stdin.end(input);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}
