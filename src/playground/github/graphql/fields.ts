import type { Repository } from "../model.ts";
import { canRead, canSee } from "../rest/route.ts";
import { isoSeconds } from "../shapes/time.ts";
import * as checks from "./check-fields.ts";
import { createCommitOnBranch } from "./create-commit.ts";
import * as git from "./git-fields.ts";
import { enablePullRequestAutoMerge, mergePullRequest } from "./merge-mutations.ts";
import { GraphqlRefusal, NotImplemented } from "./refusal.ts";
import { repository } from "./repository-fields.ts";
import type { FieldResolvers, GraphqlContext } from "./resolver.ts";
import { sidebarMutations } from "./sidebar-mutations.ts";
import * as threads from "./thread-fields.ts";

const query: FieldResolvers<unknown> = {
  repository: (_, { owner, name }: { owner: string; name: string }, { world, actor }) => {
    const found = world.findRepository(owner, name);
    if (found === undefined || !canRead(actor, found)) {
      throw new GraphqlRefusal(
        "NOT_FOUND",
        `Could not resolve to a Repository with the name '${owner}/${name}'.`,
      );
    }
    return found;
  },
  // Comments, reviews, issues and pull requests are what has been asked for so far; null for what is not there.
  nodes: (_, { ids }: { ids: readonly string[] }, { world, actor }) =>
    ids.map((id) => {
      for (const repository of world.repositories.values()) {
        if (!canSee(actor, repository)) continue;
        const comment = [...repository.comments.values()].find(({ nodeId }) => nodeId === id);
        if (comment) return { __typename: "IssueComment", repository, value: comment };
        const thread = [...repository.threads.values()].find(({ nodeId }) => nodeId === id);
        const review = findReviewText(repository, id);
        if (review) return review;
        if (thread) return { __typename: thread.pull ? "PullRequest" : "Issue", repository, value: thread };
      }
      return null;
    }),
  // An installation looks like a user whose login ends in [bot], though its comments are by a Bot without it.
  viewer: (_, __, { actor }) => ({ ...actor.account, __typename: "User" }),
  user: (_, { login }: { login: string }, { world }) => {
    const account = world.findAccount(login);
    if (account?.type === "User") return { ...account, __typename: "User" };
    throw new GraphqlRefusal("NOT_FOUND", `Could not resolve to a User with the login of '${login}'.`);
  },
  rateLimit: (_, __, { actor, rateLimits }) => {
    const { reset, ...rest } = rateLimits.look(actor, "graphql");
    return { ...rest, cost: 1, nodeCount: 0, resetAt: isoSeconds(reset * 1000) };
  },
};

function findReviewText(repository: Repository, id: string) {
  for (const thread of repository.threads.values()) {
    const review = thread.pull?.reviews.find(({ nodeId }) => nodeId === id);
    if (review) return { __typename: "PullRequestReview", repository, value: review };
    const comment = thread.pull?.reviewComments.find(({ nodeId }) => nodeId === id);
    if (comment) return { __typename: "PullRequestReviewComment", repository, value: comment };
  }
  return null;
}

// The type of the source is known by the type of the field that gave it; graphql-js cannot carry that along.
const types: Readonly<
  Record<string, Readonly<Record<string, (source: never, args: never, context: GraphqlContext) => unknown>>>
> = {
  Query: query,
  Mutation: { createCommitOnBranch, enablePullRequestAutoMerge, mergePullRequest, ...sidebarMutations },
  Repository: repository,
  Ref: git.ref,
  Commit: git.commit,
  GitActor: git.gitActor,
  CheckSuite: checks.checkSuite,
  CheckRun: checks.checkRun,
  MergeQueue: checks.mergeQueue,
  MergeQueueEntry: checks.mergeQueueEntry,
  Tree: git.tree,
  TreeEntry: git.treeEntry,
  Blob: git.blob,
  Issue: threads.issue,
  PullRequest: threads.pullRequest,
  Label: threads.label,
  AssignedEvent: threads.sidebarEvent,
  UnassignedEvent: threads.sidebarEvent,
  LabeledEvent: threads.sidebarEvent,
  UnlabeledEvent: threads.sidebarEvent,
  ClosedEvent: threads.sidebarEvent,
  ReopenedEvent: threads.sidebarEvent,
  TransferredEvent: threads.transferredEvent,
  RenamedTitleEvent: threads.renamedTitleEvent,
  ReviewRequest: threads.reviewRequest,
  ReviewRequestedEvent: threads.reviewRequestEvent,
  ReviewRequestRemovedEvent: threads.reviewRequestEvent,
  Team: { slug: ({ slug }: { readonly slug: string }) => slug },
  AutoMergeRequest: threads.autoMergeRequest,
  PullRequestChangedFile: threads.changedFile,
  PullRequestReview: threads.review,
  IssueComment: threads.comment,
  PullRequestReviewComment: threads.comment,
  UserContentEdit: threads.userContentEdit,
  User: threads.account,
  Organization: threads.account,
  Bot: threads.account,
};

/** Whose values are already the fields: pages of lists, the payload of the mutation, the rate limit. */
const plain = /Connection$|Edge$|^PageInfo$|Payload$|^RateLimit$|^Comparison$|^PullRequestCommit$/;

/** Any field that is not here throws, so that no test passes on an answer that nobody thought about. */
export function resolveField(
  type: string,
  field: string,
  source: unknown,
  args: object,
  context: GraphqlContext,
): unknown {
  const resolver = types[type]?.[field];
  if (resolver !== undefined) return resolver(source as never, args as never, context);
  if (plain.test(type) && typeof source === "object" && source !== null && field in source) {
    return (source as Readonly<Record<string, unknown>>)[field];
  }
  throw new NotImplemented(`The stand-in GitHub does not implement ${type}.${field}`);
}
