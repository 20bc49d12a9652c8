import type { PullRequestFacts } from "../../facts/pull-request-facts.ts";

/** What a pull request's own words are, as far as they count. */
export interface CountedText {
  /** Null where it cannot be told what it was. */
  readonly title: string | null;
  readonly description: string | null;
  /** A bot edited the description last, so that nobody can tell what of it its author wrote. */
  readonly isDescriptionMixed: boolean;
  /** What the assignment files say of it counts too: its words at the merge are not known for certain. */
  readonly isCarried: boolean;
  /**
   * It may have linked more at the merge than is known of it now. Then a drawing that names nobody is only that diagram's
   * which the assignment files say alone to be this pull request's.
   */
  readonly isPartial: boolean;
}

type Written = Pick<
  PullRequestFacts,
  | "title"
  | "body"
  | "state"
  | "mergedAt"
  | "bodyEditedAt"
  | "bodyEditedByBot"
  | "titleAtMerge"
  | "authorIsBot"
>;

/**
 * After the merge nothing that is said counts. What the `closed` event said is certain; without it the title as it was at
 * the merge and a description that nobody edited since; whatever of these is not known is made up for by what the
 * assignment files said before.
 */
export function evidenceOf(
  pr: Written,
  closedWith: { readonly title: string; readonly body: string } | undefined,
): CountedText {
  const isDescriptionMixed = pr.bodyEditedByBot && !pr.authorIsBot;
  if (pr.state !== "merged") {
    return { title: pr.title, description: pr.body, isDescriptionMixed, isCarried: false, isPartial: false };
  }
  if (closedWith) {
    const { title, body: description } = closedWith;
    return { title, description, isDescriptionMixed, isCarried: false, isPartial: isDescriptionMixed };
  }
  const isEditedSince = pr.bodyEditedAt !== null && pr.mergedAt !== null && pr.bodyEditedAt > pr.mergedAt;
  const description = isEditedSince ? null : pr.body;
  const isCarried = description === null || pr.titleAtMerge === null;
  const isPartial = isCarried || isDescriptionMixed;
  return { title: pr.titleAtMerge, description, isDescriptionMixed, isCarried, isPartial };
}
