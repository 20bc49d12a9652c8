/**
 * Changes what stands beside issues: who is assigned, labels, open or closed. Each change is alone and says only what comes or
 * goes, so what others change at the same time stays; made twice it is as good as once, so a try that failed is repeated as a
 * whole. Labels and state of one issue are one request.
 *
 * GitHub drops whom it cannot assign without an error: its answer names those who are. That is told where somebody asked.
 * https://docs.github.com/rest/issues/assignees#add-assignees-to-an-issue
 */
import type { Logger } from "pino";
import type { SidebarWork } from "../../decide/plan.ts";
import { repositoryKey } from "../../domain/repository-id.ts";
import { isOneWritesOwn, NotYet } from "../client/failure.ts";
import { pathOf, type RepositoryClient } from "../client/repository-client.ts";
import type { Unwritten } from "../post/post-all.ts";
import type { RecentRefusals } from "../post/recent-refusals.ts";
import { changeIssue } from "./change-issue.ts";
import { makeLabels } from "./make-labels.ts";
import { readSidebarRefusal } from "./refusal.ts";

/**
 * GitHub closes the issues of a merged pull request a second or two after the merge
 * (https://github.com/kamp-us/phoenix/issues/5806). So long it is waited for.
 */
const CLOSES_ITSELF_MS = 5_000;

/** What the answer to an event has to say, too. */
export interface SidebarNote {
  /** Key of the event; null: only who asked on the issue itself can be told. */
  readonly answers: string | null;
  readonly issue: number;
  readonly text: string;
}

export interface KeptSidebars {
  readonly unwritten: readonly Unwritten[];
  readonly notes: readonly SidebarNote[];
}

/**
 * Makes the sidebars what they are to be, each by itself. Throws nothing: what failed is handed back with its error, and where that is no
 * issue's own (a limit, an outage) so is the rest.
 */
export async function keepSidebars(
  repo: RepositoryClient,
  refused: RecentRefusals,
  sidebars: readonly SidebarWork[],
  { log, now }: { readonly log: Logger; readonly now: () => number },
): Promise<KeptSidebars> {
  const unwritten: Unwritten[] = [];
  const notes: SidebarNote[] = [];
  const ids = new Map<string, string>();
  let end: { readonly error: unknown } | null = null;
  for (const work of sidebars) {
    const { issue, pullRequest, answers } = work;
    try {
      if (end !== null) throw end.error;
      if (!(await keepAssignees(repo, refused, work, log))) {
        notes.push({ answers, issue, text: work.notAssigned });
      }
      await makeLabels(repo, work.makeLabels, ids, log);
      const dueAt = work.closesWith === null ? 0 : Date.parse(work.closesWith) + CLOSES_ITSELF_MS;
      const isEarly = dueAt > now();
      await changeIssue(repo, isEarly ? { ...work, state: null } : work, ids);
      if (isEarly) throw new NotYet(dueAt);
    } catch (failure) {
      try {
        const reason = await readSidebarRefusal(repo, failure);
        log.warn({ issue, reason }, "GitHub takes no change beside the issue");
      } catch (error) {
        unwritten.push({ answers: answers === null ? [] : [answers], pullRequest, error });
        if (!isOneWritesOwn(error)) end = { error };
      }
    }
  }
  return { unwritten, notes };
}

/** False: GitHub did not assign them. */
async function keepAssignees(
  { client, repository }: RepositoryClient,
  refused: RecentRefusals,
  { issue: issue_number, assign, unassign, since }: SidebarWork,
  log: Logger,
): Promise<boolean> {
  const route = "/repos/{owner}/{repo}/issues/{issue_number}/assignees";
  const path = { ...pathOf(repository), issue_number };
  if (unassign.length > 0) {
    await client.request(`DELETE ${route}`, { ...path, assignees: [...unassign] });
    log.info({ issue: issue_number, unassign }, "no longer assigned");
  }
  const key = `${repositoryKey(repository)} ${issue_number} ${assign?.toLowerCase()}`;
  // Who just became the holder is tried again: they may have commented since.
  if (assign === null || (since === null && refused.has(key))) return true;
  const { data } = await client.request(`POST ${route}`, { ...path, assignees: [assign] });
  const isAssigned = (data.assignees ?? []).some(({ login }) => login.toLowerCase() === assign.toLowerCase());
  if (!isAssigned) refused.note(key);
  log.info({ issue: issue_number, assign, isAssigned }, "assigned");
  return isAssigned;
}
