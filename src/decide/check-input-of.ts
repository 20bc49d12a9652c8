import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { CheckInput } from "../gates/check-input.ts";
import type { Fold } from "./fold.ts";
import { isCampaignFile } from "./links/find-links.ts";
import { contentsOf, linksOf } from "./links/links-of.ts";
import { isStandingPullRequest } from "./standing-pull-request.ts";
import { isMaintenance } from "./sync-pull-request.ts";
import { verificationFor } from "./verification.ts";

/**
 * What the checks are made on, as the files are at a commit. Null where the pull request is none of the campaign's, and
 * while its files are not known.
 */
export function checkInputOf(
  fold: Fold,
  pr: PullRequestFacts,
  headSha: string = pr.headSha,
): CheckInput | null {
  const { state, snapshot } = fold;
  if (isStandingPullRequest(pr, state.config)) return null;
  const { linked, ...links } = linksOf(fold, pr);
  const isCampaigns = pr.files.some(({ path }) => isCampaignFile(path, state.config.paths));
  const isJudged = linked.size > 0 || links.tooMany !== null || isCampaigns;
  const contents = isJudged ? contentsOf(fold, pr, headSha) : null;
  if (!contents) return null;
  const ids = [...linked.keys()];
  return {
    pr,
    contents,
    references: new Set(ids),
    tooMany: links.tooMany,
    maintenance: new Set(
      ids.filter((id) => isMaintenance(fold, pr, fold.assignment(id), { ...links, linked })),
    ),
    verifications: new Map(
      ids.map((id) => {
        const brought = { pr, links: { ...links, linked } };
        return [id, verificationFor(fold, fold.assignment(id), brought)];
      }),
    ),
    files: snapshot.files,
    state,
    campaign: fold.campaign,
    links: fold.checks.facts.links,
    say: fold.say,
    hasRole: fold.hasRole.bind(fold),
    url: snapshot.url,
    trackerUrl: fold.trackerUrl,
  };
}
