/** Users saw GitHub's reads lag half a minute behind its writes: for so long, in ms, a write may not show yet. */
export const LONGEST_LAG_MS = 45_000;

/** Something that was made or changed on GitHub so short a time ago that a read may not show it yet. */
export interface RecentWrite {
  /** Names what stands there once, such as the notice of a pull request. */
  readonly what: string;
  /** GitHub's, of the comment or check run. */
  readonly id: number;
  /** What it says, as far as whoever made it needs to know. */
  readonly text: string;
}
