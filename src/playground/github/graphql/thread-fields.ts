import { closedByText } from "../acts/pulls.ts";
import { latestOpinions } from "../acts/reviews.ts";
import { resolveRef, visibleToReads } from "../acts/revisions.ts";
import { findComparisonBase, findMergeability, listChangedFiles, mostListedFiles } from "../changed-files.ts";
import { commitsSince } from "../git/history.ts";
import type {
  Comment,
  Label,
  Pull,
  ReviewRequestEvent,
  ReviewState,
  SidebarEvent,
  StoredRevision,
  TitleChange,
} from "../model.ts";
import { isGranted } from "../permissions.ts";
import { threadUrl } from "../shapes/issue.ts";
import { isoSeconds } from "../shapes/time.ts";
import { type PageArguments, pageOf } from "./connection.ts";
import { GraphqlRefusal, NotImplemented } from "./refusal.ts";
import {
  type AccountAt,
  type At,
  accountAt,
  type CommentAt,
  type FieldResolvers,
  objectAt,
  type PullAt,
  type ReviewAt,
  refuseArguments,
  type ThreadAt,
} from "./resolver.ts";

/** What issues, pull requests and comments have in common once somebody edited their text. */
const edited: FieldResolvers<At<Pick<Comment, "revisions">>> = {
  includesCreatedEdit: ({ value }) => value.revisions.length > 0,
  lastEditedAt: ({ value }) => instant(value.revisions.at(-1)?.at ?? null),
  // Newest first; the last one is what was written.
  userContentEdits: ({ repository, value }, args: PageArguments) =>
    pageOf("userContentEdits", value.revisions.toReversed(), args, (revision) => ({
      repository,
      value: revision,
    })),
};

/** `diff` is the whole text as it was after the edit, whatever its name says. */
export const userContentEdit: FieldResolvers<At<StoredRevision>> = {
  id: ({ value }) => value.id,
  editedAt: ({ value }) => isoSeconds(value.at),
  createdAt: ({ value }) => isoSeconds(value.at),
  editor: ({ value }) => accountAt(value.editor),
  diff: ({ value }) => value.body,
};

const both: FieldResolvers<ThreadAt> = {
  ...edited,
  id: ({ value }) => value.nodeId,
  databaseId: ({ value }) => value.pull?.id ?? value.id,
  number: ({ value }) => value.number,
  title: ({ value }) => value.title,
  body: ({ value }) => value.body ?? "",
  author: ({ value }) => accountAt(value.author),
  editor: ({ value }) => (value.lastEdit === null ? null : accountAt(value.lastEdit.by)),
  lastEditedAt: ({ value }) => instant(value.lastEdit?.at ?? null),
  closed: ({ value }) => value.state === "closed",
  closedAt: ({ value }) => instant(value.closedAt),
  createdAt: ({ value }) => isoSeconds(value.createdAt),
  updatedAt: ({ value }) => isoSeconds(value.updatedAt),
  locked: ({ value }) => value.locked,
  url: ({ repository, value }, _, { world }) => threadUrl(world, repository, value),
  viewerDidAuthor: ({ value }, _, { actor }) => value.author === actor.account,
  repository: ({ repository }) => repository,
  comments: ({ repository, value }, args: PageArguments & { orderBy?: unknown }) => {
    refuseArguments("IssueComment", "comments", { orderBy: args.orderBy });
    return pageOf("comments", visibleToReads(repository, value.comments), args, (comment) => ({
      repository,
      value: comment,
    }));
  },
};

export const issue: FieldResolvers<ThreadAt> = {
  ...both,
  state: ({ value }) => value.state.toUpperCase(),
  stateReason: ({ value }) => value.stateReason?.toUpperCase() ?? null,
  assignees: ({ value }, args: PageArguments) => pageOf("assignees", value.assignees, args, accountAt),
  labels: ({ value }, args: PageArguments) => pageOf("labels", value.labels, args, (label) => label),
  timelineItems: ({ value }, { itemTypes, ...args }: PageArguments & { itemTypes?: readonly string[] }) => {
    if (itemTypes?.includes("ASSIGNED_EVENT")) {
      const asked = value.sidebar.filter(({ what }) => itemTypes.includes(`${what.toUpperCase()}_EVENT`));
      return pageOf("timelineItems", asked, args, (event) => ({
        __typename: `${event.what.charAt(0).toUpperCase()}${event.what.slice(1)}Event`,
        ...event,
      }));
    }
    if (itemTypes?.join() !== "TRANSFERRED_EVENT") throw new NotImplemented("only transfers");
    const transfers = value.transferredAt === null ? [] : [value.transferredAt];
    return pageOf("timelineItems", transfers, args, (at) => ({ __typename: "TransferredEvent", at }));
  },
};

