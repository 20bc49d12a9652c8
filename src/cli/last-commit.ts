import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The last commit that changed one of the paths, with its instant in UTC; null: no git, or no such commit. */
export async function lastCommit(
  root: string,
  paths: readonly string[],
): Promise<{ readonly oid: string; readonly at: string } | null> {
  const git = promisify(execFile);
  const { stdout } = await git("git", ["-C", root, "log", "-1", "--format=%H %ct", "--", ...paths]).catch(
    () => ({
      stdout: "",
    }),
  );
  const [, oid, seconds] = /^([0-9a-f]{40,64}) (\d+)\s*$/.exec(stdout) ?? [];
  if (oid === undefined) return null;
  return { oid, at: `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z` };
}
