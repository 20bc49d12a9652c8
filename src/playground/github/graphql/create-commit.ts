import { commitChanges, setBranch } from "../acts/commits.ts";
import { findViolation } from "../acts/protection.ts";
import { MissingPath } from "../git/trees.ts";
import type { Repository } from "../model.ts";
import { isGranted } from "../permissions.ts";
import { canSee, repositoryRoleOf } from "../rest/route.ts";
import { GraphqlRefusal } from "./refusal.ts";
import { refAt } from "./repository-fields.ts";
import { type GraphqlContext, objectAt } from "./resolver.ts";

export interface CreateCommitInput {
  readonly branch: {
    readonly id?: string;
    readonly repositoryNameWithOwner?: string;
    readonly branchName?: string;
  };
  readonly expectedHeadOid: string;
  readonly message: { readonly headline: string; readonly body?: string | null };
  readonly fileChanges?: {
    readonly additions: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions: readonly { readonly path: string }[];
  };
  readonly clientMutationId?: string;
}

/** All or nothing, on exactly the head that was expected. */
export function createCommitOnBranch(
  _: unknown,
  { input }: { input: CreateCommitInput },
  context: GraphqlContext,
) {
  const { world, actor } = context;
  const { repository, branch } = findBranch(input, context);
  if (repository.isArchived) throw unprocessable("Repository was archived so is read-only.");
  const head = repository.branches.get(branch);
  if (head === undefined) throw new GraphqlRefusal("NOT_FOUND", `Branch ${branch} does not exist`);
  const violation = findViolation(repository, branch, actor.kind === "installation");
  if (violation !== null) throw new GraphqlRefusal(violation.type, violation.message);
  if (head !== input.expectedHeadOid) {
    // Match the type, not the words. Recorded answers name the commit that was expected, not the one that is there.
    throw new GraphqlRefusal(
      "STALE_DATA",
      `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`,
    );
  }
  if (input.message.headline.trim() === "") throw unprocessable("A commit message headline is required");
  const { headline, body } = input.message;
  const commit = write(context, repository, head, readChanges(repository, input), {
    message: !body ? headline : `${headline}\n\n${body}`,
  });
  setBranch(world, repository, { branch, to: commit.oid, sender: actor.account });
  return {
    clientMutationId: input.clientMutationId ?? null,
    commit: objectAt(repository, commit),
    ref: refAt(repository, `refs/heads/${branch}`),
  };
}

function write(
  { world, actor }: GraphqlContext,
  repository: Repository,
  parent: string,
  changes: Map<string, { oid: string } | null>,
  { message }: { message: string },
) {
  try {
    const author = actor.account;
    return commitChanges(world, repository, { parent, changes, author, message, signedByGitHub: true });
  } catch (error) {
    if (!(error instanceof MissingPath)) throw error;
    throw unprocessable(
      `A path was requested for deletion which does not exist as of commit oid \`${parent}\``,
    );
  }
}

function readChanges(repository: Repository, { fileChanges }: CreateCommitInput) {
  const changes = new Map<string, { oid: string } | null>();
  const set = (path: string, change: { oid: string } | null) => {
    if (changes.has(path)) throw unprocessable(`The path ${path} was given more than once`);
    if (path === "" || path.split("/").some((name) => name === "" || name === "." || name === "..")) {
      throw unprocessable(`A path is not valid: ${JSON.stringify(path)}`);
    }
    changes.set(path, change);
  };
  for (const { path } of fileChanges?.deletions ?? []) set(path, null);
  for (const { path, contents } of fileChanges?.additions ?? []) {
    if (repository.secrets?.test(Buffer.from(contents, "base64").toString("utf8")))
      throw unprocessable(GH013);
    set(path, { oid: repository.objects.writeBlob(Buffer.from(contents, "base64")).oid });
  }
  return changes;
}

const GH013 = "Repository rule violations found\n\nGITHUB PUSH PROTECTION\n\nPush cannot contain secrets\n\n";

function findBranch({ branch }: CreateCommitInput, { world, actor }: GraphqlContext) {
  const fullName = branch.repositoryNameWithOwner;
  if (!fullName || !branch.branchName) {
    throw unprocessable("Name the branch by repositoryNameWithOwner and branchName");
  }
  const [owner = "", name = ""] = fullName.split("/");
  const repository = world.findRepository(owner, name);
  if (repository === undefined || !canSee(actor, repository)) {
    throw new GraphqlRefusal("NOT_FOUND", `Could not resolve to a Repository with the name '${fullName}'.`);
  }
  const mayWrite =
    actor.kind !== "user" || !["read", "triage", null].includes(repositoryRoleOf(repository, actor.account));
  if (!mayWrite || !isGranted(world, actor, "contents", "write"))
    throw new GraphqlRefusal("FORBIDDEN", "Resource not accessible by integration");
  return { repository, branch: branch.branchName.replace(/^refs\/heads\//, "") };
}

function unprocessable(message: string): GraphqlRefusal {
  return new GraphqlRefusal("UNPROCESSABLE", message);
}
