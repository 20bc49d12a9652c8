import { findViolation } from "../acts/protection.ts";
import { enableAutoMerge, mergePull } from "../acts/pulls.ts";
import { Refused } from "../acts/refused.ts";
import { isPullThread } from "../model.ts";
import { canSee } from "../rest/route.ts";
import { pullAt } from "./pull-list.ts";
import { GraphqlRefusal } from "./refusal.ts";
import type { GraphqlContext, PullAt } from "./resolver.ts";

type Method = "MERGE" | "SQUASH" | "REBASE";
interface MergeInput {
  readonly pullRequestId: string;
  readonly mergeMethod?: Method;
  readonly expectedHeadOid?: string;
}

export function enablePullRequestAutoMerge(
  _: unknown,
  { input }: { input: MergeInput },
  context: GraphqlContext,
) {
  const at = findPull(input, context);
  const { world, actor } = context;
  const method = input.mergeMethod ?? "MERGE";
  asGraphql(() => enableAutoMerge(world, at.repository, at.value, { by: actor.account, method }));
  return { clientMutationId: null, pullRequest: pullAt(at.repository, at.value) };
}

export function mergePullRequest(_: unknown, { input }: { input: MergeInput }, context: GraphqlContext) {
  const at = findPull(input, context);
  const { repository, value } = at;
  const { head, base } = value.pull;
  if (input.expectedHeadOid && input.expectedHeadOid !== head.oid) {
    throw new GraphqlRefusal("UNPROCESSABLE", "Head branch was modified. Review and try the merge again.");
  }
  const violation = findViolation(repository, base.branch, context.actor.kind === "installation");
  if (violation) throw new GraphqlRefusal("UNPROCESSABLE", violation.message);
  const method = input.mergeMethod === "SQUASH" ? "squash" : "merge";
  asGraphql(() => mergePull(context.world, repository, context.actor.account, value, method));
  return { clientMutationId: null, pullRequest: pullAt(repository, value) };
}

function findPull({ pullRequestId }: MergeInput, { world, actor }: GraphqlContext): PullAt {
  for (const repository of world.repositories.values()) {
    if (!canSee(actor, repository)) continue;
    for (const value of repository.threads.values()) {
      if (isPullThread(value) && value.pull.nodeId === pullRequestId) return pullAt(repository, value);
    }
  }
  throw new GraphqlRefusal(
    "NOT_FOUND",
    `Could not resolve to a node with the global id of '${pullRequestId}'`,
  );
}

function asGraphql(act: () => void): void {
  try {
    act();
  } catch (error) {
    throw error instanceof Refused ? new GraphqlRefusal("UNPROCESSABLE", error.message) : error;
  }
}
