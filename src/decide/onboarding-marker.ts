import type { PullRequestFacts } from "../facts/pull-request-facts.ts";
import type { Fold } from "./fold.ts";

/**
 * The last line of the description of a pull request that sets a campaign up. It names our commit, so that a later one of
 * somebody else's is seen. Anybody may write it: it counts where GitHub says that we opened the pull request.
 */
const MARKER = /<!-- diagram-tracker:onboarding ([0-9a-f]{40,64}) -->\s*$/;

export function onboardingMarker(head: string): string {
  return `<!-- diagram-tracker:onboarding ${head} -->`;
}

/** The OID of our commit; null: there is no marker. */
export function readMarker(body: string): string | null {
  return MARKER.exec(body.replaceAll("\r\n", "\n"))?.[1] ?? null;
}

/**
 * Whether it offers a campaign where there is none. No check judges it: what it brings is what a campaign would be judged by, and
 * there is nothing yet that somebody could get around.
 */
export function isOffer({ snapshot }: Pick<Fold, "snapshot">, pr: PullRequestFacts): boolean {
  const isCampaign = snapshot.files.catalog.length > 0;
  return !isCampaign && !pr.fromFork && pr.authorIsBot && readMarker(pr.body) !== null;
}
