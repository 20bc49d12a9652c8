/**
 * A commit after both heads: the default branch's tree with everything that waits, and the batch's own changes on top. The
 * branch only ever moves forward to it, which GitHub refuses if anybody else moved the branch meanwhile.
 *
 * No author is named: then GitHub signs the commit in the App's name.
 */
import { pathOf, type RepositoryClient } from "../../client/repository-client.ts";
import { wholeMessage } from "../../trailer.ts";
import type { NewCommit } from "../commit-mode.ts";
import { createBranch, moveBranch } from "../move-branch.ts";
import { type CommitOutcome, readOutcome } from "../outcome.ts";

/** What waits on the bot's branch beside the default branch. */
export interface Beside {
  /** How the campaign's files differ from the default branch's. */
  readonly pending: readonly PendingFile[];
  /** People changed such files on the default branch too: the branches have to be brought together in any case. */
  readonly mustMerge: boolean;
  /** Files in which an edit on the default branch could not be combined with what waits. */
  readonly lost: readonly string[];
}

/** A file as it has to be. `oid`: the blob is there already; both null: it is deleted. */
export interface PendingFile {
  readonly path: string;
  readonly oid: string | null;
  readonly text: string | null;
  /** The default branch has no such file. */
  readonly isNew: boolean;
}

export interface MergeTarget {
  readonly branch: string;
  /** There is no such branch yet. */
  readonly isNew?: boolean;
  /** OIDs of the heads that it comes after. */
  readonly parents: readonly string[];
  /** The OID of the tree that what waits is put into. */
  readonly tree: string;
  readonly pending: readonly PendingFile[];
}

export async function commitMerge(
  repo: RepositoryClient,
  { branch, isNew = false, parents, tree: base_tree, pending }: MergeTarget,
  { files, message }: NewCommit,
): Promise<CommitOutcome> {
  const { client, repository } = repo;
  try {
    const entries = entriesOf(pending, files);
    const tree = await writeTree(repo, base_tree, entries);
    const { data } = await client.request("POST /repos/{owner}/{repo}/git/commits", {
      ...pathOf(repository),
      message: wholeMessage(message),
      tree,
      parents: [...parents],
    });
    const failed = await (isNew ? createBranch : moveBranch)(repo, branch, data.sha);
    return failed ?? { kind: "committed", oid: data.sha, entries: null };
  } catch (error) {
    return readOutcome(error);
  }
}

async function writeTree(
  { client, repository }: RepositoryClient,
  base_tree: string,
  tree: Entry[],
): Promise<string> {
  // GitHub makes no tree of no entries.
  if (tree.length === 0) return base_tree;
  const { data } = await client.request("POST /repos/{owner}/{repo}/git/trees", {
    ...pathOf(repository),
    base_tree,
    tree,
  });
  return data.sha;
}

interface Entry {
  readonly path: string;
  readonly mode: "100644";
  readonly type: "blob";
  readonly sha?: string | null;
  readonly content?: string;
}

function entriesOf(pending: readonly PendingFile[], files: NewCommit["files"]): Entry[] {
  const changes = new Map(pending.map((file) => [file.path, file]));
  for (const { path, text } of files) {
    const isNew = changes.get(path)?.isNew ?? false;
    changes.set(path, { path, text, oid: null, isNew });
  }
  return [...changes.values()].flatMap(({ path, oid, text, isNew }): Entry[] => {
    const file = { path, mode: "100644", type: "blob" } as const;
    if (oid !== null) return [{ ...file, sha: oid }];
    if (text !== null) return [{ ...file, content: text }];
    // GitHub refuses to delete what the tree has not got.
    return isNew ? [] : [{ ...file, sha: null }];
  });
}
