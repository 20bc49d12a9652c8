import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { parse } from "yaml";
import { cutRelease, readNotes } from "../../src/release/changelog.ts";
import { commitBundle, pushTags } from "../../src/release/child-commit.ts";
import { findObstacles, type ReleaseFacts } from "../../src/release/preflight.ts";
import { imageTags } from "../../src/release/publish-image.ts";
import { readReleaseFacts } from "../../src/release/read-facts.ts";
import { distTag, versionOf } from "../../src/release/version.ts";
import { Scratch } from "./scratch.ts";

const CHANGELOG = "# Changelog\n\n## Unreleased\n\n## 1.2.3 (2026-11-28)\n\n- It releases itself.\n";
const FILES = {
  ".gitignore": "dist/\n",
  "package.json": JSON.stringify({
    name: "diagram-tracker",
    version: "1.2.3",
    repository: { type: "git", url: "git+https://github.com/atlas/diagrams.git" },
  }),
  "package-lock.json": JSON.stringify({ version: "1.2.3" }),
  "CHANGELOG.md": CHANGELOG,
};

let scratch: Scratch;

/** Each test of the group gets a clone of its own. */
function withScratch(): void {
  beforeEach(() => {
    scratch = new Scratch(FILES);
  });
  afterEach(() => scratch.remove());
}

describe("the changelog", () => {
  test("what is not released becomes a version's, and is its notes", () => {
    const before = "# Changelog\n\n## Unreleased\n\n- One.\n- Two.\n\n## 1.0.0 (2026-01-01)\n\n- Zero.\n";
    const after = cutRelease(before, "1.1.0", "2026-11-28");
    expect(after).toContain("## Unreleased\n\n## 1.1.0 (2026-11-28)\n\n- One.\n");
    expect(readNotes(after, "1.1.0")).toBe("- One.\n- Two.");
    expect(readNotes(after, "1.0.0")).toBe("- Zero.");
    expect(readNotes(after, "Unreleased")).toBe("");
    expect(readNotes(after, "1.1")).toBeNull();
  });

  test("there is no release of nothing, and no second of the same", () => {
    expect(() => cutRelease(CHANGELOG, "2.0.0", "2026-11-28")).toThrow(/says nothing below "## Unreleased"/);
    const more = CHANGELOG.replace("## Unreleased\n", "## Unreleased\n\n- More.\n");
    expect(() => cutRelease(more, "1.2.3", "2026-11-28")).toThrow(/has version 1\.2\.3 already/);
  });
});

