import { expect, test } from "vitest";
import { findRepositoryUrl, webPageOf } from "../../src/cli/repository-url.ts";
import { Clone } from "./clone.ts";

test.each([
  ["https://github.com/stars/charts.git", "https://github.com/stars/charts"],
  ["https://github.com/stars/charts/", "https://github.com/stars/charts"],
  ["https://ada:ghp_secret@github.com/stars/charts.git", "https://github.com/stars/charts"],
  ["http://git.example.com:8080/stars/charts", "http://git.example.com:8080/stars/charts"],
  ["git@github.com:stars/charts.git", "https://github.com/stars/charts"],
  ["github.com:stars/charts", "https://github.com/stars/charts"],
  ["org-123@git.example.com:/stars/charts.git", "https://git.example.com/stars/charts"],
  ["ssh://git@git.example.com:2222/stars/charts.git", "https://git.example.com/stars/charts"],
  ["ssh://git@ssh.github.com:443/stars/charts.git", "https://github.com/stars/charts"],
  ["git://github.com/stars/charts.git", "https://github.com/stars/charts"],
  ["https://git.example.com/a/b/c.git", "https://git.example.com/a/b/c"],
  ["/srv/git/charts.git", null],
  ["../charts", null],
  ["C:\\code\\charts", null],
  ["C:/code/charts", null],
  ["file:///srv/git/charts.git", null],
  ["javascript:alert(1)//x/y", null],
  ["https://github.com/", null],
  ["", null],
])("%s is the remote of %s", (remote, page) => {
  expect(webPageOf(remote)).toBe(page);
});

test("--url comes before the remote, and without either the address shows that it is invented", async () => {
  const clone = new Clone({ origin: "git@github.com:stars/charts.git" });
  expect(await findRepositoryUrl(clone.root, undefined)).toEqual({
    url: "https://github.com/stars/charts",
    guessed: false,
  });
  const given = await findRepositoryUrl(clone.root, "https://git.example.com/o/r");
  expect(given.url).toBe("https://git.example.com/o/r");
  const bare = await findRepositoryUrl(new Clone().root, undefined);
  expect(bare.guessed).toBe(true);
  expect(bare.url).toMatch(/^https:\/\/github\.com\/OWNER\/diagram-tracker-cli-/);
});
