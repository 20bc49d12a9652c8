import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isAncestor, mergeBase, walkHistory } from "../../../src/playground/github/git/history.ts";
import { mergeTrees } from "../../../src/playground/github/git/merge.ts";
import { ObjectStore } from "../../../src/playground/github/git/objects.ts";
import { changeTree, diffTrees, findEntry, MissingPath } from "../../../src/playground/github/git/trees.ts";

const signature = { name: "Ada", email: "ada@example.org", at: 1_767_225_600 };

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "git-objects-"));
  git("init", "--quiet");
});

afterEach(() => rmSync(folder, { recursive: true }));

function git(...args: string[]): string {
  const date = `${signature.at} +0000`;
  const identity = {
    GIT_AUTHOR_NAME: signature.name,
    GIT_AUTHOR_EMAIL: signature.email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: signature.name,
    GIT_COMMITTER_EMAIL: signature.email,
    GIT_COMMITTER_DATE: date,
  };
  return execFileSync("git", args, { cwd: folder, env: { ...process.env, ...identity } })
    .toString("utf8")
    .trim();
}

function writeWithGit(files: Record<string, string>): string {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  git("add", "--all");
  return git("write-tree");
}

function write(store: ObjectStore, root: string | null, files: Record<string, string | null>): string {
  const changes = Object.entries(files).map(([path, content]) => {
    return [path, content === null ? null : { oid: store.writeBlob(content).oid }] as const;
  });
  return changeTree(store, root, new Map(changes)).oid;
}

describe("object names are git's own", () => {
  test("blobs, trees and commits have the OIDs that git gives them", () => {
    const files = {
      "README.md": "# Ünïcödé\r\n",
      empty: "",
      "a/b/c.txt": "deep",
      "a/b.txt": "a folder and a file that sort by their ends",
      "a.txt": "1",
      "a-b": "2",
      "assignments/G-LIN-FL.yml": "assignment:\n",
      "\u{1f600}.md": "a surrogate pair sorts after the next by bytes",
      "\uff5e.md": "full width",
    };
    const store = new ObjectStore();
    const tree = write(store, null, files);
    expect(tree).toBe(writeWithGit(files));
    expect(findEntry(store, tree, "README.md")?.oid).toBe(git("hash-object", "README.md"));

    // git commit-tree ends the message with a line break, GitHub's API does not.
    const message = "First\n\nwith a body\n";
    const first = store.writeCommit({ tree, parents: [], author: signature, committer: signature, message });
    expect(first.oid).toBe(git("commit-tree", tree, "-m", "First", "-m", "with a body"));
    const second = {
      tree,
      parents: [first.oid],
      author: signature,
      committer: signature,
      message: "Second\n",
    };
    expect(store.writeCommit(second).oid).toBe(git("commit-tree", tree, "-p", first.oid, "-m", "Second"));
  });

  test("a change gives the tree that git gives, also when it empties a folder", () => {
    const store = new ObjectStore();
    const before = write(store, null, { "a/b/c.txt": "c", "a/d.txt": "d", "e.txt": "e" });
    const after = write(store, before, { "a/b/c.txt": null, "a/new/f.txt": "f", "e.txt": "E" });
    expect(after).toBe(writeWithGit({ "a/d.txt": "d", "a/new/f.txt": "f", "e.txt": "E" }));
  });

  test("a deletion that hits nothing names the path", () => {
    const store = new ObjectStore();
    const before = write(store, null, { "a/d.txt": "d" });
    expect(() => write(store, before, { "a/none.txt": null })).toThrow(new MissingPath("a/none.txt"));
  });

  test("a changed file in 20,000 writes one blob and the trees above it", () => {
    const store = new ObjectStore();
    const files = Object.fromEntries(
      Array.from({ length: 20_000 }, (_, n) => [`assignments/${n % 200}/${n}.yml`, `${n}`]),
    );
    const before = write(store, null, files);
    const written: string[] = [];
    const counting = store.writeTree.bind(store);
    store.writeTree = (entries) => {
      const tree = counting(entries);
      written.push(tree.oid);
      return tree;
    };
    const after = write(store, before, { "assignments/7/207.yml": "changed" });
    expect(written).toHaveLength(3);
    expect(diffTrees(store, before, after).map((change) => change.path)).toEqual(["assignments/7/207.yml"]);
  });
});

describe("history and merges", () => {
  function commit(store: ObjectStore, tree: string, parents: string[], message: string): string {
    return store.writeCommit({ tree, parents, author: signature, committer: signature, message }).oid;
  }

  test("the merge base is where the branches parted, and parents come after children at equal dates", () => {
    const store = new ObjectStore();
    const tree = write(store, null, { a: "a" });
    const root = commit(store, tree, [], "root");
    const left = commit(store, tree, [root], "left");
    const right = commit(store, tree, [commit(store, tree, [root], "right 1")], "right 2");
    const merged = commit(store, tree, [left, right], "merge");
    expect(mergeBase(store, left, right)).toBe(root);
    expect(mergeBase(store, merged, right)).toBe(right);
    expect(isAncestor(store, root, merged)).toBe(true);
    expect(isAncestor(store, left, right)).toBe(false);
    const messages = [...walkHistory(store, merged)].map((found) => found.message);
    expect(messages).toHaveLength(5);
    expect([messages.at(0), messages.at(-1)]).toEqual(["merge", "root"]);
    expect(messages.indexOf("right 2")).toBeLessThan(messages.indexOf("right 1"));
  });

  test("changes of different lines merge, changes of the same line conflict", () => {
    const store = new ObjectStore();
    const lines = Array.from({ length: 12 }, (_, n) => `line ${n}`);
    const root = commit(store, write(store, null, { t: lines.join("\n"), other: "o" }), [], "root");
    const onto = (line: number, text: string, more: Record<string, string | null> = {}) => {
      const t = lines.with(line, text).join("\n");
      return commit(store, write(store, store.commit(root).tree, { t, ...more }), [root], text);
    };
    const ours = onto(1, "ours");
    const result = mergeTrees(store, ours, onto(9, "theirs", { other: null, "new.txt": "n" }));
    const expected = write(store, null, {
      t: lines.with(1, "ours").with(9, "theirs").join("\n"),
      "new.txt": "n",
    });
    expect(result).toEqual({ tree: expected });
    expect(mergeTrees(store, ours, onto(1, "theirs"))).toEqual({ conflicts: ["t"] });
  });
});
