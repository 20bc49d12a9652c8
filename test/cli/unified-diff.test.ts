import { expect, test } from "vitest";
import { renderDiff, showDiff } from "../../src/cli/unified-diff.ts";

test("a file that comes or goes is compared with nothing", () => {
  const file = { path: "a.md", text: "one\n" };
  expect(renderDiff(file, undefined)).toBe("--- /dev/null\n+++ b/a.md\n@@ -0,0 +1,1 @@\n+one\n");
  expect(renderDiff({ path: "a.md", text: null }, file)).toBe(
    "--- a/a.md\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-one\n",
  );
});

test("where everything differs, it says how much and does not look for how", () => {
  const lines = (word: string, count: number) => `${word}\n`.repeat(count);
  expect(
    renderDiff({ path: "a.md", text: lines("new", 4_000) }, { path: "a.md", text: lines("old", 3_000) }),
  ).toBe(
    "--- a/a.md\n+++ b/a.md\nMore than 5000 lines differ (3001 before, 4001 now); they are not shown.\n",
  );
});

test("a terminal gets colours, and nothing that would steer it", () => {
  const said: string[] = [];
  const shell = { width: 80, colours: true, print: (text: string) => void said.push(text) };
  showDiff(
    { ...shell, cwd: "", now: () => 0, note: shell.print, readStdin: async () => "", become: async () => 0 },
    "-a\u001b[2J\n+b\n",
  );
  expect(said).toEqual(["\u001b[31m-a\\u{1b}[2J\u001b[39m\n\u001b[32m+b\u001b[39m"]);
});