describe("`npm version`", () => {
  withScratch();

  test("cuts the changelog", () => {
    const path = join(scratch.clone, "CHANGELOG.md");
    writeFileSync(path, "# Changelog\n\n## Unreleased\n\n- One.\n");
    scratch.step(["cut"], { npm_package_version: "1.3.0" });
    expect(readFileSync(path, "utf8")).toMatch(/^## 1\.3\.0 \(\d{4}-\d\d-\d\d\)\n\n- One\.$/m);
  });
});

describe("versions", () => {
  test.each([
    ["1.3.0", ["1.2.3"], "latest", ["1.3.0", "1.3", "1", "latest"]],
    ["1.2.4", ["1.2.3", "2.0.0"], "maintenance", ["1.2.4"]],
    ["2.0.0-rc.1", ["1.2.3"], "next", ["2.0.0-rc.1"]],
    ["2.0.0", ["2.0.0-rc.1", "1.2.3"], "latest", ["2.0.0", "2.0", "2", "latest"]],
  ])("%s after %j", (version, published, tag, images) => {
    expect(distTag(version, published)).toBe(tag);
    expect(imageTags({ version, isNewest: tag === "latest" })).toEqual(images);
  });

  test("a tag is a version or nothing", () => {
    expect(versionOf("release-1.2.3-rc.1")).toBe("1.2.3-rc.1");
    for (const tag of ["v1.2.3", "1.2.3", "release-1.2", "release-v1.2.3", "release-1.2.3;x", "release-"]) {
      expect(() => versionOf(tag)).toThrow(/expected one like release-1\.2\.3/);
    }
  });
});

const FACTS: ReleaseFacts = {
  tag: "release-1.2.3",
  package: {
    name: "diagram-tracker",
    version: "1.2.3",
    repository: "git+https://github.com/atlas/diagrams.git",
  },
  locked: "1.2.3",
  changelog: CHANGELOG,
  repository: "atlas/diagrams",
  server: "https://github.com",
  isPublic: true,
  isOnMain: true,
  hasMainsWorkflows: true,
  tags: ["release-1.2.3", "v1.2.2", "v1"],
  published: ["1.2.2"],
  publisher: { npm: "11.6.0", isGitHubsRunner: true, hasIdentity: true, hasToken: false },
};

describe("the preflight", () => {
  test("lets a release through, with what is needed and with more", () => {
    expect(findObstacles(FACTS)).toEqual([]);
    expect(findObstacles({ ...FACTS, publisher: null })).toEqual([]);
  });

  test.each<[string, Partial<ReleaseFacts>, RegExp]>([
    ["another tag", { tag: "release-1.2.4" }, /push the tag release-1\.2\.3/],
    ["no tag", { tag: null }, /^The tag is none/],
    ["an old lock", { locked: "1.2.2" }, /npm install --package-lock-only/],
    ["a tag that is there", { tags: ["v1.2.3"] }, /v1\.2\.3 is there already/],
    ["no notes", { changelog: "## Unreleased\n\n- x\n" }, /says nothing about 1\.2\.3/],
    ["a branch of somebody's", { isOnMain: false, hasMainsWorkflows: false }, /not on the default branch/],
    ["older workflows", { hasMainsWorkflows: false }, /may not push such a commit/],
    [
      "another repository",
      { repository: "Atlas/diagrams" },
      /set it to git\+https:\/\/github\.com\/Atlas\/diagrams\.git/,
    ],
    ["a private one", { isPublic: false }, /not public/],
    [
      "no package",
      { published: null },
      /npm trust github diagram-tracker --file release\.yml --repo atlas\/diagrams/,
    ],
    ["a version that is there", { published: ["1.2.3"] }, /on npm already/],
  ])("%s", (_name, change, expected) => {
    expect(findObstacles({ ...FACTS, ...change })).toEqual([expect.stringMatching(expected)]);
  });

  test("a publisher that npm would not trust is told everything at once", () => {
    const publisher = { npm: "11.5.0", isGitHubsRunner: false, hasIdentity: false, hasToken: true };
    expect(findObstacles({ ...FACTS, publisher })).toEqual([
      expect.stringMatching(/^npm is 11\.5\.0/),
      expect.stringMatching(/runner is not GitHub's/),
      expect.stringMatching(/id-token: write/),
      expect.stringMatching(/NODE_AUTH_TOKEN or NPM_TOKEN/),
    ]);
  });
});

describe("what the preflight judges", () => {
  withScratch();

  test("comes from the clone, GitHub's event and npm", () => {
    scratch.git("tag", "release-1.2.3");
    const event = join(scratch.folder, "event.json");
    writeFileSync(event, JSON.stringify({ repository: { private: false, default_branch: "main" } }));
    const env = {
      ...{ GITHUB_REF_NAME: "release-1.2.3", GITHUB_REF_TYPE: "tag", GITHUB_EVENT_PATH: event },
      ...{ GITHUB_REPOSITORY: "atlas/diagrams", GITHUB_SERVER_URL: "https://github.com" },
      ...{ RUNNER_ENVIRONMENT: "github-hosted", ACTIONS_ID_TOKEN_REQUEST_URL: "https://x" },
      ...{ NODE_AUTH_TOKEN: "", NPM_TOKEN: "" },
    };
    const versions = (printed: string) =>
      scratch.pretend("npm", `case "$1" in --version) echo 11.19.1;; view) ${printed};; esac`);
    const obstacles = () => findObstacles(readReleaseFacts(scratch.clone, env, { isPublisher: true }));
    vi.stubEnv("PATH", scratch.path);
    versions(`echo '"1.2.2"'`);
    expect(obstacles()).toEqual([]);
    versions(`echo '{ "error": { "code": "E404" } }'; exit 1`);
    expect(obstacles()).toEqual([expect.stringMatching(/^diagram-tracker is not on npm yet/)]);
    versions("exit 1");
    expect(obstacles).toThrow(/npm does not tell the versions/);
    versions(`echo '["1.2.2", "1.2.3"]'`);
    expect(obstacles()).toEqual([expect.stringMatching(/^Version 1\.2\.3 is on npm already/)]);
    scratch.write({ "more.txt": "looked at by nobody" });
    scratch.commit("Beside main");
    const outcome = scratch.tryStep(["preflight"], env);
    expect(outcome.stdout.split("\n")).toEqual([
      expect.stringMatching(/^::error::The tagged commit is not on the default branch/),
      expect.stringMatching(/^::error::Version 1\.2\.3 is on npm already/),
      "",
    ]);
    expect(outcome.status).toBe(1);
    vi.unstubAllEnvs();
  });
});

describe("the commit that people use", () => {
  withScratch();
  const dist = { "dist/action.js": "export {};\n", "dist/sbom.cdx.json": "{}\n" };

  test("is a child with the bundle beside the sources, and the same each time; nothing else is touched", () => {
    scratch.write({ ...dist, "left-over.txt": "of somebody who tried something" });
    const parent = scratch.git("rev-parse", "HEAD");
    const commit = commitBundle(scratch.clone, "1.2.3");
    expect(scratch.git("rev-parse", `${commit}^@`)).toBe(parent);
    expect(scratch.git("diff", "--name-status", parent, commit).split("\n")).toEqual([
      "A\tdist/action.js",
      "A\tdist/sbom.cdx.json",
    ]);
    expect(commitBundle(scratch.clone, "1.2.3")).toBe(commit);
    expect(scratch.git("status", "--porcelain")).toBe("?? left-over.txt");
    expect([scratch.git("rev-parse", "HEAD"), scratch.git("branch", "--list")]).toEqual([parent, "* main"]);
  });

  test("gets its tags at once; v1 moves forward only, and a version never moves", () => {
    scratch.write(dist);
    const remote = { url: scratch.origin };
    const push = (version: string) =>
      pushTags(scratch.clone, { commit: commitBundle(scratch.clone, version), version, remote });
    const tags = () => scratch.git("ls-remote", "--tags", "origin");
    const at = (tag: string) => new RegExp(`(\\S+)\trefs/tags/${tag}$`, "m").exec(tags())?.[1];
    expect(push("1.2.3")).toEqual(["v1.2.3", "v1"]);
    expect(at("v1")).toBe(at("v1.2.3"));
    // Once more, where the step before was cut off.
    expect(push("1.2.3")).toEqual(["v1.2.3", "v1"]);
    expect(push("1.3.0-rc.1")).toEqual(["v1.3.0-rc.1"]);
    expect(push("1.3.0")).toEqual(["v1.3.0", "v1"]);
    expect(push("1.2.4")).toEqual(["v1.2.4"]);
    expect(push("2.0.0")).toEqual(["v2.0.0", "v2"]);
    expect([at("v1"), at("v2")]).toEqual([at("v1.3.0"), at("v2.0.0")]);

    const before = tags();
    scratch.write({ "dist/action.js": "export const other = 1;\n" });
    expect(() => push("1.3.0")).toThrow();
    expect(tags()).toBe(before);
  });
});

describe("the steps, with programs that only note how they were called", () => {
  withScratch();
  const env = {
    GITHUB_REF_NAME: "release-1.2.3",
    GITHUB_REPOSITORY: "Atlas/Diagrams",
    GITHUB_ACTOR: "maria",
    GITHUB_TOKEN: "a-token",
    GH_TOKEN: "a-token",
  };

  test("the package goes to npm under the name that fits", () => {
    scratch.pretend("npm", `case "$1" in view) echo '["1.2.2", "2.0.0"]';; esac`);
    scratch.step(["package"], env);
    expect(scratch.calls("npm").at(-1)?.args).toEqual([
      "publish",
      "--access",
      "public",
      "--tag",
      "maintenance",
    ]);
  });

  test("the image is built for both architectures, and its digest is told; the token is no argument", () => {
    const digest = `sha256:${"a1".repeat(32)}`;
    scratch.pretend(
      "docker",
      `while [ $# -gt 0 ]; do [ "$1" = --metadata-file ] && echo '{ "containerimage.digest": "${digest}" }' > "$2"; shift; done`,
    );
    const output = join(scratch.folder, "output");
    scratch.step(["image"], { ...env, GITHUB_OUTPUT: output });
    const [login, build] = scratch.calls("docker");
    expect(login).toEqual({
      args: ["login", "ghcr.io", "--username", "maria", "--password-stdin"],
      input: "a-token",
    });
    const args = build?.args.join(" ");
    expect(args).toContain("buildx build --push --platform linux/amd64,linux/arm64");
    for (const tag of ["1.2.3", "1.2", "1", "latest"])
      expect(build?.args).toContain(`ghcr.io/atlas/diagrams:${tag}`);
    expect(args).toContain(`REVISION=${scratch.git("rev-parse", "HEAD")}`);
    expect(args).not.toContain("a-token");
    expect(readFileSync(output, "utf8")).toBe(`name=ghcr.io/atlas/diagrams\ndigest=${digest}\n`);
  });

  test("the release has the version's notes, and is the latest only where it is", () => {
    scratch.pretend("gh");
    scratch.step(["release", "a.tgz", "dist/sbom.cdx.json"], env);
    scratch.git("tag", "v2.0.0");
    scratch.step(["release"], env);
    const [first, second] = scratch.calls("gh");
    expect(first).toEqual({
      args: [
        ...["release", "create", "v1.2.3", "a.tgz", "dist/sbom.cdx.json", "--verify-tag", "--title", "1.2.3"],
        ...["--notes-file", "-", "--latest=true"],
      ],
      input: "- It releases itself.",
    });
    expect(second?.args).toContain("--latest=false");
  });

  test("a step that there is not, and a variable that is not set, are named", () => {
    expect(() => scratch.step(["tag"], env)).toThrow(/There is no step tag\. There are: cut, preflight/);
    expect(() => scratch.step(["image"], { ...env, GITHUB_OUTPUT: "" })).toThrow(/GITHUB_OUTPUT is not set/);
  });
});

test("every step that release.yml runs is there", () => {
  const { jobs } = parse(
    readFileSync(new URL("../../.github/workflows/release.yml", import.meta.url), "utf8"),
  );
  const runs: string[] = Object.values<{ steps: { run?: string }[] }>(jobs).flatMap(({ steps }) =>
    steps.flatMap(({ run }) => run ?? []),
  );
  const steps = runs.flatMap((run) => /^node src\/release\/main\.ts (\w+)/.exec(run)?.[1] ?? []);
  expect(steps).toEqual(["preflight", "preflight", "package", "image", "tags", "release"]);
});
