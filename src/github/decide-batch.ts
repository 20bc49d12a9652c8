import { type CommitMessage, NOTHING_TO_DO, type Plan } from "../decide/plan.ts";
import type { Outbox } from "../facts/batch.ts";
import { CheckFactsReader } from "./checks/check-facts-reader.ts";
import type { CheckWork } from "./checks/check-run.ts";
import { PullRequestFiles } from "./checks/pull-request-files.ts";
import { decideWithFacts } from "./decide-with-facts.ts";
import type { BatchContext, ExecuteParts, Remaining } from "./execute-parts.ts";
import type { ReadBatch } from "./read-batch.ts";
import { keyOfIssue } from "./sidebar/open-issues.ts";

/** What is to be done about a batch. It is saved: when a try fails in the midst of it, the next one knows what was planned. */
export interface Decided {
  readonly plan: Plan;
  /** The planned checks that are not on GitHub as they should be. */
  readonly checks: readonly CheckWork[];
  /** Null: there is nothing to commit. */
  readonly message: CommitMessage | null;
  readonly outbox: Outbox | null;
}

export async function decideBatch(
  parts: Pick<ExecuteParts, "decide" | "people" | "proposer" | "pullRequestFiles" | "checks">,
  { repo, batch, now, outbox: keeper }: BatchContext,
  read: ReadBatch,
  remaining: Remaining,
): Promise<Decided> {
  const { deliveries, unanswered, refused, outbox } = remaining;
  const events = [...deliveries.map(({ event }) => event), ...read.again];
  const newIssues = (outbox?.newIssues ?? []).filter((id) => keeper.writes.isThere(keyOfIssue(id)) !== true);
  if (events.length + newIssues.length === 0)
    return { plan: NOTHING_TO_DO, checks: [], message: null, outbox };
  const posting = new Set(remaining.replies.flatMap(({ answers }) => answers));
  const files = new PullRequestFiles(parts.pullRequestFiles, repo, keeper.writes.recent);
  const reader = parts.checks ? new CheckFactsReader(parts.checks, repo, files) : null;
  const readers = { checks: reader, files };
  const plan = await decideWithFacts(
    parts,
    repo,
    read,
    {
      events,
      now,
      unanswered,
      posting,
      refused,
      newIssues,
      ...(batch.declined && { declined: batch.declined }),
    },
    readers,
  );
  const checks = (await reader?.unposted(plan.checks)) ?? [];
  const message = plan.message ?? read.target.due;
  const asked =
    plan.reviewRequests.length +
    plan.sidebars.length +
    plan.newIssues.length +
    plan.onboardingAsked.length +
    Number(plan.onboarding !== null);
  const issues = Number(plan.broken?.issue != null) + Number(plan.weeklyReview !== null);
  const isNothing =
    message === null && plan.replies.length + plan.notices.length + asked + checks.length + issues === 0;
  if (isNothing) return { plan, checks, message, outbox };
  const parent = message === null ? null : read.target.head.oid;
  const next = planOutbox(remaining, plan, { parent, secret: keeper.secret });
  await keeper.save(next);
  return { plan, checks, message, outbox: next };
}

/** What is planned now takes the place of what was planned before for the same events; the rest of that stays. */
function planOutbox(
  { deliveries, outbox }: Remaining,
  plan: Plan,
  { parent, secret }: { readonly parent: string | null; readonly secret: string },
): Outbox {
  const keys = new Set(deliveries.map(({ event }) => event.key));
  const kept = (outbox?.replies ?? []).filter(({ answers }) => !answers.some((key) => keys.has(key)));
  const ids = new Set([...(outbox?.deliveryIds ?? []), ...deliveries.map(({ id }) => id)]);
  const numbers = new Set([
    ...(outbox?.pullRequests ?? []),
    ...plan.notices.map(({ thread }) => thread),
    ...plan.reviewRequests.map(({ pullRequest }) => pullRequest),
    ...plan.checks.map(({ pullRequest }) => pullRequest),
  ]);
  return {
    deliveryIds: [...ids],
    secret,
    parent: outbox?.parent ?? parent,
    replies: [...kept, ...plan.replies],
    ...(plan.declined.length > 0 && { declined: plan.declined }),
    ...(numbers.size > 0 && { pullRequests: [...numbers] }),
    ...unfinishedIssues(outbox, plan),
    ...(plan.newIssues.length > 0 && { newIssues: plan.newIssues.map(({ diagram }) => diagram) }),
  };
}

/** Only of diagrams that changed: what else differs, differs at the next look. */
function unfinishedIssues(outbox: Outbox | null, { sidebars }: Plan): Pick<Outbox, "issues"> {
  const planned = sidebars.flatMap(({ issue, since }) => (since === null ? [] : [[issue, since] as const]));
  const kept = (outbox?.issues ?? []).map(({ number, since }) => [number, since] as const);
  const issues = [...new Map([...kept, ...planned])].map(([number, since]) => ({ number, since }));
  return issues.length > 0 ? { issues } : {};
}
