import type { Plan } from "../decide/plan.ts";
import { renderKept, renderMergeMessage } from "../decide/standing-pull-request.ts";
import type { RepositoryClient } from "./client.ts";
import { commitFiles } from "./commit.ts";
import { configOf } from "./decide-with-facts.ts";
import type { CommitOutcome } from "./outcome.ts";
import type { ReadSnapshot } from "./read-snapshot.ts";
import { writeMessage } from "./trailer.ts";

export interface Written {
  readonly outcome: CommitOutcome;
  /** The commit's message, whole. */
  readonly message: string;
}

/** Whether there is anything to commit: files of the plan, or what people changed beside what waits. */
export function hasCommit({ target: { after } }: Pick<ReadSnapshot, "target">, plan: Plan): boolean {
  return plan.files.length > 0 || (after.kind === "both" && after.mustMerge);
}

export async function commitPlan(
  repo: RepositoryClient,
  { snapshot, target }: ReadSnapshot,
  plan: Plan,
  deliveryIds: readonly string[],
): Promise<Written> {
  const { after } = target;
  const branches = { own: target.branch, base: snapshot.defaultBranch };
  const { headline, body } = plan.message ?? renderMergeMessage(branches);
  const lost = after.kind === "both" ? after.lost : [];
  const kept = lost.map((path) => renderKept(path, { branch: branches.base, oid: snapshot.head }));
  // Beside other lines the headline alone would not be listed.
  const lines = kept.length > 0 && body === "" ? [headline, ...kept] : [...(body ? [body] : []), ...kept];
  const { skip_ci, commit } = configOf(snapshot);
  const message = writeMessage(
    { headline, body: lines.join("\n") },
    // A pull request whose checks never run cannot be merged where they are required.
    { deliveryIds, skipCi: skip_ci && commit !== "pull-request" },
  );
  const outcome = await commitFiles(repo, target, { files: plan.files, message });
  return {
    outcome,
    message: message.body === "" ? message.headline : `${message.headline}\n\n${message.body}`,
  };
}
