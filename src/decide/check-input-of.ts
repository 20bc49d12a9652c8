import { knownAmong } from "../domain/catalog.ts";
import { civilDateOf } from "../domain/civil-date.ts";
import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import { readTicked } from "../gates/attestations.ts";
import type { CheckInput } from "../gates/check-input.ts";
import { asksForHistory, vouch } from "../gates/vouch.ts";
import type { Fold } from "./fold.ts";
import { judgedBase } from "./judged-base.ts";
import { isCampaignFile } from "./links/find-links.ts";
import { contentsOf, linksOf } from "./links/links-of.ts";
import { isOffer } from "./onboarding-marker.ts";
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
  if (isStandingPullRequest(fold, pr) || isOffer(fold, pr)) return null;
  const { linked, ...links } = linksOf(fold, pr);
  const isCampaigns = pr.files.some(({ path }) => isCampaignFile(path, state.config.paths));
  const isJudged = linked.size > 0 || links.tooMany !== null || isCampaigns;
  const contents = isJudged ? contentsOf(fold, pr, headSha) : null;
  if (!contents) return null;
  const ids = [...linked.keys()];
  const references = new Set(ids);
  const verifications = new Map(
    ids.map((id) => {
      const brought = { pr, links: { ...links, linked } };
      return [id, verificationFor(fold, fold.assignment(id), brought)] as const;
    }),
  );
  return {
    ...judgedBase(fold, pr, contents),
    contents,
    references,
    tooMany: links.tooMany,
    maintenance: new Set(
      ids.filter((id) => isMaintenance(fold, pr, fold.assignment(id), { ...links, linked })),
    ),
    verifications,
    vouched: vouchedIn(fold, pr, { references, verifications }),
    links: fold.checks.facts.links,
    say: fold.say,
    accountId: (login) => fold.person({ login, id: null })?.id,
    hasRole: fold.hasRole.bind(fold),
    url: snapshot.url,
    trackerUrl: fold.trackerUrl,
  };
}

function vouchedIn(
  fold: Fold,
  pr: PullRequestFacts,
  { references, verifications }: Pick<CheckInput, "references" | "verifications">,
): CheckInput["vouched"] {
  const isKnown = knownAmong(references, fold.state.catalog);
  const editedOn = pr.bodyEditedAt === null ? null : civilDateOf(pr.bodyEditedAt);
  const isEditedSince = [...verifications.values()].some(
    ({ verified_on }) => verified_on != null && editedOn !== null && editedOn >= verified_on,
  );
  const isAsked = asksForHistory(pr, isEditedSince) && readTicked(pr.body, isKnown).length > 0;
  return vouch(pr, isAsked ? fold.description(pr.number) : null, isKnown);
}
