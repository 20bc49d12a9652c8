import semver from "semver";

/** The version that a tag such as `release-1.2.3` releases. Throws where it is none. */
export function versionOf(tag: string): string {
  const version = tag.replace(/^release-/, "");
  if (tag === version || semver.valid(version) !== version) {
    throw new Error(`The tag is ${tag}: expected one like release-1.2.3.`);
  }
  return version;
}

/** Whether it is what somebody gets who names no version. `released`: all others, with a `v` before them or not. */
export function isNewest(version: string, released: readonly string[]): boolean {
  return (
    semver.prerelease(version) === null &&
    released.every((one) => {
      const other = semver.parse(one);
      return other === null || other.prerelease.length > 0 || semver.lte(other, version);
    })
  );
}

/** Under which name npm keeps it. */
export function distTag(version: string, published: readonly string[]): "latest" | "next" | "maintenance" {
  if (semver.prerelease(version) !== null) return "next";
  return isNewest(version, published) ? "latest" : "maintenance";
}

export function isSameMajor(one: string, other: string): boolean {
  return semver.parse(one)?.major === semver.major(other);
}
