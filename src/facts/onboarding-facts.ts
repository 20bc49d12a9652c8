import type { Config } from "../domain/config.ts";
import type { Problem } from "../domain/problem.ts";
import type { FileChange } from "../domain/source-file.ts";

/** What a decision may ask about a repository that has no campaign; `proposal` takes reading documents. */
export type OnboardingQuestion = "standing" | "proposal";

export interface OnboardingFacts {
  readonly isArchived: boolean;
  readonly isFork: boolean;
  /** First lines of the newest commits. */
  readonly subjects: readonly string[];
  /** The newest of our own pull requests that set a campaign up; null: none was found. */
  readonly earlier: EarlierOnboarding | null;
  /** All pull requests were looked through. */
  readonly isWhole: boolean;
  /** Absent: nobody asked. Null: it could not be made with the time that it may take. */
  readonly proposal?: CampaignProposal | null;
}

export interface EarlierOnboarding {
  readonly number: number;
  readonly state: "open" | "closed" | "merged";
  readonly branch: string;
  /** The OID of its head. */
  readonly head: string;
  /** The OID of our own commit on it. */
  readonly committed: string;
  /** Nobody pushed to it since we did. */
  readonly isUntouched: boolean;
}

/** A campaign as `init` would write it. */
export interface CampaignProposal {
  /** Path of the document that was imported; null: none was found that is a tracker. */
  readonly tracker: string | null;
  readonly files: readonly FileChange[];
  /** What could not be taken from the document, or was only guessed. */
  readonly problems: readonly Problem[];
  readonly found: { readonly diagrams: number; readonly categories: number; readonly assignments: number };
  /** Some diagram. */
  readonly example: string;
  /** The page that the answer to a claim links. */
  readonly guide: string;
  /** The tracker's summary as it will look, in Markdown. */
  readonly summary: string;
  /** Files that are there already and would have to be replaced. */
  readonly inTheWay: readonly string[];
  /** What suits the rules of the default branch. */
  readonly mode: Config["commit"];
}
