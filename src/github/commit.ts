/**
 * One commit for a whole batch, on exactly the head that was decided on. What GitHub made of it comes back as a value;
 * nothing is tried a second time here, since the first may have taken effect.
 */
import type { CommitMessage } from "../decide/plan.ts";
import type { FileChange } from "../domain/source-file.ts";
import { campaignFields, campaignParameters, campaignVariables, readEntries } from "./campaign-paths.ts";
import { pathOf, type RepositoryClient } from "./client.ts";
import { commitBoth } from "./commit-both.ts";
import { type CommitOutcome, type NotWritten, readOutcome } from "./outcome.ts";
import type { Target } from "./target.ts";

export interface NewCommit {
  readonly files: readonly FileChange[];
  readonly message: CommitMessage;
}

export async function commitFiles(
  repo: RepositoryClient,
  target: Target,
  commit: NewCommit,
): Promise<CommitOutcome> {
  const { branch, after } = target;
  if (after.kind === "both") return commitBoth(repo, branch, after, commit);
  const failed = after.kind === "base" ? await moveBranch(repo, branch, after) : null;
  return failed ?? commitOnBranch(repo, target, commit);
}

/** Makes the branch, or moves it forward, never back. Null: it is there. */
async function moveBranch(
  { client, repository }: RepositoryClient,
  branch: string,
  { head: sha, isNew }: { head: string; isNew: boolean },
): Promise<NotWritten | null> {
  const where = { ...pathOf(repository), sha };
  try {
    if (isNew) {
      await client.request("POST /repos/{owner}/{repo}/git/refs", { ...where, ref: `refs/heads/${branch}` });
    } else {
      const ref = `heads/${branch}`;
      await client.request("PATCH /repos/{owner}/{repo}/git/refs/{ref}", { ...where, ref, force: false });
    }
    return null;
  } catch (error) {
    return readOutcome(error);
  }
}

interface Answer {
  readonly createCommitOnBranch: {
    readonly commit: { readonly oid: string; readonly [path: string]: unknown };
  };
}

async function commitOnBranch(
  { client, repository }: RepositoryClient,
  { branch, paths, after }: Target,
  { files, message }: NewCommit,
): Promise<CommitOutcome> {
  const document = `mutation Commit($input: CreateCommitOnBranchInput!, ${campaignParameters(paths)}) {
  createCommitOnBranch(input: $input) { commit { oid ${campaignFields(paths)} } }
}`;
  const input = {
    branch: { repositoryNameWithOwner: `${repository.owner}/${repository.name}`, branchName: branch },
    expectedHeadOid: after.head,
    message: message.body === "" ? { headline: message.headline } : message,
    fileChanges: fileChanges(files),
  };
  try {
    const variables = { input, ...campaignVariables(paths) };
    const answer = await client.graphql<Answer>(document, variables);
    const { oid, ...rest } = answer.createCommitOnBranch.commit;
    return { kind: "committed", oid, entries: readEntries(rest, paths) };
  } catch (error) {
    return readOutcome(error);
  }
}

function fileChanges(files: readonly FileChange[]) {
  const additions = files.flatMap(({ path, text }) =>
    text === null ? [] : [{ path, contents: Buffer.from(text, "utf8").toString("base64") }],
  );
  const deletions = files.flatMap(({ path, text }) => (text === null ? [{ path }] : []));
  return { additions, deletions };
}
