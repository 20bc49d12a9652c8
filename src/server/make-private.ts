import { chmodSync, statSync } from "node:fs";

/** What the file system says where the file's rights are somebody else's to decide: another user's, or a read-only mount's. */
const NOT_OURS: ReadonlySet<string> = new Set(["EPERM", "EROFS"]);

/** Closes a file to all but its user, if it is there. */
export function makePrivate(file: string): void {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined || (found.mode & 0o077) === 0) return;
  try {
    chmodSync(file, 0o600);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && NOT_OURS.has(String(error.code)))) throw error;
  }
}
