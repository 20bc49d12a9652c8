/** The notes of releases, which people write: what is not released yet stands on top, below "Unreleased". */

const HEAD = "## Unreleased";

/** What stands below the heading of a version, or of "Unreleased"; null: there is no such heading. */
export function readNotes(changelog: string, version: string): string | null {
  const lines = changelog.split("\n");
  const start = lines.findIndex((line) => line === `## ${version}` || line.startsWith(`## ${version} (`));
  if (start < 0) return null;
  const end = lines.findIndex((line, index) => index > start && line.startsWith("## "));
  return lines
    .slice(start + 1, end < 0 ? undefined : end)
    .join("\n")
    .trim();
}

/** Puts what is not released yet below the version. Throws where there is nothing to put there. `date`: as 2026-11-28. */
export function cutRelease(changelog: string, version: string, date: string): string {
  const notes = readNotes(changelog, "Unreleased");
  if (!notes)
    throw new Error(`CHANGELOG.md says nothing below "${HEAD}": write what version ${version} changes.`);
  if (readNotes(changelog, version) !== null) throw new Error(`CHANGELOG.md has version ${version} already.`);
  return changelog.replace(`${HEAD}\n`, () => `${HEAD}\n\n## ${version} (${date})\n`);
}