export const pullRequest: FieldResolvers<PullAt> = {
  ...both,
  state: ({ value }) => (value.pull.merged !== null ? "MERGED" : value.state.toUpperCase()),
  isDraft: ({ value }) => value.pull.draft,
  merged: ({ value }) => value.pull.merged !== null,
  mergedAt: ({ value }) => instant(value.pull.merged?.at ?? null),
  mergedBy: ({ value }) => (value.pull.merged === null ? null : accountAt(value.pull.merged.by)),
  mergeCommit: ({ repository, value }) =>
    objectAt(
      repository,
      value.pull.merged === null ? null : repository.objects.get(value.pull.merged.commit),
    ),
  autoMergeRequest: ({ value }) => value.pull.autoMerge,
  commits: ({ repository, value }, args: PageArguments) => {
    const base = findComparisonBase(repository, value.pull);
    const commits = [...commitsSince(repository.objects, base, value.pull.head.oid)].reverse();
    return pageOf("commits", commits, args, (commit) => ({ commit: objectAt(repository, commit) }));
  },
  mergeable: ({ repository, value }) => findMergeability(repository, value.pull),
  baseRefName: ({ value }) => value.pull.base.branch,
  baseRefOid: ({ value }) => value.pull.base.oid,
  headRefName: ({ value }) => value.pull.head.branch,
  headRefOid: ({ value }) => value.pull.head.oid,
  headRef: ({ repository, value }) => {
    const oid = resolveRef(repository, `refs/heads/${value.pull.head.branch}`);
    if (value.pull.head.isFork || oid === null) return null;
    return { repository, value: { name: value.pull.head.branch, prefix: "refs/heads/", oid } };
  },
  headRepositoryOwner: ({ value }) => accountAt(value.pull.head.owner),
  isCrossRepository: ({ value }) => value.pull.head.isFork,
  changedFiles: ({ repository, value }) => listChangedFiles(repository, value.pull).length,
  files: ({ repository, value }, args: PageArguments) => {
    const files = listChangedFiles(repository, value.pull);
    return pageOf("files", files.slice(0, mostListedFiles), args, (file) => file, files.length);
  },
  closingIssuesReferences: ({ repository, value }, args: PageArguments) => {
    const issues = closedByText(repository, value);
    return pageOf("closingIssuesReferences", issues, args, (issue) => ({
      __typename: "Issue",
      repository,
      value: issue,
    }));
  },
  timelineItems: ({ value }, { itemTypes, ...args }: PageArguments & { itemTypes?: readonly string[] }) => {
    if (itemTypes?.join() === "REVIEW_REQUESTED_EVENT,REVIEW_REQUEST_REMOVED_EVENT") {
      const { events } = value.pull.reviewRequests;
      return pageOf("timelineItems", events, args, (event) => {
        const __typename = event.what === "requested" ? "ReviewRequestedEvent" : "ReviewRequestRemovedEvent";
        return { __typename, ...event };
      });
    }
    if (itemTypes?.join() !== "RENAMED_TITLE_EVENT") {
      throw new NotImplemented("only changes of titles, and requests for reviews");
    }
    return pageOf("timelineItems", value.renames, args, (rename) => ({
      __typename: "RenamedTitleEvent",
      ...rename,
    }));
  },
  reviewRequests: ({ value }, args: PageArguments) => {
    const { people, teams } = value.pull.reviewRequests;
    return pageOf("reviewRequests", [...people, ...teams], args, (reviewer) => ({ reviewer }));
  },
  latestOpinionatedReviews: ({ repository, value }, args: PageArguments & { writersOnly?: boolean }) => {
    refuseArguments("PullRequest", "latestOpinionatedReviews", {
      writersOnly: args.writersOnly || undefined,
    });
    const reviews = latestOpinions(value.pull.reviews);
    return pageOf("latestOpinionatedReviews", reviews, args, (review) => ({ repository, value: review }));
  },
  reviews: ({ repository, value }, args: PageArguments & { states?: ReviewState[]; author?: string }) => {
    refuseArguments("PullRequest", "reviews", { author: args.author });
    const reviews = value.pull.reviews.filter((review) => args.states?.includes(review.state) ?? true);
    return pageOf("reviews", reviews, args, (review) => ({ repository, value: review }));
  },
};

