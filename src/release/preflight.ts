/**
 * What would keep a release from succeeding, looked at before anything is published: what is published on npm stays there.
 * Trusted publishing fails with words that tell little, so its conditions are looked at one by one
 * (https://docs.npmjs.com/trusted-publishers).
 */
import semver from "semver";
import { readNotes } from "./changelog.ts";

/** The oldest npm that publishes by trust. Older ones do not say that they cannot. */
const NPM = "11.5.1";

export interface ReleaseFacts {
  /** As GitHub names it, such as `release-1.2.3`; null: what started this is no tag. */
  readonly tag: string | null;
  readonly package: { readonly name: string; readonly version: string; readonly repository: string };
  /** Version of the lock file. */
  readonly locked: string;
  readonly changelog: string;
  /** `owner/name`, and the address that it begins with, such as `https://github.com`. */
  readonly repository: string;
  readonly server: string;
  readonly isPublic: boolean;
  /** The commit is on the default branch. */
  readonly isOnMain: boolean;
  /** Its workflows are those of the default branch. */
  readonly hasMainsWorkflows: boolean;
  readonly tags: readonly string[];
  /** Versions on npm; null: there is no such package. */
  readonly published: readonly string[] | null;
  /** Where it is published from; null: that is for another job. */
  readonly publisher: Publisher | null;
}

export interface Publisher {
  readonly npm: string;
  readonly isGitHubsRunner: boolean;
  /** The job may ask GitHub for a token that says who it is. */
  readonly hasIdentity: boolean;
  /** An older way in is set, which npm would take instead. */
  readonly hasToken: boolean;
}

/** Sentences, each with what to do. None: it may be released. */
export function findObstacles(facts: ReleaseFacts): string[] {
  return [...ofVersion(facts), ...ofCommit(facts), ...ofPackage(facts), ...ofPublisher(facts.publisher)];
}

function* ofVersion({ tag, package: { version }, locked, changelog, tags }: ReleaseFacts) {
  if (semver.valid(version) !== version)
    yield `package.json has version ${version}: expected one like 1.2.3.`;
  if (tag !== `release-${version}`)
    yield `The tag is ${tag ?? "none"}, and package.json has version ${version}: push the tag release-${version}.`;
  if (locked !== version)
    yield `package-lock.json has version ${locked}, and package.json ${version}: run \`npm install --package-lock-only\`.`;
  if (tags.includes(`v${version}`))
    yield `The tag v${version} is there already: a release never changes. Release a higher version.`;
  if (!readNotes(changelog, version))
    yield `CHANGELOG.md says nothing about ${version}: \`npm version\` makes its section of what is below "Unreleased".`;
}

function* ofCommit({ isOnMain, hasMainsWorkflows }: ReleaseFacts) {
  if (!isOnMain)
    yield "The tagged commit is not on the default branch, so nobody has looked at it there: tag one that is.";
  else if (!hasMainsWorkflows)
    yield "The default branch has other workflows than the tagged commit, and a workflow may not push such a commit: tag a newer one.";
}

function* ofPackage(facts: ReleaseFacts) {
  const { name, version, repository } = facts.package;
  const expected = `git+${facts.server}/${facts.repository}.git`;
  if (repository !== expected)
    yield `package.json has the repository ${repository}, and npm compares it to the letter: set it to ${expected}.`;
  if (!facts.isPublic)
    yield "The repository is not public, so npm takes no proof of where a package comes from: make it public.";
  if (facts.published === null)
    yield `${name} is not on npm yet, and nobody is trusted with a package that is not there. Once, by hand: publish a lower version (\`npm publish --tag next\`), then \`npm trust github ${name} --file release.yml --repo ${facts.repository} --env release --allow-publish\`.`;
  else if (facts.published.includes(version))
    yield `Version ${version} is on npm already, and stays what it is. Release a higher version.`;
}

function* ofPublisher(publisher: Publisher | null) {
  if (publisher === null) return;
  if (!semver.satisfies(publisher.npm, `>=${NPM}`))
    yield `npm is ${publisher.npm}, and publishes by trust from ${NPM} on: use Node 24 or newer.`;
  if (!publisher.isGitHubsRunner)
    yield "This runner is not GitHub's, and npm trusts no other: use `runs-on: ubuntu-24.04`.";
  if (!publisher.hasIdentity) yield "The job cannot say who it is: give it `permissions: id-token: write`.";
  if (publisher.hasToken)
    yield "NODE_AUTH_TOKEN or NPM_TOKEN is set, and npm would take that: take it out, and delete the token on npm.";
}
