import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const MAIN = fileURLToPath(new URL("../../src/playground/main.ts", import.meta.url));

test("--once plays the story and ends well", async () => {
  const { code, output } = await play(["--once"], "");
  expect(output).toContain("6. Grace merges it");
  expect(output).toContain("Complete, verified by **grace**. Thank you!");
  expect(output).toContain("That is the whole life of a diagram.");
  expect(code).toBe(0);
});

test("afterwards it plays on with whoever types, and a slip ends nothing", async () => {
  const typed = [
    "ada: /claim G-LIN-SQ",
    "merge grace 77",
    "what?",
    "pr ada G-LIN-SQ: a sequence",
    "ada: /source G-LIN-SQ https://etcd.io/docs/v3.5/learning/api_guarantees/",
    "mend ada 3",
    "approve grace 3",
    "tracker",
    "tracker G-LIN-SQ",
  ];
  const { code, output } = await play([], `${typed.join("\n")}\n`);
  expect(output).toContain("GitHub refuses: atlas/diagrams has no issue or pull request #77");
  expect(output).toContain("I do not understand that");
  expect(output).toContain("diagrams/G-LIN-SQ.md:14: The class");
  expect(output).toContain("success, G-LIN-SQ passes");
  expect(output).toMatch(/\n {2}\| \*\*TOTAL\*\* \|/);
  expect(output).toMatch(/\| G-LIN-SQ \| Sequence \| 🟨 Review \| .+ ✅ \[grace\]/);
  expect(code).toBe(0);
});

function play(args: readonly string[], input: string): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [MAIN, ...args], { stdio: ["pipe", "pipe", "inherit"] });
  let output = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    output += text;
  });
  child.stdin.end(input);
  return new Promise((resolve) => child.once("close", (code) => resolve({ code, output })));
}
