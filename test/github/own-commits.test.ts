import { Octokit } from "@octokit/rest";
import { describe, expect, test } from "vitest";
import { CommitAuthors, type ListedCommit } from "../../src/github/own-commits.ts";

const SELF = "diagram-tracker[bot]";
const VALID = { verified: true, reason: "valid" };
const UNSIGNED = { verified: false, reason: "unsigned" };

const github = { client: new Octokit() };
const enterprise = { client: new Octokit({ baseUrl: "https://github.example.org/api/v3" }) };

function commit(
  author: string | null,
  committer: string | null,
  verification: { verified: boolean; reason: string } | undefined,
): ListedCommit {
  const account = (login: string | null) => (login === null ? null : { login });
  return {
    sha: "1".repeat(40),
    commit: { message: "Update", ...(verification && { verification }) },
    author: account(author),
    committer: account(committer),
  };
}

describe("a commit on GitHub", () => {
  test.each<[string, ListedCommit, boolean]>([
    ["that GitHub made for us", commit(SELF, "web-flow", VALID), true],
    ["that we wrote object by object", commit(SELF, SELF, VALID), true],
    ["that somebody pushed in our name", commit(SELF, SELF, UNSIGNED), false],
    ["that somebody pushed in GitHub's name", commit(SELF, "web-flow", UNSIGNED), false],
    ["that names us and is signed by who pushed it", commit(SELF, "mallory", VALID), false],
    [
      "whose signature fits no key",
      commit(SELF, "web-flow", { verified: false, reason: "bad_email" }),
      false,
    ],
    ["that GitHub made for a person", commit("mallory", "web-flow", VALID), false],
    ["of a person called like us", commit("diagram-tracker", "web-flow", VALID), false],
    ["of another App", commit("renovate[bot]", "web-flow", VALID), false],
    ["whose author has no account", commit(null, "web-flow", VALID), false],
  ])("%s", (_, one, expected) => {
    expect(new CommitAuthors(github, SELF, [one]).isOurs(one)).toBe(expected);
  });

  test("is nobody's while we do not know who we are", () => {
    const one = commit(SELF, "web-flow", VALID);
    expect(new CommitAuthors(github, null, [one]).isOurs(one)).toBe(false);
  });

  test("is known by our login without the suffix, too", () => {
    const one = commit(SELF, "web-flow", VALID);
    expect(new CommitAuthors(github, "diagram-tracker", [one]).isOurs(one)).toBe(true);
  });

  test("was made by whom GitHub made it for, and by nobody where it was pushed", () => {
    const made = commit("grace", "web-flow", VALID);
    const pushed = commit("grace", "grace", VALID);
    const authors = new CommitAuthors(github, SELF, [made, pushed]);
    expect([authors.madeBy(made), authors.madeBy(pushed)]).toEqual(["grace", null]);
  });
});

describe("a commit on a server of one's own", () => {
  const unsigned = commit(SELF, "web-flow", UNSIGNED);
  const signed = commit("grace", "web-flow", VALID);

  test("may be unsigned where nothing is signed", () => {
    const silent = commit(SELF, SELF, undefined);
    const authors = new CommitAuthors(enterprise, SELF, [unsigned, silent]);
    expect([authors.isOurs(unsigned), authors.isOurs(silent)]).toEqual([true, true]);
  });

  test("may not once the server signed one", () => {
    expect(new CommitAuthors(enterprise, SELF, [unsigned, signed]).isOurs(unsigned)).toBe(false);
  });

  test("is not ours where its signature is somebody else's", () => {
    const foreign = commit(SELF, SELF, { verified: false, reason: "unknown_key" });
    expect(new CommitAuthors(enterprise, SELF, [foreign]).isOurs(foreign)).toBe(false);
  });
});
