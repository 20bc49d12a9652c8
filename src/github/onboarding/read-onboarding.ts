/**
 * What has to be known before a campaign is offered to a repository: whether it may be, whether it was offered before, and what
 * would be written. Our own pull requests are known by their author, which GitHub vouches for, and by the marker in their
 * description; titles and branches say nothing.
 */

import { readMarker } from "../../decide/onboarding-marker.ts";
import type { CivilDate } from "../../domain/civil-date.ts";
import { repositoryKey } from "../../domain/repository-id.ts";
import { SCHEMA_FOLDER } from "../../domain/schemas/schema-names.ts";
import type { OwnerDefaults, SourceFile } from "../../domain/source-file.ts";
import type {
  CampaignProposal,
  EarlierOnboarding,
  OnboardingFacts,
  OnboardingQuestion,
} from "../../facts/onboarding-facts.ts";
import type { Snapshot } from "../../facts/repository-facts.ts";
import type { CampaignProposer } from "../../init/campaign-proposer.ts";
import { readBlobs } from "../campaign/read-blobs.ts";
import { type ListedBlob, readTree } from "../campaign/read-tree.ts";
import { ask } from "../client/ask.ts";
import { PAGE_INFO, type Page, present } from "../client/page.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { preflight } from "../commit/preflight.ts";

/** So many pull requests are looked through, the newest first; of a repository with more nobody knows. */
const PAGES = 10;

const DOCUMENT = `query ReadOnboarding($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    isArchived isFork
    defaultBranchRef { target { ... on Commit { history(first: 20) { nodes { messageHeadline } } } } }
    pullRequests(first: 100, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { number state body headRefName headRefOid viewerDidAuthor }
      ${PAGE_INFO}
    }
  }
}`;

interface PullRequest {
  readonly number: number;
  readonly state: "OPEN" | "CLOSED" | "MERGED";
  readonly body: string;
  readonly headRefName: string;
  readonly headRefOid: string;
  readonly viewerDidAuthor: boolean;
}

interface Answer {
  readonly repository: {
    readonly isArchived: boolean;
    readonly isFork: boolean;
    readonly defaultBranchRef: {
      readonly target: {
        readonly history: { readonly nodes: readonly ({ readonly messageHeadline: string } | null)[] };
      } | null;
    } | null;
    readonly pullRequests: Page<PullRequest>;
  };
}

export interface OnboardingParts {
  readonly proposer: Pick<CampaignProposer, "propose">;
  readonly today: CivilDate;
}

/** Null: the repository has no commit. */
export async function readOnboarding(
  repo: RepositoryClient,
  snapshot: Snapshot,
  question: OnboardingQuestion,
  parts: OnboardingParts | null,
): Promise<OnboardingFacts | null> {
  const known = snapshot.onboarding ?? (await readStanding(repo));
  if (known === null || question === "standing") return known;
  return { ...known, proposal: parts && (await readProposal(repo, snapshot, parts)) };
}

async function readStanding(repo: RepositoryClient): Promise<OnboardingFacts | null> {
  let after: string | null = null;
  let facts: OnboardingFacts | null = null;
  for (let page = 0; page < PAGES; page++) {
    const answer: Answer = await ask<Answer>(repo.client, DOCUMENT, { ...repo.repository, after });
    const { isArchived, isFork, defaultBranchRef: ref, pullRequests } = answer.repository;
    if (!ref?.target) return null;
    const { history } = ref.target;
    const own = present(pullRequests.nodes).find((pr) => pr.viewerDidAuthor && readMarker(pr.body) !== null);
    facts = {
      isArchived,
      isFork,
      subjects: present(history.nodes).map(({ messageHeadline }) => messageHeadline),
      earlier: own ? earlierOf(own) : null,
      isWhole: own !== undefined || !pullRequests.pageInfo.hasNextPage,
    };
    if (facts.isWhole) return facts;
    after = pullRequests.pageInfo.endCursor;
  }
  return facts;
}

function earlierOf({ number, state, body, headRefName, headRefOid }: PullRequest): EarlierOnboarding {
  const committed = readMarker(body) ?? "";
  return {
    number,
    committed,
    state: state === "OPEN" ? "open" : state === "MERGED" ? "merged" : "closed",
    branch: headRefName,
    head: headRefOid,
    isUntouched: committed === headRefOid,
  };
}

/** Names that trackers go by; a document of another name may be the README. */
const LIKELY =
  /(?:^|[/_.-])(?:tracker|tracking|progress|status|roadmap|checklist|todo|tasks?|translations?)\b/i;
const README = /^readme\.md$/i;
const DEPTH = 3;
const MOST_DOCUMENTS = 8;
const MOST_BYTES = 2_000_000;

async function readProposal(
  repo: RepositoryClient,
  { head, files, url }: Snapshot,
  { proposer, today }: OnboardingParts,
): Promise<CampaignProposal | null> {
  const blobs = await readTree(repo, head);
  const likely = blobs.filter(isLikely).toSorted(byLikelihood).slice(0, MOST_DOCUMENTS);
  const texts = await readBlobs(repo, likely);
  const documents = likely.flatMap(({ path, oid }): SourceFile[] => {
    const read = texts.get(oid);
    return read && !read.unread ? [{ path, text: read.text }] : [];
  });
  const config = files.config === null ? null : { path: files.config.path, text: files.config.text };
  const paths = blobs.map(({ path }) => path).filter(matters);
  const { defaults } = files;
  const input = { documents, config, ...(defaults && { defaults: copyOf(defaults) }), paths, url, today };
  const proposed = await proposer.propose(input, repositoryKey(repo.repository));
  if (proposed === null) return null;
  const verdict = await preflight(repo);
  return { ...proposed, mode: verdict?.recommended ?? "direct" };
}

/** As plain data, which goes to another process. */
function copyOf({ layers }: OwnerDefaults): OwnerDefaults {
  return { layers: layers.map(({ path, text }) => ({ path, text })), problems: [] };
}

/** Of everything else it does not matter whether it is there. */
function matters(path: string): boolean {
  return (
    path.startsWith(`${SCHEMA_FOLDER}/`) ||
    /\.ya?ml$/i.test(path) ||
    /^(?:(?:\.github|docs)\/)?[^/]+\.md$/i.test(path) ||
    /^\.github\/(?:ISSUE_TEMPLATE|PULL_REQUEST_TEMPLATE)\//i.test(path)
  );
}

function isLikely({ path, size }: ListedBlob): boolean {
  if (!/\.md$/i.test(path) || size > MOST_BYTES || path.split("/").length > DEPTH) return false;
  return LIKELY.test(path) || README.test(path);
}

/** In the folder above first; the README last. */
function byLikelihood({ path: one }: ListedBlob, { path: other }: ListedBlob): number {
  const rank = (path: string) => [README.test(path) ? 1 : 0, path.split("/").length] as const;
  const [[a, b], [c, d]] = [rank(one), rank(other)];
  return a - c || b - d || (one < other ? -1 : 1);
}
