import type { Logger } from "pino";
import { isOneWritesOwn } from "../client/failure.ts";
import type { RepositoryClient } from "../client/repository-client.ts";
import type { Unwritten } from "../post/post-all.ts";
import type { Posted } from "../post/reply.ts";
import type { Writes } from "../writes.ts";
import { type CheckWork, postCheck } from "./check-run.ts";

/**
 * One after the other. Where GitHub takes no check run, the log says why, and the others are posted; so they are where
 * one of its answers is lost, since a pull request must not wait for another one's.
 */
export async function postChecks(
  repo: RepositoryClient,
  writes: Writes,
  checks: readonly CheckWork[],
  log: Logger,
): Promise<readonly Unwritten[]> {
  const unwritten: Unwritten[] = [];
  for (const work of checks) {
    const { pullRequest, headSha, report } = work.check;
    let posted: Posted;
    try {
      posted = await postCheck(repo, writes, work);
    } catch (error) {
      if (!isOneWritesOwn(error)) throw error;
      unwritten.push({ answers: [], pullRequest, error });
      continue;
    }
    const about = { pullRequest, headSha, check: report.kind, conclusion: report.conclusion };
    if (posted === "posted") log.info(about, "check posted");
    else log.warn({ ...about, reason: posted.refused }, "GitHub takes no check run");
  }
  return unwritten;
}
