/**
 * The commit of a batch, and what has to follow it on GitHub before anybody is answered. Where the head moved, or nobody
 * knows whether the commit is there, nothing follows: the caller reads and decides again.
 */
import type { CommitMessage } from "../decide/plan.ts";
import { messagesIn } from "../messages/messages.ts";
import { BranchRefused, ContentRefused } from "./client/failure.ts";
import type { CommitTarget } from "./commit/commit-mode.ts";
import { commitRules } from "./commit/commit-rules.ts";
import type { CommitRefusal, NotWritten } from "./commit/outcome.ts";
import { readIsInOrganization } from "./commit/owner.ts";
import { REFUSED, reportRefusal } from "./commit/refusal-issue.ts";
import type { Decided } from "./decide-batch.ts";
import type { BatchContext, ExecuteParts, Remaining } from "./execute-parts.ts";
import { isOfRuns, readSelf } from "./own-commits.ts";
import type { ReadSnapshot } from "./read/read-snapshot.ts";
import { readSealed, wholeMessage, writeMessage } from "./trailer.ts";

/**
 * `strange`: it is refused in words that are not known, which may be about a head that moved: read and decide again.
 * `secret`: what its only event would write is refused: decide again without that.
 */
export type BatchCommit = "nothing" | "committed" | "strange" | Exclude<NotWritten, CommitRefusal>["kind"];

/** `committed` also where an earlier try did it. Throws `BranchRefused` once the maintainers were told. */
export async function commitBatch(
  { snapshots, metrics }: Pick<ExecuteParts, "snapshots" | "metrics">,
  { repo, log, outbox: { writes, secret } }: BatchContext,
  { snapshot, config, target, self }: ReadSnapshot,
  decided: Decided,
  { deliveries, committed, metStrange, refused }: Remaining,
): Promise<BatchCommit> {
  const { files } = decided.plan;
  const isEarlier = (message: string) => readSealed(message, secret).length > 0;
  if (decided.message === null) {
    if (committed) await target.publish({ commit: null, isEarlier }, log);
    return committed ? "committed" : "nothing";
  }
  const message = writeMessage(withRemarks(decided.message, target), {
    deliveryIds: deliveries.map(({ id }) => id),
    rules: commitRules(config, { skipsCi: target.skipsCi, self, url: snapshot.url }),
    credits: decided.plan.credits,
    secret,
  });
  const outcome = await target.commit({ files, message });
  log.debug({ outcome: outcome.kind, branch: target.branch, parent: target.head.oid }, "commit");
  metrics?.commitTried(outcome.kind);
  if (outcome.kind === "refused") {
    if (outcome.by === "unknown" && !metStrange) return "strange";
    writes.found(REFUSED);
    await tell({ repo, log }, { snapshot, config, target }, outcome);
    throw new BranchRefused(`${target.branch} refuses the commit: ${outcome.reason}`);
  }
  if (outcome.kind === "secret" && (deliveries.length !== 1 || refused.size > 0)) {
    throw new ContentRefused(`GitHub stores nothing that looks like a secret: ${outcome.reason}`);
  }
  if (outcome.kind !== "committed") return outcome.kind;
  const { oid, entries } = outcome;
  if (entries) snapshots.known.noteCommit(repo.repository, files, entries);
  await target.publish({ commit: { oid, message: wholeMessage(message) }, isEarlier }, log);
  return "committed";
}

function withRemarks({ headline, body }: CommitMessage, { remarks }: CommitTarget): CommitMessage {
  if (remarks.length === 0) return { headline, body };
  // Beside other lines the headline alone would not be listed.
  return { headline, body: [body === "" ? headline : body, ...remarks].join("\n") };
}

/** Where even that fails, the log knows, and the next try tells them. */
async function tell(
  { repo, log }: Pick<BatchContext, "repo" | "log">,
  { snapshot, config, target: { branch, rules } }: Pick<ReadSnapshot, "snapshot" | "config" | "target">,
  { by, reason }: CommitRefusal,
): Promise<void> {
  try {
    const say = messagesIn(config.language).refusal;
    const wayOut = rules.wayOut(branch, say.remedy);
    const [isInOrganization, self] = await Promise.all([readIsInOrganization(repo), readSelf(repo)]);
    const about = { by, reason, branch, wayOut, url: snapshot.url, isInOrganization, isRun: isOfRuns(self) };
    await reportRefusal(repo, about, say);
  } catch (error) {
    log.warn({ err: error, branch }, "the maintainers could not be told of the refusal");
  }
}
