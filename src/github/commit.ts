/**
 * One commit for a whole batch, on exactly the head that was decided on. What GitHub made of it comes back as a value;
 * nothing is tried a second time here, since the first may have taken effect.
 */
import type { CommitMessage } from "../decide/plan.ts";
import type { FileChange } from "../domain/source-file.ts";
import {
  type CampaignEntries,
  type CampaignPaths,
  campaignFields,
  campaignParameters,
  campaignVariables,
  readEntries,
} from "./campaign-paths.ts";
import { ONCE, type Reach } from "./client.ts";
import { isUncertain, readFailure } from "./failure.ts";

export interface NewCommit {
  readonly branch: string;
  /** The only commit that it may come after. */
  readonly head: string;
  readonly files: readonly FileChange[];
  readonly message: CommitMessage;
  readonly paths: CampaignPaths;
}

export type CommitOutcome =
  /** `entries`: what the campaign's paths are in the new commit. */
  | { readonly kind: "committed"; readonly oid: string; readonly entries: CampaignEntries }
  /** The head is another one, or the branch is: read again, decide again. */
  | { readonly kind: "moved" }
  /** A rule, a protection or a missing permission is in the way. */
  | { readonly kind: "refused"; readonly reason: string }
  /** It may be there or not: the newest commits tell. */
  | { readonly kind: "unknown" };

interface Answer {
  readonly createCommitOnBranch: {
    readonly commit: { readonly oid: string; readonly [path: string]: unknown };
  };
}

export async function commitFiles(reach: Reach, commit: NewCommit): Promise<CommitOutcome> {
  const { client, repository } = reach;
  const document = `mutation Commit($input: CreateCommitOnBranchInput!, ${campaignParameters(commit.paths)}) {
  createCommitOnBranch(input: $input) { commit { oid ${campaignFields(commit.paths)} } }
}`;
  const input = {
    branch: { repositoryNameWithOwner: `${repository.owner}/${repository.name}`, branchName: commit.branch },
    expectedHeadOid: commit.head,
    message: commit.message.body === "" ? { headline: commit.message.headline } : commit.message,
    fileChanges: fileChanges(commit.files),
  };
  try {
    const variables = { input, ...campaignVariables(commit.paths), ...ONCE };
    const answer = await client.graphql<Answer>(document, variables);
    const { oid, ...rest } = answer.createCommitOnBranch.commit;
    return { kind: "committed", oid, entries: readEntries(rest, commit.paths) };
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

/** The words are GitHub's and may change; the types are matched first. Throws what is none of these. */
function readOutcome(error: unknown): CommitOutcome {
  if (isUncertain(error)) return { kind: "unknown" };
  for (const { type, message } of readFailure(error).errors) {
    const isStale = type === "STALE_DATA" || /expected branch to point to/i.test(message);
    const isGone = type === "NOT_FOUND" && /branch/i.test(message);
    if (isStale || isGone) return { kind: "moved" };
    const isRefused =
      type === "BRANCH_PROTECTION_RULE_VIOLATION" ||
      type === "FORBIDDEN" ||
      /rule violations|protected branch|through a pull request|merge queue|GH0(?:06|13)/i.test(message);
    if (isRefused) return { kind: "refused", reason: message.replaceAll(/\s+/g, " ").trim() };
  }
  throw error;
}
