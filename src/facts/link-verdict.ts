import type { CivilDate } from "../domain/civil-date.ts";

/** What became of a source's address when it was last looked at. */
export interface LinkVerdict {
  /** `refused`: it was not asked, since it leads to where we do not go; `unclear`: its server would not say. */
  readonly kind: "reachable" | "gone" | "unclear" | "refused";
  /** The UTC day on which it was looked at. */
  readonly on: CivilDate;
  /** One clause in plain text: `answers 404`, `answers, over a redirect to example.org`. */
  readonly detail: string;
}
