import { readFileSync } from "node:fs";
import { join } from "node:path";
import semver from "semver";
import { readNotes } from "./changelog.ts";
import { runProgram } from "./run-program.ts";

export interface ReleaseParts {
  readonly version: string;
  /** Nothing higher is released. */
  readonly isNewest: boolean;
  /** Paths of the files that lie beside it. */
  readonly assets: readonly string[];
}

/**
 * GitHub's release of a tag that is there, with the version's notes. Drafted first, so that it is whole once it cannot change. Throws
 * where the changelog says nothing about the version.
 */
export function publishRelease(cwd: string, { version, isNewest, assets }: ReleaseParts): void {
  const notes = readNotes(readFileSync(join(cwd, "CHANGELOG.md"), "utf8"), version);
  if (!notes) throw new Error(`CHANGELOG.md says nothing about ${version}.`);
  const isPrerelease = semver.prerelease(version) !== null;
  runProgram(
    "gh",
    [
      ...["release", "create", `v${version}`, ...assets, "--verify-tag", "--title", version],
      ...["--notes-file", "-", `--latest=${isNewest && !isPrerelease}`],
      ...(isPrerelease ? ["--prerelease"] : []),
    ],
    { cwd, input: notes },
  );
}
