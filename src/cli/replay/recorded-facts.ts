import { z } from "zod";
import type { PullRequestFacts, ReviewFacts } from "../../facts/pull-request-facts.ts";

const account = z.looseObject({ login: z.string(), type: z.string().optional(), id: z.int().optional() });

/** A pull request as webhooks and GitHub's REST API write it. */
const recordedPullRequest = z.looseObject({
  number: z.int(),
  title: z.string(),
  body: z.string().nullish(),
  user: account.nullish(),
  head: z.looseObject({ ref: z.string(), sha: z.string(), label: z.string().optional() }),
  base: z.looseObject({ ref: z.string(), sha: z.string().optional(), label: z.string().optional() }),
  state: z.enum(["open", "closed"]),
  draft: z.boolean().nullish(),
  created_at: z.string(),
  merged_at: z.string().nullish(),
  changed_files: z.int().optional(),
});

const recordedReview = z.looseObject({
  review: z.looseObject({
    user: account.nullish(),
    state: z.string().transform((state) => state.toLowerCase()),
    submitted_at: z.string().nullish(),
    commit_id: z.string().nullish(),
  }),
});

export const OPINIONS = ["approved", "changes_requested", "dismissed"] as const;

const recordedRepository = z.looseObject({
  repository: z.looseObject({
    name: z.string(),
    owner: z.looseObject({ login: z.string() }),
    html_url: z.string().optional(),
    default_branch: z.string().optional(),
  }),
});

export interface RecordedRepository {
  readonly owner: string;
  readonly name: string;
  readonly url: string | null;
  readonly defaultBranch: string | null;
}

export function repositoryOf(payload: object): RecordedRepository | null {
  const { data } = recordedRepository.safeParse(payload);
  if (!data) return null;
  const { owner, name, html_url, default_branch } = data.repository;
  return { owner: owner.login, name, url: html_url ?? null, defaultBranch: default_branch ?? null };
}

/** The pull request that a payload carries, or that a file of GitHub's API is. Its files, commits and reviews are elsewhere. */
export function pullRequestOf(source: unknown): PullRequestFacts | null {
  const nested = z.looseObject({ pull_request: recordedPullRequest }).safeParse(source).data?.pull_request;
  const pr = nested ?? recordedPullRequest.safeParse(source).data;
  if (!pr) return null;
  const mergedAt = pr.merged_at ?? null;
  return {
    number: pr.number,
    title: pr.title,
    body: (pr.body ?? "").replace(/\r\n?/g, "\n"),
    author: pr.user?.login ?? null,
    authorId: pr.user?.id ?? null,
    authorIsBot: pr.user?.type === "Bot",
    bodyEditedAt: null,
    bodyEditors: [],
    bodyEditedByBot: false,
    reviewRequests: null,
    titleAtMerge: pr.title,
    closes: [],
    branch: pr.head.ref,
    fromFork: ownerIn(pr.head.label) !== ownerIn(pr.base.label),
    headSha: pr.head.sha,
    headAuthor: null,
    sameHead: [],
    base: pr.base.ref,
    baseSha: pr.base.sha ?? "0".repeat(40),
    state: mergedAt === null ? pr.state : "merged",
    draft: pr.draft ?? false,
    createdAt: pr.created_at,
    mergedAt,
    files: [],
    filesComplete: pr.changed_files === 0,
    commits: [],
    reviews: reviewsOf(source),
    notice: null,
  };
}

/** The one review that a payload is about. */
function reviewsOf(source: unknown): ReviewFacts[] {
  const review = recordedReview.safeParse(source).data?.review;
  const opinion = OPINIONS.find((one) => one === review?.state);
  if (!review?.user || !opinion) return [];
  return [
    {
      reviewer: review.user.login,
      reviewerId: review.user.id ?? null,
      ...(review.user.type === "Bot" && { isBot: true }),
      opinion,
      at: review.submitted_at ?? "1970-01-01T00:00:00Z",
      ...(review.commit_id && { commit: review.commit_id }),
    },
  ];
}

/** Of a label such as `ada:main`. */
function ownerIn(label: string | undefined): string | undefined {
  return label?.split(":", 1)[0];
}
