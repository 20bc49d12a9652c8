/**
 * The steps of `.github/workflows/release.yml`, each of them one word; and `cut`, which `npm version` runs.
 *
 * cut        CHANGELOG.md: what is not released yet becomes the version's
 * preflight  what would keep the release from succeeding (`preflight publisher`: in the job that publishes, too)
 * package    npm, by trust
 * image      the image, for both architectures
 * tags       `v1.2.3` and `v1`, on a commit that has the bundle
 * release    GitHub's release, with the notes
 */
import { readFileSync, writeFileSync } from "node:fs";
import { z } from "zod";
import { cutRelease } from "./changelog.ts";
import { commitBundle, pushTags } from "./child-commit.ts";
import { findObstacles } from "./preflight.ts";
import { publishImage } from "./publish-image.ts";
import { publishRelease } from "./publish-release.ts";
import { readPublished } from "./published.ts";
import { readReleaseFacts } from "./read-facts.ts";
import { runProgram } from "./run-program.ts";
import { distTag, isNewest, versionOf } from "./version.ts";

const packageSchema = z.object({ name: z.string() });

const cwd = process.cwd();
const [step = "", ...more] = process.argv.slice(2);

function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set.`);
  return value;
}

const version = () => versionOf(given("GITHUB_REF_NAME"));
const isLatest = () => isNewest(version(), runProgram("git", ["tag", "--list", "v*"], { cwd }).split("\n"));

const STEPS: Readonly<Record<string, () => void>> = {
  cut() {
    const changelog = readFileSync("CHANGELOG.md", "utf8");
    const date = new Date().toISOString().slice(0, 10);
    writeFileSync("CHANGELOG.md", cutRelease(changelog, given("npm_package_version"), date));
  },
  preflight() {
    const obstacles = findObstacles(
      readReleaseFacts(cwd, process.env, { isPublisher: more[0] === "publisher" }),
    );
    // GitHub shows what begins like that at the run.
    for (const one of obstacles) process.stdout.write(`::error::${one.replaceAll("%", "%25")}\n`);
    if (obstacles.length > 0) process.exitCode = 1;
  },
  package() {
    const { name } = packageSchema.parse(JSON.parse(readFileSync("package.json", "utf8")));
    const tag = distTag(version(), readPublished(cwd, name) ?? []);
    process.stdout.write(
      `${runProgram("npm", ["publish", "--access", "public", "--tag", tag], { cwd, isShown: true })}\n`,
    );
  },
  image() {
    publishImage(cwd, {
      version: version(),
      isNewest: isLatest(),
      repository: given("GITHUB_REPOSITORY"),
      actor: given("GITHUB_ACTOR"),
      token: given("GITHUB_TOKEN"),
      outputFile: given("GITHUB_OUTPUT"),
    });
  },
  tags() {
    const url = `${given("GITHUB_SERVER_URL")}/${given("GITHUB_REPOSITORY")}`;
    const basic = Buffer.from(`x-access-token:${given("GITHUB_TOKEN")}`).toString("base64");
    const commit = commitBundle(cwd, version());
    const tags = pushTags(cwd, {
      commit,
      version: version(),
      remote: { url, authorization: `basic ${basic}` },
    });
    process.stdout.write(`${commit} is ${tags.join(" and ")}\n`);
  },
  release() {
    publishRelease(cwd, { version: version(), isNewest: isLatest(), assets: more });
  },
};

const run = Object.hasOwn(STEPS, step) ? STEPS[step] : undefined;
if (run === undefined)
  throw new Error(`There is no step ${step}. There are: ${Object.keys(STEPS).join(", ")}.`);
run();
