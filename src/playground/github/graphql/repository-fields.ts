import { asRead, resolveRef, resolveRevision, visibleToReads } from "../acts/revisions.ts";
import { isPullThread, type Repository, type Thread } from "../model.ts";
import { repositoryPage } from "../shapes/repository.ts";
import { isoSeconds } from "../shapes/time.ts";
import { refuseWithout } from "./check-fields.ts";
import { type PageArguments, pageOf } from "./connection.ts";
import { GraphqlRefusal } from "./refusal.ts";
import { accountAt, type FieldResolvers, objectAt, refuseArguments } from "./resolver.ts";

interface Order {
  readonly field: "CREATED_AT" | "UPDATED_AT" | "COMMENTS";
  readonly direction: "ASC" | "DESC";
}

export const repository: FieldResolvers<Repository> = {
  id: ({ nodeId }) => nodeId,
  databaseId: ({ id }) => id,
  name: ({ name }) => name,
  nameWithOwner: ({ owner, name }) => `${owner.login}/${name}`,
  owner: ({ owner }) => accountAt(owner),
  url: (repo, _, { world }) => repositoryPage(world, repo),
  isPrivate: ({ isPrivate }) => isPrivate,
  isInOrganization: ({ owner }) => owner.type === "Organization",
  autoMergeAllowed: ({ merging }) => merging.auto,
  mergeCommitAllowed: ({ merging }) => merging.mergeCommit,
  squashMergeAllowed: ({ merging }) => merging.squash,
  rebaseMergeAllowed: ({ merging }) => merging.rebase,
  isArchived: ({ isArchived }) => isArchived,
  isFork: ({ isFork }) => isFork,
  pushedAt: ({ pushedAt }) => isoSeconds(pushedAt),
  defaultBranchRef: (repo) => refAt(repo, `refs/heads/${repo.defaultBranch}`),
  ref: (repo, { qualifiedName }: { qualifiedName: string }) =>
    refAt(repo, qualifiedName.startsWith("refs/") ? qualifiedName : `refs/heads/${qualifiedName}`),
  object: (repo, args: { oid?: string; expression?: string }) => {
    const found = args.oid
      ? repo.objects.get(args.oid)
      : resolveRevision(asRead(repo), args.expression ?? "");
    return objectAt(repo, found);
  },
  issue: (repo, { number }: { number: number }) => {
    const thread = repo.threads.get(number);
    if (thread === undefined || thread.pull !== null) throw missing("an Issue", number);
    return { __typename: "Issue", repository: repo, value: thread };
  },
  pullRequest: (repo, { number }: { number: number }) => {
    const thread = repo.threads.get(number);
    if (thread === undefined || thread.pull === null) throw missing("a PullRequest", number);
    return { __typename: "PullRequest", repository: repo, value: thread };
  },
  issueOrPullRequest: (repo, { number }: { number: number }) => {
    const thread = repo.threads.get(number);
    if (thread === undefined) throw missing("an issue or pull request", number);
    return { __typename: thread.pull === null ? "Issue" : "PullRequest", repository: repo, value: thread };
  },
  pullRequests: (
    repo,
    args: PageArguments & { states?: string[]; orderBy?: Order; baseRefName?: string; headRefName?: string },
  ) => {
    const { first, last, after, before, states, orderBy, baseRefName, headRefName, ...others } = args;
    refuseArguments("Repository", "pullRequests", others);
    const found = [...repo.threads.values()]
      .filter(isPullThread)
      .filter(({ state, pull }) => states?.includes(pull.merged ? "MERGED" : state.toUpperCase()) ?? true)
      .filter(({ pull }) => !baseRefName || pull.base.branch === baseRefName)
      .filter(({ pull }) => !headRefName || pull.head.branch === headRefName);
    return pageOf("pullRequests", sortThreads(found, orderBy), args, (value) => ({
      __typename: "PullRequest",
      repository: repo,
      value,
    }));
  },
  label: ({ labels }, { name }: { name: string }) => labels.get(name.toLowerCase()) ?? null,
  labels: (repo, args: PageArguments & { query?: string; orderBy?: unknown }) => {
    refuseArguments("Repository", "labels", { query: args.query });
    return pageOf("labels", [...repo.labels.values()], args, (label) => label);
  },
  mergeQueue: (repo, { branch }: { branch?: string | null }, context) => {
    refuseWithout(context, "merge_queues");
    const value = repo.mergeQueues.get(branch ?? repo.defaultBranch);
    return value ? { repository: repo, value } : null;
  },
  issues: (
    repo,
    args: PageArguments & {
      states?: string[];
      orderBy?: Order;
      filterBy?: { since?: string; viewerSubscribed?: boolean };
    },
  ) => {
    const { first, last, after, before, states, orderBy, filterBy = {}, ...others } = args;
    // The schema gives `viewerSubscribed` its default.
    const { since, viewerSubscribed, ...otherFilters } = filterBy;
    const more = { viewerSubscribed: viewerSubscribed || undefined };
    refuseArguments("Repository", "issues", { ...others, ...otherFilters, ...more });
    const from = since === undefined ? 0 : Date.parse(since);
    const found = visibleToReads(repo, repo.threads.values()).filter(
      ({ state, pull, updatedAt }) =>
        pull === null && updatedAt >= from && (states?.includes(state.toUpperCase()) ?? true),
    );
    return pageOf("issues", sortThreads(found, orderBy), args, (value) => ({
      __typename: "Issue",
      repository: repo,
      value,
    }));
  },
};

function sortThreads<T extends Thread>(threads: T[], order: Order | undefined): T[] {
  const by = order?.field === "UPDATED_AT" ? "updatedAt" : "createdAt";
  const sign = order?.direction === "DESC" ? -1 : 1;
  return threads.sort((a, b) => sign * (a[by] - b[by] || a.number - b.number));
}

export function refAt(repo: Repository, qualifiedName: string) {
  const oid = resolveRef(asRead(repo), qualifiedName);
  if (oid === null) return null;
  const [, prefix = "", name = ""] = /^(refs\/[^/]+\/)(.+)$/.exec(qualifiedName) ?? [];
  return { repository: repo, value: { prefix, name, oid } };
}

function missing(what: string, number: number): GraphqlRefusal {
  return new GraphqlRefusal("NOT_FOUND", `Could not resolve to ${what} with the number of ${number}.`);
}
