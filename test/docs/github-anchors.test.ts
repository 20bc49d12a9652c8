import { expect, test } from "vitest";
import { GitHubAnchors } from "../../src/docs/site/github-anchors.ts";

test.each([
  ["What it does", "what-it-does"],
  ["Who may do what, by whom?", "who-may-do-what-by-whom"],
  ["1. Heard: `src/app.ts`, `src/github/webhooks`".replaceAll("`", ""), "1-heard-srcappts-srcgithubwebhooks"],
  ["diagram-tracker next [n]", "diagram-tracker-next-n"],
  ["The App's token", "the-apps-token"],
  ["A  –  B", "a----b"],
  ["Größe, 大小 & snake_case", "größe-大小--snake_case"],
])("the anchor of %j is %j", (heading, anchor) => {
  expect(new GitHubAnchors().next(heading)).toBe(anchor);
});

test("headings of the same name get a number, and none that another one has", () => {
  const anchors = new GitHubAnchors();
  const found = ["A", "A", "A 1", "A"].map((heading) => anchors.next(heading));
  expect(found).toEqual(["a", "a-1", "a-1-1", "a-2"]);
});
