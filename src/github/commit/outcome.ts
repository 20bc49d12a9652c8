/**
 * What GitHub made of a write to a branch. The words are GitHub's and may change; types and statuses are matched first.
 */

import type { CampaignEntries } from "../campaign/campaign-paths.ts";
import { classifyFailure, type Failure, isUncertain, readFailure } from "../client/failure.ts";
import type { RefusedBy } from "./refusal.ts";

export type CommitOutcome =
  /** `entries`: what the campaign's paths are in the new commit, where GitHub told. */
  { readonly kind: "committed"; readonly oid: string; readonly entries: CampaignEntries | null } | NotWritten;

export type NotWritten =
  /** The head is another one, or the branch is: read again, decide again. */
  | { readonly kind: "moved" }
  /** A rule, a protection or a missing permission is in the way. */
  | CommitRefusal
  /** Push protection takes something in the files for a password or key: that is one event's fault, not the branch's. */
  | { readonly kind: "secret"; readonly reason: string }
  /** It may be there or not: the newest commits tell. */
  | { readonly kind: "unknown" };

export interface CommitRefusal {
  readonly kind: "refused";
  readonly by: RefusedBy;
  /** GitHub's own words, in one line. */
  readonly reason: string;
}

/**
 * What GitHub refuses in words that are not known here is a refusal too: rulesets and classic protection differ in them, and
 * they change. Throws what is none of these.
 */
export function readOutcome(error: unknown): NotWritten {
  if (isUncertain(error)) return { kind: "unknown" };
  const failure = readFailure(error);
  for (const one of failure.status === 200 ? failure.errors : [failure]) {
    const outcome = understand(one, failure);
    if (outcome) return outcome;
  }
  const { transient, unreachable, whole } = classifyFailure(error, 0);
  const isRefusal = failure.isAnswer || failure.status === 200;
  if (!isRefusal || transient || unreachable || whole) throw error;
  return { kind: "refused", by: "unknown", reason: inOneLine(failure.errors[0]?.message ?? failure.message) };
}

const MOVED =
  /expected branch to point to|not a fast forward|reference (?:already exists|does not exist)|reference update failed/i;
// A branch may be called `secrets`.
const SECRET = /push protection|secret scanning|contains? (?:a )?secrets?\b|secrets? (?:detected|found)/i;
const RULES = /rule violations|protected branch|through a pull request|merge queue|GH0(?:06|13)/i;

function understand(
  { type, message }: { readonly type?: string | undefined; readonly message: string },
  { status }: Failure,
): NotWritten | null {
  const isGone = type === "NOT_FOUND" && /branch/i.test(message);
  if (type === "STALE_DATA" || isGone || MOVED.test(message)) return { kind: "moved" };
  if (SECRET.test(message)) return { kind: "secret", reason: inOneLine(message) };
  const isForbidden =
    type === "FORBIDDEN" || (status === 403 && /not accessible|permission|write access/i.test(message));
  const isProtection = type === "BRANCH_PROTECTION_RULE_VIOLATION" || /branch protection/i.test(message);
  if (!isForbidden && !isProtection && !RULES.test(message)) return null;
  const by = /merge queue/i.test(message)
    ? "merge-queue"
    : isForbidden
      ? "permission"
      : isProtection
        ? "protection"
        : "ruleset";
  return { kind: "refused", by, reason: inOneLine(message) };
}

function inOneLine(words: string): string {
  return words.replaceAll(/\s+/g, " ").trim();
}
