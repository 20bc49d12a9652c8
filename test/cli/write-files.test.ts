import { mkdirSync, readdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeFiles } from "../../src/cli/write-files.ts";
import { Clone } from "./clone.ts";

test("writes, replaces and removes, with the folders on the way", async () => {
  const clone = new Clone();
  clone.write("old.md", "old\n");
  clone.write("gone.md", "gone\n");
  await writeFiles(clone.root, [
    { path: "a/b/new.md", text: "new\n" },
    { path: "old.md", text: "newer\n" },
    { path: "gone.md", text: null },
    { path: "never-there.md", text: null },
  ]);
  expect([...clone.files()]).toEqual([
    ["a/b/new.md", "new\n"],
    ["old.md", "newer\n"],
  ]);
});

test.each([
  ["a file that is a link", "link.md", /^link\.md cannot be written: it is a symbolic link/],
  ["a file in a linked folder", "linked/a.md", /^linked\/a\.md cannot be written: .* symbolic link/],
  ["a path through a file", "file.md/a.md", /^file\.md\/a\.md cannot be written: /],
  ["a file where a folder is", "folder", /^folder cannot be written: /],
])("%s is refused, what lies outside stays, and no half of a file is left", async (_, path, message) => {
  const [clone, outside] = [new Clone(), new Clone()];
  outside.write("a.md", "theirs\n");
  clone.write("file.md", "a file\n");
  mkdirSync(join(clone.root, "folder"));
  symlinkSync(join(outside.root, "a.md"), join(clone.root, "link.md"));
  symlinkSync(outside.root, join(clone.root, "linked"));
  await expect(writeFiles(clone.root, [{ path, text: "ours\n" }])).rejects.toThrow(message);
  expect(outside.read("a.md")).toBe("theirs\n");
  expect(readdirSync(clone.root)).toEqual([".git", "file.md", "folder", "link.md", "linked"]);
  expect(readdirSync(outside.root)).toEqual([".git", "a.md"]);
});

test("where one of many cannot be written, none is", async () => {
  const clone = new Clone();
  clone.write("old.md", "old\n");
  mkdirSync(join(clone.root, "folder"));
  const changes = Array.from({ length: 40 }, (_, at) => ({ path: `a/${at}.md`, text: "new\n" }));
  const all = [{ path: "old.md", text: "newer\n" }, ...changes, { path: "folder", text: "ours\n" }];
  await expect(writeFiles(clone.root, all)).rejects.toThrow(/^folder cannot be written: it is a folder/);
  expect([...clone.files()]).toEqual([["old.md", "old\n"]]);
});
