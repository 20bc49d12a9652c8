/**
 * The commit that people use: a child of the one that is released, with the bundle beside the sources. Main stays without it.
 * Made of nothing but its parent and the bundle, so the same release gives the same commit, and may be made again.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import semver from "semver";
import { runProgram } from "./run-program.ts";
import { isNewest, isSameMajor } from "./version.ts";

const AUTHOR = {
  name: "github-actions[bot]",
  email: "41898282+github-actions[bot]@users.noreply.github.com",
};

/** Commits `dist/` as a child of what is checked out, and gives its SHA. Nothing is checked out, moved or pushed. */
export function commitBundle(cwd: string, version: string): string {
  const folder = mkdtempSync(join(tmpdir(), "release-"));
  try {
    const date = runProgram("git", ["show", "--no-patch", "--format=%cI", "HEAD"], { cwd });
    const env = {
      GIT_INDEX_FILE: join(folder, "index"),
      ...{ GIT_AUTHOR_NAME: AUTHOR.name, GIT_AUTHOR_EMAIL: AUTHOR.email, GIT_AUTHOR_DATE: date },
      ...{ GIT_COMMITTER_NAME: AUTHOR.name, GIT_COMMITTER_EMAIL: AUTHOR.email, GIT_COMMITTER_DATE: date },
    };
    const git = (...args: string[]) => runProgram("git", args, { cwd, env });
    git("read-tree", "HEAD");
    // It is ignored, so that it is not committed to main.
    git("add", "--force", "dist");
    const parent = git("rev-parse", "HEAD");
    const message = `Release ${version}: ${parent.slice(0, 12)} with its bundle\n`;
    return runProgram("git", ["commit-tree", git("write-tree"), "-p", parent], { cwd, env, input: message });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export interface Remote {
  /** Address or path. */
  readonly url: string;
  /** Header that lets in, where one is needed. */
  readonly authorization?: string | undefined;
}

/**
 * Tags the commit as `v1.2.3`, which never moves, and as `v1`, which moves with every release but backwards. Both or none.
 * Gives what was pushed.
 */
export function pushTags(
  cwd: string,
  { commit, version, remote }: { readonly commit: string; readonly version: string; readonly remote: Remote },
): string[] {
  const env = remote.authorization === undefined ? {} : withHeader(remote.url, remote.authorization);
  const listed = runProgram("git", ["ls-remote", "--tags", remote.url], { cwd, env });
  const major = `v${semver.major(version)}`;
  const there = [...listed.matchAll(/\trefs\/tags\/(v\S+)$/gm)].map(([, name = ""]) => name);
  const isMoving = isNewest(
    version,
    there.filter((name) => isSameMajor(name, version)),
  );
  const refs = [`${commit}:refs/tags/v${version}`, ...(isMoving ? [`+${commit}:refs/tags/${major}`] : [])];
  runProgram("git", ["push", "--quiet", "--atomic", remote.url, ...refs], { cwd, env });
  return [`v${version}`, ...(isMoving ? [major] : [])];
}

/** By the environment: arguments can be read by every process of the machine. */
function withHeader(url: string, authorization: string): Record<string, string> {
  return {
    GIT_CONFIG_COUNT: "1",
    GIT_CONFIG_KEY_0: `http.${new URL(url).origin}/.extraHeader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: ${authorization}`,
  };
}
