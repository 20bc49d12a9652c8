import { postChecks } from "./checks/post-checks.ts";
import { watchSources } from "./checks/watch-sources.ts";
import type { Decided } from "./decide-batch.ts";
import type { BatchContext, ExecuteParts } from "./execute-parts.ts";
import { postAll } from "./post/post-all.ts";

/** Everything that a batch has to say, once what it says is true. */
export async function postBatch(
  { checks: parts }: Pick<ExecuteParts, "checks">,
  { repo, batch, log, now }: BatchContext,
  { plan, checks }: Pick<Decided, "plan" | "checks">,
): Promise<void> {
  await postAll(repo, plan, log);
  if (checks.length > 0) await postChecks(repo, checks, log);
  if (parts?.sources && plan.links.length > 0) watchSources(parts.sources, plan.links, batch, { now, log });
}