export const sidebarEvent: FieldResolvers<SidebarEvent> = {
  id: ({ id }) => id,
  createdAt: ({ at }) => isoSeconds(at),
  actor: ({ by }) => accountAt(by),
  assignee: ({ assignee }) => (assignee === undefined ? null : accountAt(assignee)),
  label: ({ label }) => label,
};

export const label: FieldResolvers<Label> = {
  id: ({ nodeId }) => nodeId,
  name: ({ name }) => name,
  color: ({ color }) => color,
  description: ({ description }) => description,
};

export const transferredEvent: FieldResolvers<{ readonly at: number }> = {
  createdAt: ({ at }) => isoSeconds(at),
};

export const renamedTitleEvent: FieldResolvers<TitleChange> = {
  createdAt: ({ at }) => isoSeconds(at),
  actor: ({ by }) => accountAt(by),
  previousTitle: ({ from }) => from,
  currentTitle: ({ to }) => to,
};

/** Of a request that stands. */
export const reviewRequest: FieldResolvers<Pick<ReviewRequestEvent, "reviewer">> = {
  requestedReviewer: ({ reviewer }, _, { world, actor }) => {
    if (typeof reviewer !== "string") return accountAt(reviewer);
    // A token without the members' permission is told of no team, and GITHUB_TOKEN never has that.
    if (!isGranted(world, actor, "members", "read")) {
      throw new GraphqlRefusal("FORBIDDEN", "Resource not accessible by integration");
    }
    return { __typename: "Team", slug: reviewer };
  },
};

/** That a request was made, or taken back. */
export const reviewRequestEvent: FieldResolvers<ReviewRequestEvent> = {
  ...reviewRequest,
  createdAt: ({ at }) => isoSeconds(at),
  actor: ({ by }) => accountAt(by),
};

export const autoMergeRequest: FieldResolvers<NonNullable<Pull["autoMerge"]>> = {
  enabledAt: ({ at }) => isoSeconds(at),
  enabledBy: ({ by }) => accountAt(by),
  mergeMethod: ({ method }) => method,
};

export const changedFile: FieldResolvers<{ readonly path: string; readonly change: string }> = {
  path: ({ path }) => path,
  changeType: ({ change }) => (change === "removed" ? "DELETED" : change.toUpperCase()),
  viewerViewedState: () => "UNVIEWED",
};

export const review: FieldResolvers<ReviewAt> = {
  ...edited,
  id: ({ value }) => value.nodeId,
  databaseId: ({ value }) => value.id,
  author: ({ value }) => accountAt(value.author),
  state: ({ value }) => value.state,
  body: ({ value }) => value.body,
  fullDatabaseId: ({ value }) => String(value.id),
  createdAt: ({ value }) => isoSeconds(value.submittedAt),
  submittedAt: ({ value }) => isoSeconds(value.submittedAt),
  updatedAt: ({ value }) => isoSeconds(value.updatedAt),
  commit: ({ repository, value }) => objectAt(repository, repository.objects.get(value.commit)),
};

export const comment: FieldResolvers<CommentAt> = {
  ...edited,
  id: ({ value }) => value.nodeId,
  databaseId: ({ value }) => value.id,
  fullDatabaseId: ({ value }) => String(value.id),
  author: ({ value }) => accountAt(value.author),
  body: ({ value }) => value.body,
  createdAt: ({ value }) => isoSeconds(value.createdAt),
  updatedAt: ({ value }) => isoSeconds(value.updatedAt),
  viewerDidAuthor: ({ value }, _, { actor }) => value.author === actor.account,
  url: ({ repository, value }, _, { world }) =>
    `${threadUrl(world, repository, value.thread)}#issuecomment-${value.id}`,
};

export const account: FieldResolvers<AccountAt> = {
  id: ({ id }) => `U_${id}`,
  databaseId: ({ id }) => id,
  createdAt: ({ createdAt }) => isoSeconds(createdAt),
  login: ({ login }) => login,
  name: () => null,
  url: ({ login }, _, { world }) => `${world.htmlUrl}/${login}`,
};

function instant(ms: number | null): string | null {
  return ms === null ? null : isoSeconds(ms);
}
