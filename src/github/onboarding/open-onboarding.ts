/**
 * Opens the pull request that offers a campaign, or brings the open one up to date. One commit on a branch of our own, which is
 * never forced; where somebody else pushed to it, only the description is written.
 *
 * A try that fails leaves at most a branch that holds our commit or nothing. The next one reads the repository anew: it finds the
 * pull request if there is one, and else goes on with such a branch. Where GitHub does not let us, the repository is left in peace.
 */
import type { Logger } from "pino";
import { onboardingMarker } from "../../decide/onboarding-marker.ts";
import type { Onboarding } from "../../decide/plan.ts";
import type { FileChange } from "../../domain/source-file.ts";
import { blobOid } from "../campaign/blob.ts";
import { DEFAULT_LAYOUT } from "../campaign/layout.ts";
import { readTree } from "../campaign/read-tree.ts";
import { ask } from "../client/ask.ts";
import { HeadMoved } from "../client/failure.ts";
import { readFinalRefusal } from "../client/final-refusal.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import { commitOnBranch } from "../commit/commit-on-branch.ts";
import { commitRules } from "../commit/commit-rules.ts";
import { createBranch } from "../commit/move-branch.ts";
import type { CommitOutcome, NotWritten } from "../commit/outcome.ts";
import { isContained } from "../commit/pull-request/ancestor.ts";
import { commitMerge } from "../commit/pull-request/merge-commit.ts";
import type { Unwritten } from "../post/post-all.ts";
import type { ReadSnapshot } from "../read/read-snapshot.ts";
import { isOnboardingMessage, onboardingMessage } from "../trailer.ts";
import type { Writes } from "../writes.ts";

const BRANCH = "diagram-tracker/onboarding";
/** A branch of an earlier one may still be there, with what somebody did on it. */
const NAMES = [BRANCH, ...Array.from({ length: 8 }, (_, at) => `${BRANCH}-${at + 2}`)];

type Read = Pick<ReadSnapshot, "snapshot" | "config" | "self">;

/** Gives what could not be written this time. */
export async function openOnboarding(
  repo: RepositoryClient,
  onboarding: Onboarding | null,
  { read, writes, log }: { readonly read: Read; readonly writes: Writes; readonly log: Logger },
): Promise<readonly Unwritten[]> {
  if (onboarding === null) return [];
  const { earlier, answers } = onboarding;
  try {
    if (earlier === null) await writes.once("onboarding", () => open(repo, onboarding, read, log));
    else {
      writes.found("onboarding");
      await bringUpToDate(repo, { ...onboarding, earlier }, read);
    }
    return [];
  } catch (failure) {
    try {
      const reason = failure instanceof Refused ? failure.message : await readFinalRefusal(repo, failure);
      log.warn({ reason }, "no campaign is offered: GitHub does not let us");
      return [];
    } catch (error) {
      return [{ answers: [answers], pullRequest: null, error }];
    }
  }
}

/** The repository does not take it, today or tomorrow. */
class Refused extends Error {}

async function open(
  repo: RepositoryClient,
  { base, files, title, body }: Onboarding,
  read: Read,
  log: Logger,
): Promise<void> {
  const { branch, head } = await findBranch(repo, base.oid);
  if (head === null) orThrow(await createBranch(repo, branch, base.oid));
  const oid =
    head === null || head === base.oid ? await commit(repo, { branch, after: base.oid }, files, read) : head;
  const { data } = await repo.client.request("POST /repos/{owner}/{repo}/pulls", {
    ...pathOf(repo.repository),
    title,
    head: branch,
    base: base.branch,
    body: `${body}\n\n${onboardingMarker(oid)}`,
  });
  log.info({ pullRequest: data.number }, "a campaign is offered");
}

