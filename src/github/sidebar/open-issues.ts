/**
 * Opens the issues that a maintainer asked for, as many as GitHub lets an installation make; the rest waits in the inbox. None is
 * opened twice for one diagram: what an earlier try opened, and an earlier batch, is found by its author and its marker, and
 * where reads may not show it yet it is waited for.
 *
 * That an issue is there is an event like any other: it is looked at, and its number goes into the diagram's file.
 */
import type { Logger } from "pino";
import { openedFor } from "../../decide/new-issues.ts";
import type { NewIssue } from "../../decide/plan.ts";
import type { Batch } from "../../facts/batch.ts";
import { type Delivery, eventId } from "../../facts/event.ts";
import { ask } from "../client/ask.ts";
import { isOneWritesOwn } from "../client/failure.ts";
import { readFinalRefusal } from "../client/final-refusal.ts";
import { PAGE_INFO, type Page, present } from "../client/page.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import type { Unwritten } from "../post/post-all.ts";
import { lookAtSidebar } from "../webhooks/issues.ts";
import type { Writes } from "../writes.ts";
import { makeLabels } from "./make-labels.ts";

export interface OpenParts {
  readonly writes: Writes;
  /** Has an event of the bot's own handled later. */
  readonly again: (delivery: Delivery) => Promise<unknown>;
  readonly batch: Pick<Batch, "repository" | "installationId">;
  readonly log: Logger;
  /** ISO instant. */
  readonly now: string;
}

/** Of a write. */
export function keyOfIssue(diagram: string): string {
  return `issue ${diagram}`;
}

export async function openIssues(
  repo: RepositoryClient,
  issues: readonly NewIssue[],
  { writes, again, batch, log, now }: OpenParts,
): Promise<readonly Unwritten[]> {
  if (issues.length === 0) return [];
  const unwritten: Unwritten[] = [];
  const ids = new Map<string, string>();
  let end: { readonly error: unknown } | null = null;
  const there = await readOpened(repo);
  const tell = (number: number) => {
    const event = lookAtSidebar({ number, updated_at: now });
    const { repository, installationId } = batch;
    return again({ id: eventId({ repository }, event), repository, installationId, event });
  };
  for (const issue of issues) {
    const key = keyOfIssue(issue.diagram);
    try {
      if (end !== null) throw end.error;
      const known = there.get(issue.diagram) ?? writes.recent.issueOf(issue.diagram);
      if (known !== null && known !== undefined) {
        await tell(known);
        writes.found(key);
        continue;
      }
      await makeLabels(repo, issue.makeLabels, ids, log);
      await writes.once(key, async () => {
        const number = await open(repo, issue);
        writes.recent.noteIssue(issue.diagram, number);
        await tell(number);
        log.info({ diagram: issue.diagram, issue: number }, "issue opened");
      });
    } catch (failure) {
      try {
        const reason = await readFinalRefusal(repo, failure);
        log.warn({ diagram: issue.diagram, reason }, "GitHub takes no issue");
      } catch (error) {
        unwritten.push({ answers: issue.answers === null ? [] : [issue.answers], pullRequest: null, error });
        if (!isOneWritesOwn(error)) end = { error };
      }
    }
  }
  return unwritten;
}

async function open(
  { client, repository }: RepositoryClient,
  { title, body, label }: NewIssue,
): Promise<number> {
  const { data } = await client.request("POST /repos/{owner}/{repo}/issues", {
    ...pathOf(repository),
    title,
    body,
    ...(label !== null && { labels: [label] }),
  });
  return data.number;
}

/** So many of the newest issues are looked through for those that we opened. */
const PAGES = 20;

const DOCUMENT = `query ReadOpenedIssues($owner: String!, $name: String!, $after: String) {
  repository(owner: $owner, name: $name) {
    issues(first: 100, after: $after, states: [OPEN, CLOSED], orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { number body viewerDidAuthor }
      ${PAGE_INFO}
    }
  }
}`;

interface Answer {
  readonly repository: {
    readonly issues: Page<{
      readonly number: number;
      readonly body: string;
      readonly viewerDidAuthor: boolean;
    }>;
  };
}

/** By the diagram that each was opened for. */
async function readOpened({ client, repository }: RepositoryClient): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  let after: string | null = null;
  for (let page = 0; page < PAGES; page++) {
    const answer: Answer = await ask<Answer>(client, DOCUMENT, { ...repository, after });
    const { nodes, pageInfo } = answer.repository.issues;
    for (const { number, body, viewerDidAuthor } of present(nodes)) {
      const id = viewerDidAuthor ? openedFor(body) : null;
      if (id !== null) found.set(id, number);
    }
    if (!pageInfo.hasNextPage) break;
    after = pageInfo.endCursor;
  }
  return found;
}
