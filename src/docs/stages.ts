/** The way of one delivery through the code, as a table that the documentation shows and a test holds. */

export interface Stage {
  readonly name: string;
  /** What is done there, in a few words. */
  readonly what: string;
  /** Where that is written: files of `src`, and folders with a slash at the end. */
  readonly files: readonly string[];
  /** Why its files are entered again once it is over; absent: they are not. */
  readonly again?: string;
}

/**
 * In this order. What one stage enters is one unbroken run: whoever reads along never has to turn back. A file that two
 * stages name is used by both.
 */
export const STAGES: readonly Stage[] = [
  {
    name: "receive",
    what: "webhook → events",
    files: ["server/", "app.ts", "github/webhooks/"],
  },
  {
    name: "inbox",
    what: "kept until it is done, and given out with all that waits for the repository",
    files: ["inbox/"],
    again:
      "the plan is kept before it is carried out, the deliveries are completed, and other repositories are looked for meanwhile",
  },
  { name: "answer", what: "GitHub gets its 2xx", files: ["server/"] },
  { name: "batch", what: "the table of contents of what follows", files: ["github/execute.ts"] },
  {
    name: "read",
    what: "the repository as it is now, at one commit",
    files: [
      "github/recover.ts",
      "github/read-batch.ts",
      "github/read/",
      // Where the newest state is, the mode knows.
      "github/commit/direct.ts",
    ],
  },
  {
    name: "decide",
    what: "events over the snapshot → plan",
    files: [
      "github/decide-batch.ts",
      "github/decide-with-facts.ts",
      "github/checks/check-facts-reader.ts",
      "github/checks/pull-request-files.ts",
      "decide/",
      "commands/",
      "tracker/",
      "gates/",
      "messages/",
    ],
  },
  {
    name: "commit",
    what: "one commit, by the configured mode",
    files: ["github/commit-batch.ts", "github/trailer.ts", "github/commit/"],
  },
  {
    name: "post",
    what: "replies, notices and checks",
    files: [
      "github/post-batch.ts",
      "github/what-is-left.ts",
      "github/onboarding/",
      "github/sidebar/",
      "github/post/",
      "github/checks/",
    ],
  },
  { name: "done", what: "one line in the log for each delivery", files: ["github/log-handled.ts"] },
];

/** What lies below the stages: any of them may use it. */
export const GROUND: readonly Pick<Stage, "what" | "files">[] = [
  { what: "the nouns and their rules", files: ["domain/", "facts/"] },
  { what: "the one way to GitHub", files: ["github/client/"] },
  {
    what: "what is planned, what of it was written, and what was a moment ago",
    files: ["github/outbox-keeper.ts", "github/writes.ts", "github/recent-writes.ts"],
  },
  { what: "what is known of the campaign's files", files: ["github/campaign/"] },
  {
    what: "parsers of foreign text, which can be stopped",
    files: ["yaml/", "parsers.ts", "read-files-with.ts"],
  },
  { what: "what an operator sees", files: ["log/", "metrics/"] },
  { what: "time, and the place where the parts are put together", files: ["clock.ts", "core.ts", "bot.ts"] },
];