async function bringUpToDate(
  repo: RepositoryClient,
  { base, earlier, files, body }: Onboarding & { readonly earlier: NonNullable<Onboarding["earlier"]> },
  read: Read,
): Promise<void> {
  const { number, branch, head, isUntouched, committed } = earlier;
  const isOther = isUntouched && (await isDifferent(repo, head, files));
  const oid = isOther
    ? await commitAfterBoth(repo, { branch, head, base: base.oid }, files, read)
    : committed;
  await repo.client.request("PATCH /repos/{owner}/{repo}/pulls/{pull_number}", {
    ...pathOf(repo.repository),
    pull_number: number,
    body: `${body}\n\n${onboardingMarker(oid)}`,
  });
}

async function isDifferent(
  repo: RepositoryClient,
  head: string,
  files: readonly FileChange[],
): Promise<boolean> {
  const there = new Map((await readTree(repo, head)).map(({ path, oid }) => [path, oid]));
  return files.some(({ path, text }) => text !== null && there.get(path) !== blobOid(text));
}

/** Where the default branch moved on, too, since both may have changed the document, which nobody could merge. */
async function commitAfterBoth(
  repo: RepositoryClient,
  { branch, head, base }: { readonly branch: string; readonly head: string; readonly base: string },
  files: readonly FileChange[],
  read: Read,
): Promise<string> {
  if (await isContained(repo, base, head)) return commit(repo, { branch, after: head }, files, read);
  const { repository } = await ask<{ repository: { object: { tree: { oid: string } } } }>(repo.client, TREE, {
    ...repo.repository,
    oid: base,
  });
  const target = { branch, parents: [head, base], tree: repository.object.tree.oid, pending: [] };
  return orThrow(await commitMerge(repo, target, { files, message: messageOf(read) }));
}

const TREE = `query ReadOnboardingBase($owner: String!, $name: String!, $oid: GitObjectID!) {
  repository(owner: $owner, name: $name) { object(oid: $oid) { ... on Commit { tree { oid } } } }
}`;

async function commit(
  repo: RepositoryClient,
  where: { readonly branch: string; readonly after: string },
  files: readonly FileChange[],
  read: Read,
): Promise<string> {
  const { paths } = DEFAULT_LAYOUT;
  return orThrow(await commitOnBranch(repo, { ...where, paths }, { files, message: messageOf(read) }));
}

function messageOf({ config, self, snapshot: { url } }: Read) {
  const rules = commitRules(config, { skipsCi: false, self, url });
  return onboardingMessage({ headline: "Set up a diagram campaign", body: "" }, rules);
}

function orThrow(outcome: CommitOutcome): string;
function orThrow(outcome: NotWritten | null): null;
function orThrow(outcome: CommitOutcome | null): string | null {
  switch (outcome?.kind) {
    case undefined:
      return null;
    case "committed":
      return outcome.oid;
    case "refused":
    case "secret":
      throw new Refused(outcome.reason);
    case "moved":
    case "unknown":
      throw new HeadMoved("the branch of the pull request that offers a campaign may be another one by now");
  }
}

const fields = NAMES.map(
  (name, at) =>
    `b${at}: ref(qualifiedName: "refs/heads/${name}") { target { ... on Commit { oid message parents(first: 2) { nodes { oid } } } } }`,
).join("\n    ");
const BRANCHES = `query ReadOnboardingBranches($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) {
    ${fields}
  }
}`;

interface Head {
  readonly target: {
    readonly oid: string;
    readonly message: string;
    readonly parents: { readonly nodes: readonly ({ readonly oid: string } | null)[] };
  } | null;
}

/** The first that is free, or that an earlier try left. `head`: null: there is none of that name yet. */
async function findBranch(
  repo: RepositoryClient,
  base: string,
): Promise<{ branch: string; head: string | null }> {
  const { repository } = await ask<{ repository: Record<string, Head | null> }>(repo.client, BRANCHES, {
    ...repo.repository,
  });
  for (const [at, branch] of NAMES.entries()) {
    const target = repository[`b${at}`]?.target;
    if (!target) return { branch, head: null };
    const { oid, message, parents } = target;
    const isOurs =
      isOnboardingMessage(message) && parents.nodes[0]?.oid === base && parents.nodes.length === 1;
    if (oid === base || isOurs) return { branch, head: oid };
  }
  throw new Refused(`all of ${NAMES.length} branches are in use, from ${BRANCH} on`);
}
