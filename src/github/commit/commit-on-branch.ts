/**
 * One commit for a whole batch, on exactly the head that was decided on. What GitHub made of it comes back as a value;
 * nothing is tried a second time here, since the first may have taken effect. GitHub signs it, refuses another head, and lets
 * nobody name an author: https://docs.github.com/graphql/reference/commits
 */
import {
  type CampaignPaths,
  campaignFields,
  campaignParameters,
  campaignVariables,
  readEntries,
} from "../campaign/campaign-paths.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import type { NewCommit } from "./commit-mode.ts";
import { type CommitOutcome, readOutcome } from "./outcome.ts";

export interface OnBranch {
  readonly branch: string;
  /** The OID of its head. */
  readonly after: string;
  readonly paths: CampaignPaths;
}

interface Answer {
  readonly createCommitOnBranch: {
    readonly commit: { readonly oid: string; readonly [path: string]: unknown };
  };
}

export async function commitOnBranch(
  { client, repository }: RepositoryClient,
  { branch, after, paths }: OnBranch,
  { files, message }: NewCommit,
): Promise<CommitOutcome> {
  const document = `mutation Commit($input: CreateCommitOnBranchInput!, ${campaignParameters(paths)}) {
  createCommitOnBranch(input: $input) { commit { oid ${campaignFields(paths)} } }
}`;
  const input = {
    branch: { repositoryNameWithOwner: `${repository.owner}/${repository.name}`, branchName: branch },
    expectedHeadOid: after,
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

function fileChanges(files: NewCommit["files"]) {
  const additions = files.flatMap(({ path, text }) =>
    text === null ? [] : [{ path, contents: Buffer.from(text, "utf8").toString("base64") }],
  );
  const deletions = files.flatMap(({ path, text }) => (text === null ? [{ path }] : []));
  return { additions, deletions };
}
