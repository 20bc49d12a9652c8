import type { PullRequestMention } from "../../facts/pull-request-facts.ts";
import { ACCOUNT, type AccountNode, idOf, madeOn } from "../client/account.ts";
import { ask } from "../client/ask.ts";
import { PAGE_INFO, type Page, present } from "../client/page.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import { changedFile, type FileNode } from "./changed-files.ts";

const DOCUMENT = `query ReadOpenPullRequests($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    pullRequests(states: [OPEN], first: 100, after: $after) {
      nodes {
        number title body author { ${ACCOUNT} } headRefName isCrossRepository changedFiles
        files(first: 20) { nodes { path changeType } }
      }
      ${PAGE_INFO}
    }
  }
}`;

interface Answer {
  readonly repository: {
    readonly pullRequests: Page<MentionNode>;
  };
}

interface MentionNode {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly author: AccountNode | null;
  readonly headRefName: string;
  readonly isCrossRepository: boolean;
  readonly changedFiles: number;
  readonly files: { readonly nodes: readonly (FileNode | null)[] | null } | null;
}

/** All open pull requests, each with its first files: enough to tell which ones have to be read whole. */
export async function readOpenPullRequests({
  client,
  repository,
}: RepositoryClient): Promise<PullRequestMention[]> {
  const mentions: PullRequestMention[] = [];
  for (let after: string | null = null; ; ) {
    const answer: Answer = await ask<Answer>(client, DOCUMENT, { ...repository, after });
    const { nodes, pageInfo } = answer.repository.pullRequests;
    mentions.push(...present(nodes).map(mentionOf));
    if (!pageInfo.hasNextPage) return mentions;
    after = pageInfo.endCursor;
  }
}

function mentionOf({
  number,
  title,
  body,
  author,
  headRefName,
  isCrossRepository,
  changedFiles,
  files,
}: MentionNode): PullRequestMention {
  const found = present(files?.nodes);
  return {
    number,
    title,
    body: body.replace(/\r\n?/g, "\n"),
    author: author?.login ?? null,
    authorId: idOf(author),
    authorSince: madeOn(author),
    branch: headRefName,
    fromFork: isCrossRepository,
    files: found.map(changedFile),
    filesComplete: found.length >= changedFiles,
  };
}
