/**
 * A commit after both heads: the default branch's tree with everything that waits, and the batch's own changes on top. The
 * branch only ever moves forward to it, which GitHub refuses if anybody else moved the branch meanwhile.
 *
 * No author is named: then GitHub signs the commit in the App's name.
 */
import { pathOf, type RepositoryClient } from "./client.ts";
import type { NewCommit } from "./commit.ts";
import { type CommitOutcome, readOutcome } from "./outcome.ts";
import type { Both, PendingFile } from "./target.ts";

export async function commitBoth(
  { client, repository }: RepositoryClient,
  branch: string,
  after: Both,
  { files, message }: NewCommit,
): Promise<CommitOutcome> {
  const where = { ...pathOf(repository) };
  try {
    const tree = await client.request("POST /repos/{owner}/{repo}/git/trees", {
      ...where,
      base_tree: after.base.tree,
      tree: entriesOf(after.pending, files),
    });
    const commit = await client.request("POST /repos/{owner}/{repo}/git/commits", {
      ...where,
      message: message.body === "" ? message.headline : `${message.headline}\n\n${message.body}`,
      tree: tree.data.sha,
      parents: [after.head, after.base.oid],
    });
    const { sha } = commit.data;
    await client.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", {
      ...where,
      ref: `heads/${branch}`,
      sha,
      force: false,
    });
    return { kind: "committed", oid: sha, entries: null };
  } catch (error) {
    return readOutcome(error);
  }
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
