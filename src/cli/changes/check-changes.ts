import { evidenceOf } from "../../decide/links/evidence.ts";
import { findLinks } from "../../decide/links/find-links.ts";
import { linkContext } from "../../decide/links/link-context.ts";
import { isMaintenanceBy } from "../../decide/maintenance.ts";
import { assignmentOf, type Campaign } from "../../domain/campaign.ts";
import { knownAmong } from "../../domain/catalog.ts";
import { civilDateOf } from "../../domain/civil-date.ts";
import { isSamePerson, type Person } from "../../domain/person.ts";
import { type RepositoryState, readRepositoryState } from "../../domain/repository-state.ts";
import { hasRole, type PersonFacts, type Role } from "../../domain/roles.ts";
import type { OwnerDefaults } from "../../domain/source-file.ts";
import { authorOf } from "../../facts/accounts.ts";
import type { PullRequestContents } from "../../facts/contents.ts";
import type { PullRequestFacts } from "../../facts/pull-request-facts.ts";
import { assignmentsCheck } from "../../gates/assignments/assignments-check.ts";
import type { CheckInput } from "../../gates/check-input.ts";
import type { CheckReport } from "../../gates/check-report.ts";
import { gatesCheck } from "../../gates/gates-check.ts";
import { changedSources } from "../../gates/view-diagrams.ts";
import { vouch } from "../../gates/vouch.ts";
import { MermaidParser } from "../../mermaid/mermaid-parser.ts";
import { messagesIn } from "../../messages/messages.ts";
import { lastKnownAssignments } from "../../tracker/last-known.ts";
import { UserError } from "../user-error.ts";
import { gitText } from "./git.ts";
import { type LocalChange, listChanges, readProposed } from "./read-changes.ts";
import { type CommitFiles, readRevision } from "./read-revision.ts";

export interface ChangesQuestion {
  /** Any name that git knows of a commit: where the pull request is to go. */
  readonly base: string;
  readonly author: string;
  readonly permission: PersonFacts["permission"];
  /** ISO instant. */
  readonly now: string;
  /** The repository's page. */
  readonly url: string;
  /** What lies beneath the configuration. */
  readonly defaults?: OwnerDefaults;
}

/** The reports that the check runs of a pull request from this work tree would give. */
export async function checkChanges(root: string, question: ChangesQuestion): Promise<CheckReport[]> {
  const commit = await commitOf(root, question.base);
  const base = await readRevision(root, commit, question.defaults);
  const changes = await listChanges(root, commit);
  const input = await inputOf(root, base, changes, question);
  return [assignmentsCheck(input), gatesCheck(input)].filter((report) => report !== null);
}

async function commitOf(root: string, base: string): Promise<string> {
  try {
    return await gitText(root, ["rev-parse", "--verify", "--end-of-options", `${base}^{commit}`]);
  } catch (cause) {
    if (!(cause instanceof UserError)) throw cause;
    throw new UserError(
      `--base: git knows no branch, tag or commit ${base} here. Expected where the pull request is to go, such as ` +
        "origin/main; `git fetch` brings what is missing.",
      { cause },
    );
  }
}

async function inputOf(
  root: string,
  base: CommitFiles,
  changes: readonly LocalChange[],
  { author, permission, now, url }: ChangesQuestion,
): Promise<CheckInput> {
  const state = readRepositoryState(base.files);
  const pr = await pullRequestOf(root, changes, author, now);
  const files = await readProposed(root, changes, base);
  const campaign = campaignOf(base, state, now);
  const unparsed = { headSha: pr.headSha, files, syntax: new Map() };
  const links = findLinks(pr, evidenceOf(pr, undefined), unparsed, linkContext(campaign, pr.number));
  const references = new Set(links.linked.keys());
  // Where no diagram is named nothing is drawn that anybody would judge.
  const syntax = references.size > 0 ? await parseSources(files, state.config.gates.limits) : new Map();
  const people: PersonFacts = { permission, teams: [] };
  const mayAs = (role: Role) => (person: Person) =>
    hasRole(role, person, state.config, isSamePerson(person, authorOf(pr)) ? people : NOBODY) === true;
  const [document = "TRACKER.md"] = state.config.paths.tracker;
  return {
    pr,
    contents: { headSha: pr.headSha, files, syntax },
    references,
    tooMany: links.tooMany,
    maintenance: new Set(
      [...references].filter((id) =>
        isMaintenanceBy(pr, assignmentOf(campaign, id), links, mayAs("maintainer")),
      ),
    ),
    verifications: new Map([...references].map((id) => [id, assignmentOf(campaign, id).verification])),
    vouched: vouch(pr, null, knownAmong(references, state.catalog)),
    files: base.files,
    state,
    campaign,
    say: messagesIn(state.config.language),
    hasRole: (role, person) => mayAs(role)(person),
    url,
    trackerUrl: `${url}/blob/HEAD/${encodeURI(document)}`,
  };
}

async function parseSources(
  files: PullRequestContents["files"],
  limits: RepositoryState["config"]["gates"]["limits"],
): Promise<PullRequestContents["syntax"]> {
  const parser = new MermaidParser({ isAlone: true });
  try {
    return await parser.parseAll(
      changedSources(files).map(({ text }) => text),
      limits,
    );
  } finally {
    await parser.close();
  }
}

const NOBODY: PersonFacts = { permission: "none", teams: [] };

function campaignOf({ files }: CommitFiles, state: RepositoryState, now: string): Campaign {
  return {
    catalog: state.catalog,
    config: state.config,
    assignments: new Map([
      ...lastKnownAssignments(files.trackers, state.broken),
      ...[...state.assignments].map(([id, { assignment }]) => [id, assignment] as const),
    ]),
    today: civilDateOf(now),
  };
}

/** The pull request as GitHub would open it: the newest commit gives its title and description. */
async function pullRequestOf(
  root: string,
  changes: readonly LocalChange[],
  author: string,
  now: string,
): Promise<PullRequestFacts> {
  const [title = "", ...body] = (await gitText(root, ["log", "-1", "--format=%B"])).split("\n");
  return {
    number: 0,
    title,
    body: body.join("\n").trim(),
    bodyEditedAt: null,
    bodyEditors: [],
    bodyEditedByBot: false,
    reviewRequests: null,
    titleAtMerge: title,
    closes: [],
    author,
    authorIsBot: false,
    branch: await gitText(root, ["rev-parse", "--abbrev-ref", "HEAD"]),
    fromFork: false,
    headSha: await gitText(root, ["rev-parse", "HEAD"]),
    headAuthor: null,
    sameHead: [],
    base: "main",
    baseSha: await gitText(root, ["rev-parse", "HEAD"]),
    state: "open",
    draft: false,
    createdAt: now,
    mergedAt: null,
    files: changes.map(({ path, change }) => ({ path, change })),
    filesComplete: true,
    commits: [],
    reviews: [],
    notice: null,
  };
}
