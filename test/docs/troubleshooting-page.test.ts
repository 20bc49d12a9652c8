import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const root = new URL("../../", import.meta.url);
const page = readFileSync(new URL(".github/docs/troubleshooting.md", root), "utf8");
const sources = readdirSync(new URL("src/", root), { recursive: true, encoding: "utf8" })
  .filter((path) => /\.m?ts$|\.mjs$/.test(path))
  .map((path) => readFileSync(new URL(`src/${path}`, root), "utf8").replaceAll('\\"', '"'))
  .join("\n");

/** Between “ and ”; an ellipsis stands for what differs. */
const quoted = [...page.matchAll(/“([^”]+)”/g)].map(([, words = ""]) => words);

test("every sentence that the page quotes is one that is really said", () => {
  expect(quoted.length).toBeGreaterThan(50);
  const parts = quoted.flatMap((words) => words.split("…")).map((part) => part.trim());
  expect(parts.filter((part) => !sources.includes(part))).toEqual([]);
});
