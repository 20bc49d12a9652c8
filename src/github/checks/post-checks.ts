import type { Logger } from "pino";
import type { RepositoryClient } from "../client/repository-client.ts";
import { type CheckWork, postCheck } from "./check-run.ts";

/** One after the other. Where GitHub takes no check run, the log says why, and the others are posted. */
export async function postChecks(
  repo: RepositoryClient,
  checks: readonly CheckWork[],
  log: Logger,
): Promise<void> {
  for (const work of checks) {
    const posted = await postCheck(repo, work);
    const { pullRequest, headSha, report } = work.check;
    const about = { pullRequest, headSha, check: report.kind, conclusion: report.conclusion };
    if (posted === "posted") log.info(about, "check posted");
    else log.warn({ ...about, reason: posted.refused }, "GitHub takes no check run");
  }
}
