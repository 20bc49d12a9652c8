/**
 * Who is asked on a pull request for a review, and who was. GitHub's own timeline keeps that, also while the bot was away:
 * nothing of it has to be remembered. That a person reviewed takes their request off without an event.
 */
import type { ReviewRequestFacts } from "../../facts/pull-request-facts.ts";
import { type Page, present } from "../client/page.ts";

/** So many requests and removals are looked through. */
const EVENTS = 100;

const who = "requestedReviewer { ... on User { login databaseId } }";
const by = "actor { ... on Bot { databaseId } ... on User { databaseId } }";

/** Of a pull request. Everything in it may be refused, since teams are shown only to who may read the members. */
export const REVIEW_REQUEST_FIELDS = `reviewRequests(first: 100) { nodes { ${who} } pageInfo { hasNextPage } }
  reviewRequestEvents: timelineItems(itemTypes: [REVIEW_REQUESTED_EVENT, REVIEW_REQUEST_REMOVED_EVENT], last: ${EVENTS}) {
    nodes { __typename ... on ReviewRequestedEvent { ${by} ${who} } ... on ReviewRequestRemovedEvent { ${by} ${who} } }
    pageInfo { hasPreviousPage }
  }`;

/** Beside the repository: who we are ourselves. */
export const VIEWER_FIELDS = "viewer { login databaseId }";

/** For `ask`: what may be refused of these. Apps were told null for a team, and were refused the field or its node. */
export const MAY_BE_HIDDEN = ["reviewRequests", "reviewRequestEvents"];

export interface ViewerAnswer {
  readonly viewer: { readonly databaseId: number | null };
}

/** Empty for a team, and for anybody who is no person. */
type Reviewer = { readonly login?: string; readonly databaseId?: number | null } | null;

export interface ReviewRequestAnswer {
  readonly reviewRequests: {
    readonly nodes: Page<{ readonly requestedReviewer: Reviewer }>["nodes"];
    readonly pageInfo: { readonly hasNextPage: boolean };
  } | null;
  readonly reviewRequestEvents: {
    readonly nodes: Page<EventNode>["nodes"];
    readonly pageInfo: { readonly hasPreviousPage: boolean };
  };
}

interface EventNode {
  readonly __typename: string;
  readonly actor: { readonly databaseId?: number | null } | null;
  readonly requestedReviewer: Reviewer;
}

/** Null: there are more than GitHub was asked for. */
export function reviewRequestFacts(
  { reviewRequests, reviewRequestEvents }: ReviewRequestAnswer,
  { viewer }: ViewerAnswer,
): ReviewRequestFacts[] | null {
  const isWhole =
    reviewRequests !== null &&
    !reviewRequests.pageInfo.hasNextPage &&
    !reviewRequestEvents.pageInfo.hasPreviousPage;
  if (!isWhole) return null;
  const people = new Map<string, ReviewRequestFacts>();
  for (const { __typename, actor, requestedReviewer } of present(reviewRequestEvents.nodes)) {
    const login = requestedReviewer?.login;
    if (login === undefined) continue;
    const isRemoval = __typename === "ReviewRequestRemovedEvent";
    const isOurs = viewer.databaseId !== null && actor?.databaseId === viewer.databaseId;
    people.set(login, { ...named(requestedReviewer, login), state: isRemoval ? "removed" : "over", isOurs });
  }
  for (const { requestedReviewer } of present(reviewRequests.nodes)) {
    const login = requestedReviewer?.login;
    if (login === undefined) continue;
    const last = people.get(login);
    const isOurs = last?.state === "over" && last.isOurs;
    people.set(login, { ...named(requestedReviewer, login), state: "stands", isOurs });
  }
  return [...people.values()];
}

function named(reviewer: Reviewer, login: string): Pick<ReviewRequestFacts, "reviewer" | "reviewerId"> {
  return { reviewer: login, reviewerId: reviewer?.databaseId ?? null };
}
