/**
 * Requests for reviews: https://docs.github.com/rest/pulls/review-requests. GitHub refuses a request whole where one of its
 * people cannot be asked. A review answers the request of its author, which no event tells.
 */
import type { GitHubAccount, Pull, PullThread, Repository, ReviewRequestEvent } from "../model.ts";
import { accountJson } from "../shapes/account.ts";
import { pullSummaryJson } from "../shapes/pull.ts";
import type { World } from "../world.ts";
import { Refused } from "./refused.ts";

interface Reviewers {
  /** Logins. */
  readonly people: readonly string[];
  /** Slugs. */
  readonly teams: readonly string[];
}

export type RequestChange = (
  world: World,
  repository: Repository,
  sender: GitHubAccount,
  thread: PullThread,
  reviewers: Reviewers,
) => void;

/** Whoever is asked already stays so, and nothing is announced of them. */
export const addReviewRequests: RequestChange = (world, repository, sender, thread, { people, teams }) => {
  const { reviewRequests } = thread.pull;
  const accounts = people.map((login) => collaborator(world, repository, login));
  if (accounts.includes(thread.author)) {
    throw new Refused(422, "Review cannot be requested from pull request author.");
  }
  for (const account of accounts.filter((one) => !reviewRequests.people.includes(one))) {
    reviewRequests.people = [...reviewRequests.people, account];
    note(world, repository, thread, { what: "requested", by: sender, reviewer: account });
  }
  for (const team of teams.filter((one) => !reviewRequests.teams.includes(one))) {
    reviewRequests.teams = [...reviewRequests.teams, team];
    note(world, repository, thread, { what: "requested", by: sender, reviewer: team });
  }
};

/** Whoever is not asked is passed over. */
export const removeReviewRequests: RequestChange = (world, repository, sender, thread, { people, teams }) => {
  const { reviewRequests } = thread.pull;
  const accounts = people.map((login) => collaborator(world, repository, login));
  for (const account of accounts.filter((one) => reviewRequests.people.includes(one))) {
    reviewRequests.people = reviewRequests.people.filter((one) => one !== account);
    note(world, repository, thread, { what: "removed", by: sender, reviewer: account });
  }
  for (const team of teams.filter((one) => reviewRequests.teams.includes(one))) {
    reviewRequests.teams = reviewRequests.teams.filter((one) => one !== team);
    note(world, repository, thread, { what: "removed", by: sender, reviewer: team });
  }
};

export function answerRequest({ reviewRequests }: Pull, reviewer: GitHubAccount): void {
  reviewRequests.people = reviewRequests.people.filter((one) => one !== reviewer);
}

/** Who reads a public repository is no collaborator of it. */
export function isCollaborator({ owner, permissions }: Repository, account: GitHubAccount): boolean {
  return account === owner || permissions.has(account.id);
}

function collaborator(world: World, repository: Repository, login: string): GitHubAccount {
  const { owner, name } = repository;
  const account = world.findAccount(login);
  if (account !== undefined && isCollaborator(repository, account)) return account;
  throw new Refused(
    422,
    `Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the ${owner.login}/${name} repository.`,
  );
}

function note(
  world: World,
  repository: Repository,
  thread: PullThread,
  event: Omit<ReviewRequestEvent, "at">,
): void {
  const { what, by, reviewer } = event;
  thread.pull.reviewRequests.events.push({ ...event, at: world.now() });
  thread.updatedAt = world.now();
  world.announce("pull_request", repository, by, {
    action: what === "requested" ? "review_requested" : "review_request_removed",
    number: thread.number,
    pull_request: pullSummaryJson(world, repository, thread),
    ...(typeof reviewer === "string"
      ? { requested_team: { slug: reviewer, name: reviewer } }
      : { requested_reviewer: accountJson(world, reviewer) }),
  });
}
