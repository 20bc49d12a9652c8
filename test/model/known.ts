/**
 * Where the bot is known to do something else than the specification says. Each switch lets the model test pass over
 * that one thing, until it is mended; then the switch is deleted together with what it guards.
 */
export const KNOWN = {
  /**
   * What a merged pull request was linked to is told anew at each look, from less than at the first one: what it then
   * links alone takes over its unnamed drawing.
   */
  laterLooksComplete: true,
  /** A merge that takes a drawing away and draws the diagram anew reopens it at the first look, and completes it at the second. */
  replacedIsReopened: true,
  /** What a maintainer reopens before its pull request is merged stays open if both are heard of together. */
  reopenForgetsOpenPullRequest: true,
} as const;
