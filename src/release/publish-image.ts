/** The image, for both architectures at once, under its version's names in the registry of GitHub. */
import { appendFileSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import semver from "semver";
import { z } from "zod";
import { runProgram } from "./run-program.ts";

const REGISTRY = "ghcr.io";
const PLATFORMS = ["linux/amd64", "linux/arm64"];

const metadataSchema = z.object({ "containerimage.digest": z.string().regex(/^sha256:[0-9a-f]{64}$/) });

export interface ImageParts {
  readonly version: string;
  /** Nothing higher is released. */
  readonly isNewest: boolean;
  /** `owner/name` on GitHub. */
  readonly repository: string;
  /** Who pushes, and what lets them. */
  readonly actor: string;
  readonly token: string;
  /** Where GitHub reads what a step gives. */
  readonly outputFile: string;
}

/** Builds and pushes it, and gives `name` and `digest` to the steps behind. */
export function publishImage(cwd: string, parts: ImageParts): void {
  const { version, repository, actor, token, outputFile } = parts;
  // Registries know no capitals.
  const name = `${REGISTRY}/${repository.toLowerCase()}`;
  const revision = runProgram("git", ["rev-parse", "HEAD"], { cwd });
  const created = runProgram("git", ["show", "--no-patch", "--format=%cI", "HEAD"], { cwd });
  runProgram("docker", ["login", REGISTRY, "--username", actor, "--password-stdin"], { cwd, input: token });
  const folder = mkdtempSync(join(tmpdir(), "image-"));
  try {
    const metadata = join(folder, "metadata.json");
    runProgram(
      "docker",
      [
        ...["buildx", "build", "--push", "--platform", PLATFORMS.join(",")],
        ...imageTags(parts).flatMap((tag) => ["--tag", `${name}:${tag}`]),
        ...["--build-arg", `VERSION=${version}`, "--build-arg", `REVISION=${revision}`],
        ...["--build-arg", `CREATED=${created}`],
        // Shown as images of an unknown architecture; the steps behind attest both.
        ...["--provenance=false", "--sbom=false", "--metadata-file", metadata, "."],
      ],
      { cwd, isShown: true },
    );
    const { "containerimage.digest": digest } = metadataSchema.parse(
      JSON.parse(readFileSync(metadata, "utf8")),
    );
    appendFileSync(outputFile, `name=${name}\ndigest=${digest}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** `1.2.3` never moves; the shorter ones move to the newest that they may mean. */
export function imageTags({
  version,
  isNewest,
}: {
  readonly version: string;
  readonly isNewest: boolean;
}): string[] {
  if (semver.prerelease(version) !== null || !isNewest) return [version];
  const { major, minor } = new semver.SemVer(version);
  return [version, `${major}.${minor}`, String(major), "latest"];
}
