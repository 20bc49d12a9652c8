/** A branch that the campaign was kept on before: as it is, or as it was before it was deleted. */
import {
  type CampaignEntries,
  type CampaignPaths,
  campaignFields,
  campaignParameters,
  campaignVariables,
  readEntries,
} from "../campaign/campaign-paths.ts";
import type { Layout } from "../campaign/layout.ts";
import type { SnapshotAnswer } from "../campaign/snapshot-answer.ts";
import { ask } from "../client/ask.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { lastOfBranch } from "../commit/lost/last-of-branch.ts";
import { isTakenOver } from "../commit/lost/restore-branch.ts";
import { type OwnBranch, readOwnBranch } from "../commit/pull-request/standing.ts";
import { pullRequest } from "../commit/pull-request.ts";

export interface OldBranch {
  /** The OID of its head. */
  readonly oid: string;
  readonly isDeleted: boolean;
  /** The default branch has all that was on it. */
  readonly isTaken: boolean;
  /** GitHub has its commits no more. */
  readonly isGone: boolean;
  /** The pull request from it that was merged last. */
  readonly merged: OwnBranch["merged"];
  /** The number of the bot's own pull request from it. */
  readonly standing: number | null;
}

/** Null: there is none, or it is something else's. */
export async function readOldBranch(
  repo: RepositoryClient,
  layout: Layout,
  base: string,
): Promise<OldBranch | null> {
  const own = await readBranch(repo, layout);
  if (own === null) return readDeleted(repo, layout, base);
  const { commit, compare, merged, open } = own;
  if (!compare) return null;
  const { oid } = commit;
  const isTaken = compare.behindBy === 0 || merged?.headRefOid === oid;
  const standing = open?.viewerDidAuthor ? open.number : null;
  return { oid, isDeleted: false, isTaken, isGone: false, merged, standing };
}

export async function readBranch(repo: RepositoryClient, layout: Layout): Promise<OwnBranch | null> {
  const { fields, parameters, variables } = pullRequest.ask(layout, "name target { oid }");
  const document = `query ReadOldBranch($owner: String!, $name: String!, ${parameters.join(", ")}) {
  repository(owner: $owner, name: $name) { ${fields} }
}`;
  const answer = await ask<{ repository: SnapshotAnswer["repository"] }>(repo.client, document, {
    ...repo.repository,
    ...variables,
  });
  return readOwnBranch(answer.repository);
}

async function readDeleted(
  repo: RepositoryClient,
  { stateBranch, defaultBranch }: Layout,
  base: string,
): Promise<OldBranch | null> {
  const last = await lastOfBranch(repo, stateBranch);
  if (last === null || last.isOurs === false) return null;
  const merged = last.pulls.find(({ isMerged, base: to }) => isMerged && to === defaultBranch);
  return {
    oid: last.oid,
    isDeleted: true,
    isTaken: await isTakenOver(repo, last, base),
    isGone: last.isOurs === null,
    merged: merged
      ? { headRefOid: merged.head, mergeCommit: merged.mergeCommit ? { oid: merged.mergeCommit } : null }
      : null,
    standing: null,
  };
}

/** What a commit has at the campaign's paths, and its whole tree. Throws where GitHub has no such commit. */
export async function readTreeAt(
  { client, repository }: RepositoryClient,
  oid: string,
  paths: CampaignPaths,
): Promise<{ readonly tree: string; readonly entries: CampaignEntries }> {
  const document = `query ReadPlace($owner: String!, $name: String!, $oid: GitObjectID!, ${campaignParameters(paths)}) {
  repository(owner: $owner, name: $name) {
    object(oid: $oid) { ... on Commit { tree { oid } ${campaignFields(paths)} } }
  }
}`;
  type Commit = { readonly tree: { readonly oid: string }; readonly [path: string]: unknown };
  const answer = await ask<{ repository: { object: Commit | null } }>(client, document, {
    ...repository,
    oid,
    ...campaignVariables(paths),
  });
  const { object } = answer.repository;
  if (object === null) throw new Error(`GitHub has no commit ${oid}`);
  return { tree: object.tree.oid, entries: readEntries(object, paths) };
}
