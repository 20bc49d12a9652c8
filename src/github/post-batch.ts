import { postChecks } from "./checks/post-checks.ts";
import { watchSources } from "./checks/watch-sources.ts";
import type { Decided } from "./decide-batch.ts";
import type { BatchContext, ExecuteParts, Remaining } from "./execute-parts.ts";
import { fairOrder } from "./post/fair-order.ts";
import { postAll, type Unwritten } from "./post/post-all.ts";

/** Everything that a batch has to say, once what it says is true. Gives what could not be said. */
export async function postBatch(
  { checks: parts }: Pick<ExecuteParts, "checks">,
  { repo, batch, log, now, writes }: BatchContext,
  { replies }: Pick<Remaining, "replies">,
  { plan, checks }: Pick<Decided, "plan" | "checks">,
): Promise<readonly Unwritten[]> {
  const { notices } = plan;
  const said = await postAll(
    repo,
    writes,
    { replies: fairOrder([...replies, ...plan.replies]), notices },
    log,
  );
  const checked = await postChecks(repo, writes, checks, log);
  if (parts?.sources && plan.links.length > 0) watchSources(parts.sources, plan.links, batch, { now, log });
  return [...said, ...checked];
}
